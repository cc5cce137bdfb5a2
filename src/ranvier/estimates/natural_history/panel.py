"""Visits of patients as a multistate model reads them: who, when, in which state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.inputs import Inputs, check_kind
from ranvier.estimates.natural_history.states import States, find_states
from ranvier.vocabulary.edss import EDSS_HIGHEST

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Panel:
    """All visits, patient after patient in order of days.

    patient: number of each visit's patient, from 0. day: whole days. state: number of the state seen.
    covariates: each with one value a visit, which holds from that visit to the next. states: what the numbers
    stand for.
    """

    patient: Places
    day: Places
    state: Places
    covariates: Mapping[str, Floats]
    states: States = ()

    @property
    def n_patients(self) -> int:
        """Patients with a visit."""
        return int(np.unique(self.patient).size)

    @property
    def is_later(self) -> NDArray[np.bool_]:
        """Whether each visit is not its patient's first."""
        later = np.ones(self.patient.size, np.bool_)
        later[:1] = False
        later[1:] = self.patient[1:] == self.patient[:-1]
        return later

    @property
    def offset(self) -> Places:
        """Where the visits of each patient begin, and where those of the last one end."""
        return np.append(np.flatnonzero(~self.is_later), self.patient.size).astype(np.int64)


def panel_of(
    patient: ArrayLike,
    day: ArrayLike,
    state: ArrayLike,
    states: States,
    covariates: Mapping[str, ArrayLike] | None = None,
) -> Panel:
    """The visits in order. Raises InputError: unequal lengths, two visits on one day, no such state.

    patient: whole numbers. day: whole days from any day 0. state: numbers from 0, in the order of *states*.
    """
    inputs = Inputs("course")
    patients, seen = _whole(inputs, "patient", patient), _whole(inputs, "state", state)
    days = inputs.days("day", day)
    given = {name: inputs.numbers(name, values) for name, values in (covariates or {}).items()}
    inputs.same_length(("patient", patients.size), ("day", days.size), ("state", seen.size), *_sizes(given))
    hint = f"states count from 0 to {len(states) - 1}: {', '.join(state.name for state in states)}"
    inputs.each((seen >= 0) & (seen < len(states)), "state must be one of the states", "state", hint)
    inputs.finish()
    order = np.lexsort((days, patients))
    kept = {name: values[order] for name, values in given.items()}
    panel = Panel(patients[order], days[order], seen[order], kept, tuple(states))
    again = panel.is_later
    again[1:] &= panel.day[1:] == panel.day[:-1]
    inputs.each(~again, "a patient must have one visit a day", "day", "keep one visit of each day")
    inputs.finish()
    return panel


def find_panel(
    visits: pl.DataFrame, states: States, *covariates: str, deaths: pl.DataFrame | None = None
) -> Panel:
    """The visits of a table with patient_id, date, edss: days count from each patient's first visit.

    Visits without an EDSS are left out. *covariates* are columns of the table. deaths: a table with
    patient_id and death_date, where the last of *states* is death; deaths of patients without a visit, and
    visits from the day of death on, are left out. Raises InputError.
    """
    check_kind("course", "visits", visits, pl.DataFrame)
    _check_columns(visits, "patient_id", "date", "edss", *covariates)
    known = visits.filter(pl.col("edss").is_not_null()).select("patient_id", "date", "edss", *covariates)
    if deaths is not None:
        known = _with_deaths(known, deaths.select("patient_id", date="death_date").drop_nulls())
    known = known.with_columns(
        (pl.col("date") - pl.col("date").min().over("patient_id")).dt.total_days().alias("day"),
        (pl.col("patient_id").rank("dense") - 1).cast(pl.Int64).alias("patient"),
    )
    state = find_states(known["edss"].to_numpy(), states)
    values = {name: known[name].cast(pl.Float64).to_numpy() for name in covariates}
    return panel_of(known["patient"].to_numpy(), known["day"].to_numpy(), state, states, values)


def _check_columns(visits: pl.DataFrame, *needed: str) -> None:
    inputs = Inputs("course")
    missing = [name for name in needed if name not in visits.columns]
    hint = "hand over the visits of a cohort, with their covariates"
    inputs.require(not missing, f"visits lacks {', '.join(missing)}", "visits", hint)
    inputs.finish()


def _with_deaths(visits: pl.DataFrame, deaths: pl.DataFrame) -> pl.DataFrame:
    """Visits before death, and the death as a last row of EDSS 10 with the covariates of the visit before."""
    dated = visits.join(deaths.rename({"date": "death_date"}), on="patient_id", how="left")
    alive = dated.filter(pl.col("death_date").is_null() | (pl.col("date") < pl.col("death_date")))
    last = alive.sort("date").group_by("patient_id", maintain_order=True).last()
    died = last.filter(pl.col("death_date").is_not_null()).with_columns(
        pl.col("death_date").alias("date"), pl.lit(EDSS_HIGHEST).alias("edss")
    )
    return pl.concat([alive, died.select(alive.columns)]).drop("death_date")


def _whole(inputs: Inputs, name: str, values: ArrayLike) -> Places:
    numbers = inputs.numbers(name, values)
    inputs.each(numbers == np.floor(numbers), f"{name} must be whole numbers", name, "number them from 0")
    return numbers.astype(np.int64)


def _sizes(given: Mapping[str, Floats]) -> list[tuple[str, int]]:
    return [(name, values.size) for name, values in given.items()]
