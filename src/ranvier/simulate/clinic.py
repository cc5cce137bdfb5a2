"""A synthetic clinic's records, made from a plan and a seed, and the truth beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.simulate.doses import administrations_frame, simulate_doses, treatments_frame
from ranvier.simulate.follow_up import FollowUpPlan
from ranvier.simulate.frames import supplied_columns
from ranvier.simulate.imaging import mri_frame
from ranvier.simulate.people import People, simulate_people
from ranvier.simulate.plan import NO_EFFECT, ClinicPlan
from ranvier.simulate.records import Listed, relapses_frame, simulate_observed, visits_frame
from ranvier.simulate.registry import COMPARATOR_WORD, TREATED_WORD, patient_ids, patients_frame
from ranvier.simulate.safety import adverse_events_frame, safety_followup_frame, simulate_asked
from ranvier.simulate.truth import Truth, find_truth
from ranvier.tables.cohort import Cohort
from ranvier.tables.model import TABLES
from ranvier.tables.programme import Groups, Programme, TimeZero
from ranvier.vocabulary.people import Assignment, ComparatorKind


@dataclass(frozen=True)
class SimulatedClinic:
    """Records, and what is true of them."""

    cohort: Cohort
    truth: Truth


def simulate_clinic(plan: ClinicPlan, seed: int) -> Cohort:
    """The records of a synthetic clinic; the same plan and seed give the same records."""
    return simulate_clinic_and_truth(plan, seed).cohort


def simulate_clinic_and_truth(plan: ClinicPlan, seed: int) -> SimulatedClinic:
    """The records of a synthetic clinic and the truth behind them.

    UsageError: the plan's entry rule turns nearly everybody away.
    """
    rng = np.random.default_rng(seed)
    everyone = _in_order(simulate_people(plan, rng))
    observed = simulate_observed(everyone, plan, rng)
    rows = _not_hidden(everyone, plan)
    listed = Listed(everyone.of(rows), observed.of(rows), patient_ids(len(rows)), rows + 1, plan)
    frames = _frames(listed, rng)
    supplied = {name: supplied_columns(TABLES[name], frame) for name, frame in frames.items()}
    cohort = Cohort(programme=programme_of(plan), frames=frames, supplied=supplied)
    return SimulatedClinic(cohort, find_truth(everyone, listed, seed))


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


def _in_order(people: People) -> People:
    """The patients in the order in which they came."""
    return people.of(np.argsort(people.zero, kind="stable"))


def _not_hidden(everyone: People, plan: ClinicPlan) -> NDArray[np.intp]:
    """Rows of the patients on the list: all but the `hidden_patients` who were worst off after a year."""
    days = np.column_stack([everyone.baseline_day, np.full(len(everyone), 365.0)])
    true = everyone.true_course.at(days)
    by_change = np.argsort(true[:, 1] - true[:, 0], kind="stable")
    return np.sort(by_change[: len(everyone) - plan.follow_up.hidden_patients])


def _frames(listed: Listed, rng: np.random.Generator) -> dict[str, pl.DataFrame]:
    """Every table of the clinic, in the order in which tables are read."""
    doses = simulate_doses(listed, rng)
    asked = simulate_asked(listed, rng)
    return {
        "patients": patients_frame(listed, rng),
        "visits": visits_frame(listed, rng),
        "relapses": relapses_frame(listed),
        "treatments": treatments_frame(listed, rng),
        "administrations": administrations_frame(listed, doses, rng),
        "mri": mri_frame(listed, rng),
        "adverse_events": adverse_events_frame(listed, doses, asked, rng),
        "safety_followup": safety_followup_frame(listed, asked, rng),
    }
