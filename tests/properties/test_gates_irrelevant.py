"""The checks answer alike in any order of rows, in any year, and whoever else is listed."""

from dataclasses import replace
from datetime import timedelta

import polars as pl
import pytest
from hypothesis import given, settings, strategies as st

from ranvier.claims.basis.records import find_records
from ranvier.claims.basis.thresholds import read_thresholds
from ranvier.claims.gates import judge_gates
from ranvier.claims.gates.checks import GATES
from ranvier.claims.gates.gate import Asks
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.language.claimset import read_claims
from ranvier.simulate.clinic import simulate_clinic
from ranvier.simulate.plan import PLANS
from ranvier.tables.cohort import Cohort
from tests.unit.claims.gates.ask import CLAIMS, counted

CLINICS = {key: simulate_clinic(plan, 1) for key, plan in PLANS.items()}
FINDING = counted(0, 4.0)

clinics = st.sampled_from(sorted(CLINICS))
claims = st.sampled_from(CLAIMS)


def judged(cohort: Cohort, claim):
    return judge_gates(find_records(cohort), claim, FINDING, read_thresholds())


def shuffled(cohort: Cohort, seed: int) -> Cohort:
    frames = {
        name: frame.sample(fraction=1.0, shuffle=True, seed=seed) for name, frame in cohort.frames.items()
    }
    return replace(cohort, frames=frames)


def shifted(cohort: Cohort, days: int) -> Cohort:
    """Everything *days* later; years of birth are dropped, since a year is no date."""
    by = timedelta(days=days)
    frames = {
        name: frame.with_columns(pl.col(pl.Date) + pl.duration(days=days))
        for name, frame in cohort.frames.items()
    }
    frames["patients"] = frames["patients"].with_columns(pl.lit(None, pl.Int64).alias("birth_year"))
    programme = cohort.programme
    fixed = programme.claims_fixed
    programme = replace(
        programme, data_date=programme.data_date + by, claims_fixed=fixed + by if fixed is not None else None
    )
    return replace(cohort, frames=frames, programme=programme)


@settings(max_examples=10, deadline=None)
@given(clinics, claims, st.integers(0, 2**31 - 1))
def test_the_order_of_rows_changes_nothing(key, claim, seed):
    assert judged(shuffled(CLINICS[key], seed), claim) == judged(CLINICS[key], claim)


DIGITS = 36
"""The check of round scores and dates, which asks how many visits are on the 1st or the 15th."""


@settings(max_examples=10, deadline=None)
@given(clinics, claims, st.integers(-5000, 5000))
def test_the_calendar_changes_nothing_but_the_days_of_the_month(key, claim, days):
    moved, before = (judged(shifted(CLINICS[key], by), claim) for by in (days, 0))
    assert [gate for gate in moved if gate.number != DIGITS] == [
        gate for gate in before if gate.number != DIGITS
    ]


@settings(max_examples=5, deadline=None)
@given(claims)
def test_a_patient_who_is_neither_treated_nor_compared_changes_only_the_list(claim):
    cohort = CLINICS["true-effect"]
    stranger = pl.DataFrame([{"patient_id": "zz-stranger"}]).join(
        cohort.patients.head(0), on="patient_id", how="left"
    )
    more = pl.concat([cohort.patients, stranger.select(cohort.patients.columns)], how="vertical_relaxed")
    with_stranger = judged(replace(cohort, frames={**cohort.frames, "patients": more}), claim)
    before = judged(cohort, claim)
    assert [gate for gate in with_stranger if gate.number != 16] == [
        gate for gate in before if gate.number != 16
    ]


@pytest.mark.parametrize("key", sorted(CLINICS))
def test_one_judgement_serves_every_claim_that_is_the_same_to_a_check(key):
    records = find_records(CLINICS[key])
    thresholds = read_thresholds()
    shared = [gate for gate in GATES if gate.asks is not Asks.CLAIM]
    assert len(shared) > 20
    for claim in read_claims("cell-therapy").claims:
        inquiry = Inquiry(records, claim, None, thresholds)
        for gate in shared:
            if not inquiry.cohort.missing(*gate.required):
                assert gate.answer(inquiry) == gate.judge(inquiry), (gate.number, claim.id)


def test_a_changed_threshold_is_asked_anew(tmp_path):
    records = find_records(CLINICS["no-effect"])
    changes = tmp_path / "strict.toml"
    changes.write_text("[thresholds]\nwhole_scores_fail_percent = 1\n", encoding="utf-8")
    claim = read_claims("cell-therapy").claims[0]
    gate = next(gate for gate in GATES if gate.number == DIGITS)
    usual, strict = (
        gate.answer(Inquiry(records, claim, None, thresholds))
        for thresholds in (read_thresholds(), read_thresholds(changes))
    )
    assert usual.status is not strict.status
