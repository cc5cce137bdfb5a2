"""Who is in a simulated clinic, in the state in which they came, and what truly happens to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from ranvier.simulate.natural_history.courses import Courses
from ranvier.simulate.natural_history.patients import Patients

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.intp]

NO_DRUG = -1


@dataclass(frozen=True)
class Arrivals:
    """Patients on the day on which they come, one number each.

    zero: day 0 as days since 1970-01-01. start_day: day 0 as days from the first symptom. treated: not a
    comparator. progressive: on day 0. in_relapse: came because of a relapse, which began on relapse_day (NaN
    for the others). steroids: begun in the same stay, the day after the baseline visit; scored_late: scored
    only once they had begun. baseline_day: of the visit at entry. drug, drug_day: which ordinary drug, and
    from which day (-1 and NaN for none). All days without another word are days from day 0.
    """

    patients: Patients
    zero: NDArray[np.int64]
    start_day: NDArray[np.int64]
    treated: Flags
    progressive: Flags
    in_relapse: Flags
    relapse_day: Floats
    steroids: Flags
    scored_late: Flags
    baseline_day: Floats
    drug: Rows
    drug_day: Floats

    def __len__(self) -> int:
        return len(self.zero)

    @property
    def number(self) -> NDArray[np.int64]:
        """The numbers of the patients, on which their luck hangs."""
        return self.patients.number

    def kinds(self) -> dict[str, Flags]:
        """Who comes in a relapse, and who of the others has progressive MS."""
        others = ~self.in_relapse
        return {
            "in a relapse": self.in_relapse,
            "progressive": others & self.progressive,
            "relapsing, stable": others & ~self.progressive,
        }

    def of(self, rows: Rows) -> Self:
        """The patients in *rows*."""
        return type(self)(**{one.name: _of(getattr(self, one.name), rows) for one in fields(self)})


@dataclass(frozen=True)
class People(Arrivals):
    """The patients of a clinic. courses: what truly happens to them, from their first symptom on."""

    courses: Courses

    def true_points(self, day: Floats) -> Floats:
        """True EDSS, unrounded, on *day* from day 0: one row a patient, any number of columns."""
        return _points_on(self.courses, self.start_day, day)

    def lasting_points(self, day: Floats) -> Floats:
        """The same apart from what still recedes."""
        return _points_on(self.courses, self.start_day, day, lasting=True)


def _points_on(
    courses: Courses, start_day: NDArray[np.int64], day: Floats, *, lasting: bool = False
) -> Floats:
    n, columns = day.shape
    offset = np.arange(n + 1, dtype=np.int64) * columns
    disease_day = (day + start_day[:, None]).astype(np.int32).ravel()
    of = courses.lasting_points if lasting else courses.true_points
    points: Floats = of(offset, disease_day).astype(np.float64).reshape(day.shape)
    return points


def join_arrivals(parts: Sequence[Arrivals]) -> Arrivals:
    """All patients of *parts*, one part after the other."""
    names = [one.name for one in fields(Arrivals) if one.name != "patients"]
    joined = {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    who = [part.patients for part in parts]
    patients = Patients(
        *(np.concatenate([getattr(each, one.name) for each in who]) for one in fields(Patients))
    )
    return Arrivals(patients=patients, **joined)


def _of(value: Any, rows: Rows) -> Any:
    return value.of(rows) if isinstance(value, Patients | Courses) else value[rows]
