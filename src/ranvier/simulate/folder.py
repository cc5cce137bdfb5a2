"""A simulated clinic on disk: its records, and beside them the truth that `examine` never reads."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import polars as pl

from ranvier.errors import UsageError
from ranvier.simulate.clinic import SimulatedClinic
from ranvier.simulate.plan_text import plan_text
from ranvier.simulate.truth_tables import fates_table, patients_table, steps_table
from ranvier.tables.write import write_programme

PROGRAMME, TRUTH, PLAN = "programme", "truth", "plan.toml"
"""What lies in the folder; the truth in short stands in truth.json."""


def write_simulated(clinic: SimulatedClinic, folder: Path) -> Path:
    """Write the records and the truth of *clinic* into *folder*; returns the path of programme.toml.

    programme/ holds the records; truth.json, truth/steps.csv, truth/fates.csv and truth/patients.csv what is
    true of them; plan.toml the plan.
    """
    path = write_programme(clinic.cohort, folder / PROGRAMME)
    text = json.dumps(clinic.truth.as_dict(), indent=1, ensure_ascii=False, sort_keys=True)
    (folder / f"{TRUTH}.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    tables = folder / TRUTH
    tables.mkdir(exist_ok=True)
    for name, table in _tables(clinic).items():
        table.write_csv(tables / f"{name}.csv")
    (folder / PLAN).write_text(plan_text(clinic.plan), encoding="utf-8", newline="\n")
    return path


def _tables(clinic: SimulatedClinic) -> dict[str, pl.DataFrame]:
    return {
        "patients": patients_table(clinic.behind),
        "steps": steps_table(clinic.behind),
        "fates": fates_table(clinic.behind),
    }


def check_folder(folder: Path, *, overwrite: bool) -> None:
    """Refuse a folder that holds anything; with *overwrite* remove what an earlier simulation left in it.

    UsageError: something is there, or with *overwrite* something that no simulation wrote.
    """
    there = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    if not there:
        return
    ours = {PROGRAMME, TRUTH, f"{TRUTH}.json", PLAN}
    if not overwrite:
        raise UsageError(
            "The folder is not empty",
            where=str(folder),
            hint="name another folder, or add --overwrite to replace an earlier simulation",
        )
    if f"{TRUTH}.json" not in there or not set(there) <= ours:
        raise UsageError(
            "The folder holds something that ranvier simulate did not write",
            where=str(folder),
            hint="name another folder: only an earlier simulation is replaced",
        )
    for name in (PROGRAMME, TRUTH):
        shutil.rmtree(folder / name, ignore_errors=True)
    for name in (f"{TRUTH}.json", PLAN):
        (folder / name).unlink(missing_ok=True)
