"""Writes what msclinical 0.1.0 (MIT) finds in random courses: relapses, treatment epochs and NEDA.

    python validation/msclinical_course.py > tests/oracles/msclinical_course.json

Needs an environment with msclinical and pandas. Days count from 1 January 2015. The courses keep to what both
tools mean by the same words; docs/reference/course.md says where they differ.
"""

from __future__ import annotations

import json
import platform
from datetime import date, timedelta
from importlib.metadata import version
from typing import Any

import numpy as np
import pandas as pd
from msclinical.edssplus.core import Rules as Worsening
from msclinical.epochs.core import Rules, arr_by_drug, epochs
from msclinical.neda.core import Params, neda
from msclinical.relapses.core import check

DAY_ZERO = date(2015, 1, 1)
SEED = 29
N_PATIENTS = 150


def on(day: int) -> str:
    return (DAY_ZERO + timedelta(days=int(day))).isoformat()


def day_of(found: Any) -> int:
    return (pd.Timestamp(found).date() - DAY_ZERO).days


def make_visits(rng: np.random.Generator, last_day: int) -> list[tuple[int, float]]:
    """EDSS that rises now and then; a single visit may dip, so that no improvement is confirmed."""
    level = float(rng.choice([0, 1, 2, 3.5, 5, 5.5, 6]))
    days = [0, *np.cumsum(rng.choice([40, 83, 84, 90, 120], 12)).tolist()]
    visits, was_dip = [], True
    for day in [day for day in days if day < last_day] + [last_day]:
        level = min(9.0, level + float(rng.choice([0, 0, 0, 0.5, 1, 1.5])))
        level = 1.0 if level == 0.5 else level
        is_dip = not was_dip and rng.random() < 0.15 and day < last_day
        visits.append((int(day), max(0.0, level - 2.0) if is_dip else level))
        was_dip = is_dip
    return [(day, 1.0 if edss == 0.5 else edss) for day, edss in visits]


def make_relapses(rng: np.random.Generator, last_day: int, taken: set[int]) -> list[tuple[int, int | None]]:
    """Distinct days of onset, none on a border, and days until the end; None: not recorded."""
    days = {int(day) for day in rng.integers(1, last_day, rng.poisson(1.5))}
    days |= {day + int(rng.choice([1, 29, 30, 31])) for day in list(days) if rng.random() < 0.4}
    lasts = (None, 0, 1, 20)
    return [(day, lasts[rng.integers(4)]) for day in sorted(days - taken) if 0 < day < last_day]


def make_courses(rng: np.random.Generator, last_day: int) -> list[tuple[str, int, int | None]]:
    """Treatments with distinct starts; a name comes again in the course that starts next, or never."""
    starts = sorted({int(day) for day in rng.integers(-60, last_day, rng.integers(0, 5))})
    names = iter("abcdefgh")
    courses: list[tuple[str, int, int | None]] = []
    for start in starts:
        name = courses[-1][0] if courses and rng.random() < 0.3 else next(names)
        stop = None if rng.random() < 0.3 else min(last_day, start + int(rng.choice([10, 60, 200, 400])))
        courses.append((name, start, stop))
    return courses


def make_mris(
    rng: np.random.Generator, last_day: int
) -> list[tuple[int, int | None, int | None, float | None]]:
    """MRI on day 0 and later: new and enhancing lesions, both counted or neither; change of volume.

    Where lesions were not counted there is no volume either: the tool would then use it only sometimes.
    """
    found: list[tuple[int, int | None, int | None, float | None]] = [(0, 0, 0, None)]
    for day in sorted({int(day) for day in rng.integers(20, last_day, rng.integers(0, 3))}):
        is_read = rng.random() < 0.8
        change = round(float(rng.normal(-0.3, 0.3)), 2) if is_read and rng.random() < 0.6 else None
        counts = (int(rng.random() < 0.2), int(rng.random() < 0.1)) if is_read else (None, None)
        found.append((day, *counts, change))
    return found


def make_patient(rng: np.random.Generator) -> dict[str, Any]:
    last_day = int(rng.choice([200, 365, 366, 500, 700, 900]))
    courses = make_courses(rng, last_day)
    borders = {0, 365, last_day, *(day for _, *ends in courses for day in ends if day is not None)}
    return {
        "visits": make_visits(rng, last_day),
        "relapses": make_relapses(rng, last_day, borders),
        "courses": courses,
        "mris": make_mris(rng, last_day),
    }


