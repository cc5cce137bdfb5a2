"""Harms of a simulated clinic, and how they were looked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.simulate.doses import Doses
from ranvier.simulate.frames import frame_of
from ranvier.simulate.listed import Listed
from ranvier.simulate.plan import ClinicPlan
from ranvier.tables.adverse_events import ADVERSE_EVENTS
from ranvier.tables.safety_followup import SAFETY_FOLLOWUP
from ranvier.vocabulary.safety import EventOutcome, Malignancy, Related, SafetyMethod
from ranvier.vocabulary.time import DAYS_PER_YEAR

HARM_REACHES_RECORDS = 0.4
"""Chance that a harm is written down where nobody asks for harms; assumed."""


def simulate_asked(listed: Listed, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Whether harms were asked for, patient by patient."""
    asked: NDArray[np.bool_] = rng.random(len(listed.people)) < listed.plan.safety_share
    return asked


def safety_followup_frame(listed: Listed, asked: NDArray[np.bool_], rng: np.random.Generator) -> pl.DataFrame:
    """Stretches in which harms were looked for.

    Linked clinics ask at every visit, image the spine and use registers; others wait to be told, and ask a
    third of their patients in the first year.
    """
    people, observed = listed.people, listed.observed
    rows = np.flatnonzero(asked)
    until = observed.known_until[rows]
    if listed.plan.linked:
        stretches = [
            (rows, until, SafetyMethod.ACTIVE),
            (rows, observed.n_days[rows], SafetyMethod.LINKAGE),
            (rows, np.minimum(until, 2 * DAYS_PER_YEAR), SafetyMethod.IMAGING),
        ]
    else:
        first_year = rows[rng.random(len(rows)) < 1 / 3]
        year = np.minimum(observed.known_until[first_year], DAYS_PER_YEAR)
        stretches = [(rows, until, SafetyMethod.PASSIVE), (first_year, year, SafetyMethod.ACTIVE)]
    row = np.concatenate([patients for patients, _, _ in stretches])
    return frame_of(
        SAFETY_FOLLOWUP,
        {
            "patient_id": listed.ids[row],
            "from_date": people.zero[row],
            "to_date": people.zero[row] + np.floor(np.concatenate([end for _, end, _ in stretches])),
            "method": np.concatenate([np.full(len(who), method.value) for who, _, method in stretches]),
        },
    )


def adverse_events_frame(
    listed: Listed, doses: Doses, asked: NDArray[np.bool_], rng: np.random.Generator
) -> pl.DataFrame:
    """Harms in the records: after doses, infections, and cancers at the rate of the population."""
    parts = [*_after_doses(doses, listed.plan, rng), _infections(listed, rng), _cancers(listed, rng)]
    columns: dict[str, Any] = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    row = columns["row"]
    reaches = asked[row] | (rng.random(len(row)) < HARM_REACHES_RECORDS)
    columns = {name: values[reaches] for name, values in columns.items()}
    row, onset, days = columns.pop("row"), columns.pop("onset"), columns.pop("days")
    first_day = listed.people.zero[row] + onset
    dates = {"onset_date": first_day, "end_date": first_day + days}
    return frame_of(ADVERSE_EVENTS, {"patient_id": listed.ids[row], **dates, **columns})


@dataclass(frozen=True)
class _Harm:
    """One kind of harm, as it is written down."""

    term: str
    grade: int
    related: Related
    serious: bool = False
    outcome: EventOutcome = EventOutcome.RECOVERED
    malignancy: Malignancy = Malignancy.NONE


_MENINGISM = _Harm("meningism", 2, Related.PROBABLE)
_HEADACHE = _Harm("headache after puncture", 1, Related.PROBABLE)
_INFECTION = _Harm("respiratory infection", 2, Related.UNLIKELY)
_CANCER = _Harm(
    "malignant tumour of the breast or bowel",
    3,
    Related.NOT_ASSESSED,
    serious=True,
    outcome=EventOutcome.UNKNOWN,
    malignancy=Malignancy.CANCER,
)


def _after_doses(doses: Doses, plan: ClinicPlan, rng: np.random.Generator) -> list[dict[str, Any]]:
    """Meningism of 3 to 5 days, and headache after the puncture of 1 to 4 days."""
    law = plan.safety
    n = len(doses.row)
    meningism = np.flatnonzero(rng.random(n) < law.meningism_per_dose.value)
    headache = np.flatnonzero(rng.random(n) < law.headache_per_dose.value)
    longer = law.meningism_days.value + rng.integers(-1, 2, size=len(meningism)).astype(np.float64)
    shorter = np.floor(1 + 4 * rng.random(len(headache)))
    return [
        _events(_MENINGISM, doses.row[meningism], doses.day[meningism] + 1, longer),
        _events(_HEADACHE, doses.row[headache], doses.day[headache] + 1, shorter),
    ]


def _infections(listed: Listed, rng: np.random.Generator) -> dict[str, Any]:
    until = np.maximum(listed.observed.known_until, 0.0)
    counts = rng.poisson(listed.plan.safety.infections_per_year.value * until / DAYS_PER_YEAR)
    row = np.repeat(np.arange(len(until)), counts)
    onset = np.floor(until[row] * rng.random(len(row)))
    days = np.minimum(np.floor(4 + 10 * rng.random(len(row))), listed.observed.n_days[row] - onset)
    return _events(_INFECTION, row, onset, days)


def _cancers(listed: Listed, rng: np.random.Generator) -> dict[str, Any]:
    observed = listed.observed
    until = observed.n_days if listed.plan.linked else observed.known_until
    until = np.minimum(until, observed.death_day)
    mean_days = DAYS_PER_YEAR / listed.plan.safety.cancers_per_year.value
    onset = np.ceil(rng.exponential(mean_days, len(until)))
    row = np.flatnonzero(onset <= until)
    return _events(_CANCER, row, onset[row], np.full(len(row), np.nan))


def _events(
    harm: _Harm, row: NDArray[np.intp], onset: NDArray[np.float64], days: NDArray[np.float64]
) -> dict[str, Any]:
    n = len(row)
    return {
        "row": row,
        "onset": onset,
        "days": days,
        "term": np.full(n, harm.term, dtype=object),
        "grade": np.full(n, harm.grade),
        "serious": np.full(n, harm.serious),
        "related": np.full(n, harm.related.value, dtype=object),
        "outcome": np.full(n, harm.outcome.value, dtype=object),
        "malignancy": np.full(n, harm.malignancy.value, dtype=object),
    }
