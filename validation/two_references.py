"""Writes tests/oracles/two_references.json: what EDSSProgression finds under many settings.

    python validation/two_references.py --program FOLDER --out tests/oracles/two_references.json

FOLDER holds `edssprogression.py` of github.com/drstrupf/multiple-sclerosis-disability-progression (MIT; the
stored results are of commit d468f93, from a copy without comments and without the checks of arguments), run
with the Python, pandas and NumPy that the header names. Seeded, so a second run writes the same file. More
patients, settings and another seed make a longer comparison, which `python -m
tests.reference.two_references_peer FILE` reads; with --cohorts the patients of a folder of the layout
`course/oracle` (visits.parquet, relapses.parquet) are added; the stored file has --patients 80 and them.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

COMMIT = "d468f9342b0ff6fec55b8b79335ec29ec401eb80"
GAPS = (1, 7, 14, 29, 30, 31, 60, 83, 84, 90, 91, 92, 120, 150, 179, 180, 181, 365, 400)
NEAR = (-91, -90, -89, -60, -31, -30, -29, -1, 0, 1, 29, 30, 31, 60, 89, 90, 91)
MOVES = (-1.5, -1.0, -0.5, -0.5, 0.0, 0.0, 0.0, 0.5, 0.5, 1.0, 1.0, 1.5)
STARTS = (0.0, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 4.5, 5.0, 5.5, 6.0)
EDSS_COHORTS = ("edge", "edss0", "edss1", "edssU0", "edssU1")
KINDS = {"RAW": "R", "PIRA": "P", "PIRA confirmed in RAW window": "D", "Undefined": "U"}

OPTIONS: dict[str, tuple[Any, ...]] = {
    "undefined_progression": ("re-baselining only", "never", "all", "end"),
    "undefined_progression_wrt_raw_pira_baseline": ("any", "equal or greater", "greater only"),
    "return_first_event_only": (False, True),
    "merge_continuous_events": (False, True),
    "continuous_events_max_repetition_time": (30, 0, 90),
    "continuous_events_max_merge_distance": (None, 100, 365),
    "opt_baseline_type": ("roving", "fixed"),
    "opt_roving_reference_require_confirmation": (True, False),
    "opt_roving_reference_confirmation_time": (30, 0.5, 90),
    "opt_roving_reference_confirmation_included_values": ("all", "last"),
    "opt_roving_reference_confirmation_time_right_side_max_tolerance": (None, 30, 90),
    "opt_roving_reference_confirmation_time_left_side_max_tolerance": (0, 7),
    "opt_raw_before_relapse_max_days": (30, 0, 60),
    "opt_raw_after_relapse_max_days": (90, 0, 30),
    "opt_pira_allow_relapses_between_event_and_confirmation": (False, True),
    "opt_max_score_that_requires_plus_1": (5.0, 5.5, -1, 10.0),
    "opt_larger_increment_from_0": (True, False),
    "opt_require_confirmation": (True, False),
    "opt_confirmation_time": (180, 84, 0.5, -1),
    "opt_confirmation_type": ("minimum", "monotonic"),
    "opt_confirmation_included_values": ("all", "last"),
    "opt_confirmation_sustained_minimal_distance": (0, 90),
    "opt_confirmation_time_right_side_max_tolerance": (None, 30, 180),
    "opt_confirmation_time_left_side_max_tolerance": (0, 14),
    "opt_confirmation_require_confirmation_for_last_visit": (True, False),
    "opt_minimal_distance_time": (0, 60, 180),
    "opt_minimal_distance_type": ("reference", "previous"),
    "opt_minimal_distance_backtrack_decrease": (True, False),
}
"""Every option of the program, its default first; None: no limit."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cohorts", type=Path)
    parser.add_argument("--patients", type=int, default=90)
    parser.add_argument("--settings", type=int, default=40)
    parser.add_argument("--seed", type=int, default=20261122)
    asked = parser.parse_args()
    sys.path.insert(0, str(asked.program))
    rng = np.random.default_rng(asked.seed)
    patients = [random_patient(rng) for _ in range(asked.patients)]
    if asked.cohorts:
        patients += stored_patients(asked.cohorts)
    settings = [*one_at_a_time(), *(random_settings(rng) for _ in range(asked.settings))]
    cases = [{"settings": one, "found": run(one, patients)} for one in settings]
    asked.out.write_text(written(patients, asked.patients, cases), encoding="utf-8")