def frame(patients: list[dict[str, Any]], key: str, columns: list[str]) -> pd.DataFrame:
    rows = [[number, *row] for number, patient in enumerate(patients) for row in patient[key]]
    return pd.DataFrame(rows, columns=["patient", *columns])


def add_relapses(patients: list[dict[str, Any]]) -> pd.DataFrame:
    table = frame(patients, "relapses", ["day", "lasts"])
    table["date"] = table["day"].map(on)
    table["duration_hours"] = table["lasts"] * 24
    clean, _, _ = check(table)
    for number, patient in enumerate(patients):
        patient["counting"] = [day_of(found) for found in clean[clean["patient"] == number]["date"]]
    return clean[["patient", "date"]]


def add_epochs(patients: list[dict[str, Any]], clean: pd.DataFrame) -> list[list[Any]]:
    table = frame(patients, "courses", ["drug", "from", "to"])
    table["start"] = table["from"].map(on)
    table["stop"] = [None if pd.isna(day) else on(day) for day in table["to"]]
    ends = [patient["visits"][-1][0] for patient in patients]
    follow_up = pd.DataFrame(
        {"patient": range(len(patients)), "start": on(0), "end": [on(day) for day in ends]}
    )
    found = epochs(table, follow_up, Rules(rebaseline_months=0, carryover_days=0, min_window_days=0))
    for number, patient in enumerate(patients):
        own = found[found["patient"] == number]
        patient["epochs"] = [[row.drug, day_of(row.start), day_of(row.stop)] for row in own.itertuples()]
    rates = arr_by_drug(clean.assign(date=pd.to_datetime(clean["date"])), found)
    return [[drug, float(row["patient_years"]), int(row["relapses"])] for drug, row in rates.iterrows()]


def add_neda(patients: list[dict[str, Any]], clean: pd.DataFrame) -> None:
    visits = frame(patients, "visits", ["day", "edss"])
    mris = frame(patients, "mris", ["day", "new_t2", "gd", "pbvc"])
    starts = pd.DataFrame({"patient": range(len(patients)), "date": on(0)})
    for table in (visits, mris):
        table["date"] = table["day"].map(on)
    found = neda(visits, clean, mris, starts, Params(cdw=Worsening(confirm_days=84)))
    for number, patient in enumerate(patients):
        row = found[(found["patient"] == number) & (found["window"] == 1)].iloc[0]
        rate = None if row["pbvc_per_year"] is None or pd.isna(row["pbvc_per_year"]) else row["pbvc_per_year"]
        patient["neda"] = [
            bool(row["complete_window"]), int(row["relapses"]), int(row["cdw_events"]),
            answer(row["no_mri_activity"]), rate, answer(row["neda3"]), answer(row["neda4"]),
        ]  # fmt: skip


def answer(value: Any) -> bool | None:
    return None if value is None or pd.isna(value) else bool(value)


def main() -> None:
    rng = np.random.default_rng(SEED)
    patients = [make_patient(rng) for _ in range(N_PATIENTS)]
    clean = add_relapses(patients)
    by_drug = add_epochs(patients, clean)
    add_neda(patients, clean)
    about = (
        f"msclinical {version('msclinical')}, pandas {pd.__version__}, Python {platform.python_version()}, "
        f"validation/msclinical_course.py, seed {SEED}; visits: day, edss; relapses: day, days to the end; "
        "courses: drug, first day, last day; mris: day, new_t2, gd, change of volume in percent; "
        "counting: days; epochs: drug, first day, last day; neda of the first year: complete, relapses, "
        "worsenings, no MRI activity, change a year, NEDA-3, NEDA-4; by_drug: drug, years, relapses"
    )
    rows = ",\n".join(json.dumps(patient, separators=(",", ":")) for patient in patients)
    print(
        f'{{\n"about": {json.dumps(about)},\n"by_drug": {json.dumps(by_drug)},\n"patients": [\n{rows}\n]\n}}'
    )


if __name__ == "__main__":
    main()
