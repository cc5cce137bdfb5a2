"""A synthetic clinic's records, made from a plan and a seed, and the truth beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.simulate.behind import Behind, find_behind, true_change
from ranvier.simulate.doses import administrations_frame, simulate_doses, treatments_frame
from ranvier.simulate.follow_up import FollowUpPlan
from ranvier.simulate.frames import supplied_columns
from ranvier.simulate.imaging import mri_frame
from ranvier.simulate.listed import Listed
from ranvier.simulate.observed import simulate_observed
from ranvier.simulate.people import Arrivals, People
from ranvier.simulate.plan import NO_EFFECT, ClinicPlan
from ranvier.simulate.records import relapses_frame, visits_frame
from ranvier.simulate.registry import COMPARATOR_WORD, TREATED_WORD, patient_ids, patients_frame
from ranvier.simulate.relapses import find_relapses
from ranvier.simulate.safety import adverse_events_frame, safety_followup_frame, simulate_asked
from ranvier.simulate.taking import simulate_people, simulate_taken
from ranvier.simulate.truth import Truth, find_truth
from ranvier.tables.cohort import Cohort
from ranvier.tables.model import TABLES
from ranvier.tables.programme import Groups, Programme, TimeZero
from ranvier.vocabulary.people import Assignment, ComparatorKind
from ranvier.vocabulary.time import DAYS_PER_YEAR

RECORDS = 2
"""The stream of chance of what is written down beside the visits."""


@dataclass(frozen=True)
class SimulatedClinic:
    """Records, the plan they were made from, and what lies behind them."""

    cohort: Cohort
    plan: ClinicPlan
    behind: Behind
    truth: Truth


def simulate_clinic(plan: ClinicPlan, seed: int, *, taken: Arrivals | None = None) -> Cohort:
    """The records of a synthetic clinic; the same plan and seed give the same records.

    taken: whom it takes, as `simulate_taken` gives them; None: they are found. ImpossiblePlan: the plan's
    entry rules turn nearly everybody away.
    """
    return _recorded(plan, seed, taken).cohort


def simulate_clinic_and_truth(
    plan: ClinicPlan, seed: int, *, progress: Callable[[str], None] | None = None
) -> SimulatedClinic:
    """The records of a synthetic clinic and the truth behind them; errors as `simulate_clinic`.

    progress: told what is being simulated.
    """
    made = _recorded(plan, seed, progress=progress)
    if progress is not None:
        progress("following everybody's other fate")
    behind = find_behind(made.everyone, made.listed, made.rows, plan, seed)
    return SimulatedClinic(made.cohort, plan, behind, find_truth(behind))


def simulate_programme(n_patients: int, years: float, seed: int) -> Cohort:
    """The records of a large clinic without effect: 16 visits a patient in *years*, for benchmarks."""
    months = np.linspace(0, 12 * years, 15)[1:]
    follow_up = FollowUpPlan(visit_months=tuple(months), missed=0.0, lost_per_year=0.0, hidden_patients=0)
    plan = replace(
        NO_EFFECT, name=f"Synthetic programme of {n_patients}", n_patients=n_patients, follow_up=follow_up
    )
    return simulate_clinic(plan, seed)


def programme_of(plan: ClinicPlan) -> Programme:
    """What a clinic of *plan* says of itself in programme.toml."""
    compared = plan.has_comparator
    groups = Groups()
    if compared:
        groups = Groups(
            treated=(TREATED_WORD,),
            comparator=(COMPARATOR_WORD,),
            assignment=Assignment.RANDOMISED,
            comparator_kind=ComparatorKind.SHAM,
            assessor_blinded=plan.blinded,
        )
    return Programme(
        name=plan.name,
        data_date=plan.data_date,
        supplied_by="ranvier, simulated records",
        synthetic=True,
        claims_fixed=plan.claims_fixed,
        entry_edss_at_least=plan.entry.entry_edss_at_least,
        time_zero=TimeZero("administrations.date", "patients.enrolled_date" if compared else None),
        groups=groups,
    )


@dataclass(frozen=True)
class _Recorded:
    """Records, with everybody the clinic took and those on its list."""

    cohort: Cohort
    everyone: People
    listed: Listed
    rows: NDArray[np.intp]


def _recorded(
    plan: ClinicPlan,
    seed: int,
    taken: Arrivals | None = None,
    progress: Callable[[str], None] | None = None,
) -> _Recorded:
    rng = np.random.default_rng([seed, RECORDS])
    who = simulate_taken(plan, seed, progress=progress) if taken is None else taken
    if progress is not None:
        progress(f"following {len(who):,} patients")
    everyone = simulate_people(plan, seed, who)
    rows = _not_hidden(everyone, plan)
    people = everyone.of(rows)
    relapses = find_relapses(people, seed)
    observed = simulate_observed(people, relapses, plan, seed, rng)
    listed = Listed(people, relapses, observed, patient_ids(len(rows)), rows + 1, plan)
    frames = _frames(listed, seed, rng)
    supplied = {name: supplied_columns(TABLES[name], frame) for name, frame in frames.items()}
    cohort = Cohort(programme=programme_of(plan), frames=frames, supplied=supplied)
    return _Recorded(cohort, everyone, listed, rows)


def _not_hidden(everyone: People, plan: ClinicPlan) -> NDArray[np.intp]:
    """Rows of the patients on the list: all but the `hidden_patients` who were worst off after a year."""
    change = np.nan_to_num(true_change(everyone, DAYS_PER_YEAR), nan=np.inf)  # nobody hides a death less
    by_change = np.argsort(change, kind="stable")
    return np.sort(by_change[: len(everyone) - plan.follow_up.hidden_patients])


def _frames(listed: Listed, seed: int, rng: np.random.Generator) -> dict[str, pl.DataFrame]:
    """Every table of the clinic, in the order in which tables are read."""
    doses = simulate_doses(listed, rng)
    asked = simulate_asked(listed, rng)
    return {
        "patients": patients_frame(listed, rng),
        "visits": visits_frame(listed, seed),
        "relapses": relapses_frame(listed),
        "treatments": treatments_frame(listed),
        "administrations": administrations_frame(listed, doses, rng),
        "mri": mri_frame(listed, rng),
        "adverse_events": adverse_events_frame(listed, doses, asked, rng),
        "safety_followup": safety_followup_frame(listed, asked, rng),
    }
