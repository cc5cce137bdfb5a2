"""Courses as they were recorded: patients of a public sample, begun anew at other of their visits.

The sample is that of the R package MSoutcomes 0.2.1 (MIT licence), kept among the oracles: 40 patients, up to
21 years. A score holds until half-way to the next recorded visit, so errors stay.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

from tests.worlds.courses import Courses, Floats, Rng, by_lot, people_like, planned_days
from tests.worlds.step_law import HALF_YEARLY

SAMPLE = Path(__file__).parents[1] / "oracles" / "msoutcomes_sample.csv"
LAST_DAY = 5.6 * 365.25
"""A patient is taken from a visit after which so much more was recorded."""


@dataclass(frozen=True)
class Recorded:
    """One patient of the sample: days and scores of the visits, days of onset of relapses."""

    day: Floats
    edss: Floats
    onset_day: Floats


@cache
def recorded_patients() -> tuple[Recorded, ...]:
    """The patients of the sample with two scores or more."""
    by_patient: dict[str, list[dict[str, str]]] = {}
    with SAMPLE.open(encoding="utf-8") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            by_patient.setdefault(row["ID"], []).append(row)
    found = [_recorded(rows) for rows in by_patient.values()]
    return tuple(one for one in found if len(one.day) > 1)


def _recorded(rows: list[dict[str, str]]) -> Recorded:
    scored = sorted((_day(row), float(row["EDSS"])) for row in rows if row["EDSS"] not in ("", "NA"))
    since = [(_day(row), row["daysPostRelapse"]) for row in rows if row["daysPostRelapse"] not in ("", "NA")]
    onsets = sorted({day + float(days) for day, days in since if float(days) <= 0})
    return Recorded(
        *(
            np.array(values, dtype=float)
            for values in ([d for d, _ in scored], [e for _, e in scored], onsets)
        )
    )


def _day(row: dict[str, str]) -> float:
    return float(date.fromisoformat(row["dateEDSS"]).toordinal())


@dataclass(frozen=True)
class _Start:
    patient: Recorded
    visit: int

    @property
    def edss(self) -> float:
        return float(self.patient.edss[self.visit])

    @property
    def is_a_peak(self) -> bool:
        """Half a point or more above the visit before and the visit after."""
        before, now, after = self.patient.edss[max(self.visit - 1, 0) : self.visit + 2]
        return bool(now - before >= 0.5 and now - after >= 0.5)


@cache
def _starts() -> tuple[_Start, ...]:
    return tuple(
        _Start(one, visit)
        for one in recorded_patients()
        for visit in range(1, len(one.day) - 1)
        if one.day[-1] - one.day[visit] >= LAST_DAY
    )


def resampled_courses(
    n: int, rng: Rng, *, lowest: float = 4.0, highest: float = 6.5, peaks: bool = False
) -> Courses:
    """*n* courses drawn with replacement, begun at a visit with a score from *lowest* to *highest*.

    peaks: only at visits half a point or more above their neighbours.
    """
    fit = [one for one in _starts() if lowest <= one.edss <= highest and (one.is_a_peak or not peaks)]
    chosen = [fit[number] for number in rng.integers(len(fit), size=n)]
    day = planned_days(n, HALF_YEARLY, rng)
    points = np.array([_scores(one, day[row]) for row, one in enumerate(chosen)])
    onsets = [one.patient.onset_day - one.patient.day[one.visit] for one in chosen]
    width = max(map(len, onsets))
    people = people_like(n, rng)
    return Courses(
        treated=by_lot(n, rng),
        progressive=points[:, 0] >= 6,
        relapse_day=np.array(
            [np.pad(days, (0, width - len(days)), constant_values=np.nan) for days in onsets]
        ),
        day=day,
        points=points,
        **people,
    )


def _scores(start: _Start, day: Floats) -> Floats:
    """The recorded score nearest to each day; none once the record has ended."""
    recorded = start.patient.day - start.patient.day[start.visit]
    nearest = np.abs(recorded[:, None] - np.maximum(day, 0)[None, :]).argmin(axis=0)
    return np.where(day <= recorded[-1] + 92, start.patient.edss[nearest], np.nan)
