"""What the README shows runs as it stands, on a clinic of the demo."""

import re
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from ranvier.simulate.clinic import simulate_clinic
from ranvier.simulate.plan import NO_EFFECT
from ranvier.tables.write import write_programme

README = Path(__file__).parents[2] / "README.md"


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("readme")
    write_programme(simulate_clinic(NO_EFFECT, 1), folder / "clinic")
    visits = pl.DataFrame({"patient_id": ["a"] * 3, "date": ["2015-01-01", "2015-07-01", "2016-01-01"]})
    systems = [f"fs_{name}" for name in ("visual", "brainstem", "pyramidal", "cerebellar", "sensory")]
    grades = {name: [1, 2, 2] for name in (*systems, "fs_bowel_bladder", "fs_cerebral", "ambulation")}
    visits = visits.with_columns(
        pl.Series("edss", [2.0, 4.0, 4.0]), **{k: pl.Series(v) for k, v in grades.items()}
    )
    visits.write_csv(folder / "visits.csv")
    visits.select("patient_id", "date", "edss").write_parquet(folder / "visits.parquet")
    relapses = pl.DataFrame({"patient_id": ["a"], "onset_date": ["2014-06-01"]})
    relapses.write_parquet(folder / "relapses.parquet")
    return folder


def test_the_python_of_the_readme_runs_word_for_word(place):
    frames = "".join(f'{name} = pl.read_parquet("{name}.parquet")\n' for name in ("visits", "relapses"))
    first, second, third, fourth = blocks("python")
    columns = "exit_day, event = [120, 800, 900] * 8, [True, False, True] * 8\n"
    last = "print(clinic.cohort.patients.height)\n"
    code = f"{first}import polars as pl\n{frames}{second}{columns}{third}{fourth}{last}"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=place, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "C33" in done.stdout
    assert "Settings used: lorscheider2016_edss_only" in done.stdout
    assert "free of the event at day 730: 66.7%" in done.stdout
    assert done.stdout.endswith("150\n")  # patients of the clinic with a true effect, as its plan has them
    assert (place / "report.html").is_file()


@pytest.mark.parametrize("command", ["check", "examine", "course", "score", "simulate", "theory"])
def test_the_commands_of_the_readme_run_word_for_word(place, command):
    lines = [
        line for block in blocks("console") for line in block.splitlines() if f"ranvier {command}" in line
    ]
    assert lines
    for line in lines:
        words = line.split("#")[0].replace("$ .venv/bin/ranvier", "").split()
        call = [sys.executable, "-m", "ranvier.cli", *words]
        done = subprocess.run(call, cwd=place, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_the_links_of_the_readme_lead_somewhere():
    for target in re.findall(r"\]\(([^)#]+)\)", README.read_text(encoding="utf-8")):
        assert (README.parent / target).exists(), target
