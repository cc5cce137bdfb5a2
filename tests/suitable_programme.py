"""A trial by lot with every table that the shipped claim sets ask for; with an effect, or with none at all.

Made with plain random numbers and no model of the disease: it only has to hold what the endpoints need. What
the therapy does when it works is large, so that few patients tell it from none.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from ranvier.tables.cohort import Cohort
from ranvier.tables.programme import Groups, Programme, TimeZero
from ranvier.vocabulary.people import Assignment, ComparatorKind
from tests.unit.claims.small_programme import cohort

ZERO = date(2012, 1, 1)
DATA_DATE = date(2021, 1, 1)
LAST_DAY = 8 * 365
KINDS = ("rrms", "rrms", "spms", "ppms")
MEASURES = {"t25fw": (8.0, 0.6), "nhpt": (25.0, 0.6), "mfis": (50.0, 0.6), "msqol54": (50.0, 1.5)}
"""Each measure before the therapy, and what becomes of it where the therapy works."""


def suitable_programme(*, works: bool, n: int = 240, seed: int = 7) -> Cohort:
    """The records of *n* patients, half of them treated."""
    chance = np.random.default_rng(seed)
    tables: dict[str, list[dict]] = {name: [] for name in _TABLES}
    for i in range(n):
        treated = i % 2 == 0
        _one(tables, chance, f"S{i:03d}", KINDS[i // 2 % 4], treated=treated, helped=treated and works)
    return cohort(_PROGRAMME, **tables)


def _day(number: float) -> date:
    return ZERO + timedelta(days=int(number))


def _one(
    tables: dict[str, list[dict]],
    chance: np.random.Generator,
    name: str,
    kind: str,
    *,
    treated: bool,
    helped: bool,
) -> None:
    tables["patients"].append(
        {
            "patient_id": name,
            "group": "therapy" if treated else "sham",
            "enrolled_date": ZERO,
            "sex": "female" if chance.random() < 0.7 else "male",
            "birth_year": int(chance.integers(1960, 1992)),
            "onset_date": _day(-365 * chance.integers(1, 16)),
            "phenotype": kind,
            "last_contact_date": _day(LAST_DAY + 30),
        }
    )
    _course(tables, chance, name, helped=helped)
    _tests(tables, name, helped=helped, chance=chance)
    _drugs(tables, name, treated=treated, chance=chance)
    _harm(tables, name, chance=chance)


def _course(tables: dict[str, list[dict]], chance: np.random.Generator, name: str, *, helped: bool) -> None:
    """Half-yearly scores and relapses; helped: a point better, a third of the relapses, worsening rare."""
    start = float(chance.integers(6, 10)) / 2
    worsens_on = chance.exponential((12 if helped else 3) * 365)
    for number in range(0, LAST_DAY, 91):
        gain = 1.0 if helped and number > 80 else 0.0
        worse = 1.0 if number >= worsens_on and number > 0 else 0.0
        score = start - gain + worse * (1 + gain)
        tables["visits"].append({"patient_id": name, "date": _day(number), "edss": score})
    for onset in np.cumsum(chance.exponential(365 / (0.2 if helped else 0.9), size=20)):
        if onset < LAST_DAY:
            tables["relapses"].append({"patient_id": name, "onset_date": _day(onset + 1)})


def _tests(tables: dict[str, list[dict]], name: str, *, helped: bool, chance: np.random.Generator) -> None:
    """Measures before and after, an index of antibodies, and two readings of one ultrasound."""
    rows = []
    for instrument, (before, ratio) in MEASURES.items():
        level = before * chance.uniform(0.9, 1.1)
        rows.append((instrument, -2, level, None))
        for number in (15, 30, 183, 365, 548, 731, 914):
            rows.append((instrument, number, level * (ratio if helped else 1.0), None))
    rows.append(("jcv_index", -2, float(chance.uniform(0.1, 3)), None))
    for trial in (1, 2):
        rows.append(("vein_criteria", -2, float(chance.integers(0, 5)), trial))
    tables["measures"] += [
        {"patient_id": name, "date": _day(number), "instrument": which, "value": value, "trial": trial}
        for which, number, value, trial in rows
    ]


def _drugs(tables: dict[str, list[dict]], name: str, *, treated: bool, chance: np.random.Generator) -> None:
    """A drug that is stopped; an immunosuppressant before in some; in the treated two procedures, a stent."""
    courses = [("natalizumab", "dmt", -500, 1000 if treated else 900)]
    if chance.random() < 0.5:
        courses.append(("mitoxantrone", "immunosuppressant", -1500, -1000))
    if treated:
        courses += [("venous angioplasty", None, 0, 0), ("venous angioplasty", None, 400, 400)]
        courses.append(("venous stent", None, 400, None))
    tables["treatments"] += [
        {
            "patient_id": name,
            "substance": substance,
            "kind": kind,
            "start_date": _day(first),
            "end_date": None if last is None else _day(last),
        }
        for substance, kind, first, last in courses
    ]
    if treated:
        tables["administrations"].append(
            {"patient_id": name, "date": ZERO, "product": "other", "route": "iv"}
        )


def _harm(tables: dict[str, list[dict]], name: str, *, chance: np.random.Generator) -> None:
    """Asked throughout; reactions to the infusion, few serious events, breast cancers in both groups."""
    tables["safety_followup"].append(
        {"patient_id": name, "from_date": ZERO, "to_date": DATA_DATE, "method": "active"}
    )
    events = [("infusion reaction", 1, False, 0.37), ("breast cancer", 900, True, 0.05)]
    events.append(("thrombosis", 410, True, 0.02))
    for term, number, serious, probability in events:
        if chance.random() < probability:
            tables["adverse_events"].append(
                {
                    "patient_id": name,
                    "onset_date": _day(number),
                    "end_date": _day(number + 3),
                    "term": term,
                    "serious": serious,
                    "malignancy": "cancer" if "cancer" in term else "none",
                }
            )


_TABLES = (
    "patients",
    "visits",
    "relapses",
    "treatments",
    "administrations",
    "measures",
    "adverse_events",
    "safety_followup",
)

_PROGRAMME = Programme(
    "suitable",
    DATA_DATE,
    "made up for a test",
    synthetic=True,
    time_zero=TimeZero("patients.enrolled_date", "patients.enrolled_date"),
    groups=Groups(
        treated=("therapy",),
        comparator=("sham",),
        assignment=Assignment.RANDOMISED,
        comparator_kind=ComparatorKind.SHAM,
        assessor_blinded=True,
    ),
)