def written(patients: list[Any], n_random: int, cases: list[dict[str, Any]]) -> str:
    """The file: its header, then a line for each patient, those made here first, and for each case."""
    header = {
        "program": "EDSSProgression, github.com/drstrupf/multiple-sclerosis-disability-progression (MIT)",
        "commit": COMMIT,
        "copy": "without comments and without the checks of arguments",
        "versions": {"python": platform.python_version(), "pandas": pd.__version__, "numpy": np.__version__},
        "script": "validation/two_references.py",
        "n_random_patients": n_random,
        "layout": "a patient: visits [day, half points], days of relapses; found, by patient: events [day of "
        "onset, kind, half points, half points of the reference, day of the last visit], then what sets the "
        "general and the RAW/PIRA reference [day, half points]",
    }
    parts = [json.dumps(header)[1:-1]]
    for name, rows in (("patients", patients), ("cases", cases)):
        lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
        parts.append(f'"{name}": [\n{lines}\n]')
    return "{" + ",\n".join(parts) + "}\n"


def one_at_a_time() -> list[dict[str, Any]]:
    """The defaults, and every other value of every option alone, with what it needs to matter."""
    needs = {
        "continuous": {"merge_continuous_events": True},
        "opt_minimal": {"opt_minimal_distance_time": 180},
        "opt_confirmation_sustained": {"opt_confirmation_time": -1},
        "opt_pira": {"opt_confirmation_included_values": "last"},
    }
    found: list[dict[str, Any]] = [{}]
    for name, values in OPTIONS.items():
        needed = next((more for start, more in needs.items() if name.startswith(start)), {})
        found += [{**needed, name: value} for value in values[1:]]
    return found


def random_settings(rng: np.random.Generator) -> dict[str, Any]:
    """A third of the options at a value of chance; what the program refuses is drawn again."""
    chosen = {
        name: values[rng.integers(len(values))] for name, values in OPTIONS.items() if rng.random() < 1 / 3
    }
    if chosen.get("return_first_event_only") and chosen.get("undefined_progression") == "end":
        return random_settings(rng)
    sustained = chosen.get("opt_confirmation_time") == -1
    if sustained and chosen.get("opt_confirmation_included_values") == "last":
        return random_settings(rng)
    return chosen


def random_patient(rng: np.random.Generator) -> Any:
    """A course of 1 to 16 visits with up to 3 relapses, days on the edges of every window."""
    day, score = int(rng.choice((0, 0, 0, 7, -200))), float(rng.choice(STARTS))
    visits = []
    for _ in range(rng.integers(1, 17)):
        visits.append([day, round(score * 2)])
        day += int(rng.choice(GAPS))
        score = min(8.0, max(0.0, score + float(rng.choice(MOVES))))
        score = 1.0 if score == 0.5 else score
    relapses = [
        int(visits[rng.integers(len(visits))][0] + rng.choice(NEAR))
        for _ in range(rng.choice((0, 1, 1, 2, 3)))
    ]
    return [visits, sorted(relapses)]


def stored_patients(folder: Path) -> list[Any]:
    """The EDSS patients of an oracle folder; of two visits on one day the later row stays."""
    visits, relapses = (
        pd.read_parquet(folder / "visits.parquet"),
        pd.read_parquet(folder / "relapses.parquet"),
    )
    found = []
    for (cohort, name), rows in visits.dropna(subset=["edss", "day"]).groupby(["cohort", "id"]):
        if cohort in EDSS_COHORTS:
            kept = rows.sort_values("row").drop_duplicates("day", keep="last").sort_values("day")
            own = relapses[(relapses["cohort"] == cohort) & (relapses["id"] == name)]["day"]
            course = [
                [int(day), round(edss * 2)] for day, edss in zip(kept["day"], kept["edss"], strict=True)
            ]
            found.append([course, sorted(int(day) for day in own.dropna())])
    return found


def run(settings: dict[str, Any], patients: list[Any]) -> list[Any]:
    """What the program finds in each patient."""
    from edssprogression import EDSSProgression  # noqa: PLC0415 - the folder is known only now

    program = EDSSProgression(
        **{name: np.inf if value is None else value for name, value in settings.items()}
    )
    found = []
    for visits, relapses in patients:
        frame = pd.DataFrame(
            {
                "days_after_baseline": [day for day, _ in visits],
                "edss_score": [score / 2 for _, score in visits],
            }
        )
        found.append(said(program.add_progression_events_to_follow_up(frame, relapses)))
    return found


def said(rows: pd.DataFrame) -> list[Any]:
    """The annotated visits as events and as references set."""
    last_day = rows.groupby("progression_event_id")["days_after_baseline"].max()
    events = [
        [
            int(row["days_after_baseline"]),
            KINDS[row["progression_type"]],
            round(row["progression_score"] * 2),
            round(row["progression_reference_score"] * 2),
            int(last_day[row["progression_event_id"]]),
        ]
        for _, row in rows[rows["is_progression"]].iterrows()
    ]
    return [events, *(_set(rows, name) for name in ("general", "raw_pira"))]


def _set(rows: pd.DataFrame, name: str) -> list[list[int]]:
    column = f"edss_score_used_as_new_{name}_reference"
    chosen = rows[rows[column].notna()]
    return [
        [int(day), round(score * 2)]
        for day, score in zip(chosen["days_after_baseline"], chosen[column], strict=True)
    ]


if __name__ == "__main__":
    main()
