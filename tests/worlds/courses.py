"""Courses of a programme's patients at their planned visits, before any therapy, rater or loss."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.intp]
Rng = np.random.Generator

MONTH_DAYS = 30.4375


@dataclass(frozen=True)
class Courses:
    """One row a patient; day 0 is the first dose or the sham.

    day, points: of each planned visit, the baseline first; disability in points, NaN where there is none.
    relapse_day: onsets, NaN where there is none. treated: drawn by lot unless a world says otherwise.
    """

    treated: Flags
    age_years: Floats
    female: Flags
    years_since_onset: Floats
    progressive: Flags
    relapse_day: Floats
    day: Floats
    points: Floats

    def __len__(self) -> int:
        return len(self.treated)

    def of(self, rows: Rows) -> Courses:
        """The patients in *rows*."""
        return Courses(**{each.name: getattr(self, each.name)[rows] for each in fields(self)})


def planned_days(n: int, months: tuple[float, ...], rng: Rng, jitter_days: float = 12.0) -> Floats:
    """Whole days of the visits: baseline up to a week before day 0, then *months*, each some days off."""
    baseline = -rng.integers(0, 8, size=(n, 1)).astype(np.float64)
    later = np.array(months) * MONTH_DAYS + rng.uniform(-jitter_days, jitter_days, (n, len(months)))
    return np.column_stack([baseline, np.maximum(np.rint(later), 3)])


def by_lot(n: int, rng: Rng) -> Flags:
    """Half of *n* patients."""
    treated = np.zeros(n, dtype=bool)
    treated[rng.permutation(n)[: n // 2]] = True
    return treated


def people_like(n: int, rng: Rng) -> dict[str, NDArray]:
    """Age, sex and years since onset of people of a clinic, where a generator has none."""
    age = np.clip(rng.normal(41, 9, n), 19, 68)
    return {
        "age_years": age,
        "female": rng.random(n) < 0.7,
        "years_since_onset": np.minimum(1 + rng.gamma(2.0, 4.0, n), age - 12),
    }


def together(treated: Courses, comparators: Courses) -> Courses:
    """One programme of two sources: all of the first are treated, none of the second."""
    parts = {}
    for each in fields(Courses):
        first, second = getattr(treated, each.name), getattr(comparators, each.name)
        if first.ndim == 2:
            width = max(first.shape[1], second.shape[1])
            first, second = _widened(first, width), _widened(second, width)
        parts[each.name] = np.concatenate([first, second])
    parts["treated"] = np.arange(len(parts["treated"])) < len(treated)
    return Courses(**parts)


def _widened(values: Floats, width: int) -> Floats:
    return np.pad(values, ((0, 0), (0, width - values.shape[1])), constant_values=np.nan)
