"""Whom a simulated clinic takes, and that both fates of a patient share their luck."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest

from ranvier.simulate.behind import true_change
from ranvier.simulate.clinic import SimulatedClinic, simulate_clinic, simulate_clinic_and_truth
from ranvier.simulate.effect import EffectPlan
from ranvier.simulate.entry import EntryPlan
from ranvier.simulate.limits import ImpossiblePlan
from ranvier.simulate.plan import NO_EFFECT, TRUE_EFFECT
from ranvier.simulate.taking import plan_until_taken, simulate_people, simulate_taken
from ranvier.vocabulary.time import DAYS_PER_YEAR

LARGE = replace(NO_EFFECT, n_patients=400)


@pytest.fixture(scope="module")
def clinic() -> SimulatedClinic:
    return simulate_clinic_and_truth(LARGE, 4)


def test_the_places_of_each_kind_are_filled(clinic: SimulatedClinic) -> None:
    people, entry = clinic.behind.people, LARGE.entry
    assert len(people) == 405
    assert people.in_relapse.sum() == round(0.54 * 405)
    others = ~people.in_relapse
    assert (people.progressive & others).sum() == round(entry.share_progressive * others.sum())


def test_everybody_fits_the_rules_of_entry(clinic: SimulatedClinic) -> None:
    people, entry = clinic.behind.people, LARGE.entry
    lasting = people.lasting_points(people.baseline_day[:, None])[:, 0]
    assert entry.edss_low <= lasting.min() <= lasting.max() <= entry.edss_high
    age = people.patients.onset_age_years + people.start_day / DAYS_PER_YEAR
    assert 18 <= age.min() <= age.max() < 65
    since = people.baseline_day - people.relapse_day
    assert ((since[people.in_relapse] >= 1) & (since[people.in_relapse] <= 90)).all()
    opened = np.datetime64(LARGE.first_day).astype(int)
    assert people.zero.min() >= opened
    assert people.zero.max() <= opened + LARGE.recruiting_years * DAYS_PER_YEAR + 6


def test_a_recorded_score_decides_on_entry_and_not_the_true_one(clinic: SimulatedClinic) -> None:
    people = clinic.behind.people
    true = people.true_points(people.baseline_day[:, None])[:, 0]
    assert (true < 2.75).any()  # by an error upwards, which is what regression to the mean comes from
    first = clinic.cohort.visits.group_by("patient_id", maintain_order=True).first()
    on_time = ~clinic.behind.listed.people.scored_late
    assert first["edss"].to_numpy()[on_time].min() >= 3.0


def test_whom_a_clinic_takes_does_not_hang_on_what_happens_to_them_later() -> None:
    of_scores = replace(TRUE_EFFECT, n_patients=30)
    other = replace(
        of_scores,
        effect=EffectPlan(),
        blinded=False,
        has_comparator=False,
        follow_up=replace(of_scores.follow_up, visit_months=(12.0,), missed=0.3),
        data_date=date(2030, 1, 1),
        new_dmt_share=0.5,
    )
    assert plan_until_taken(other) == plan_until_taken(of_scores) != plan_until_taken(LARGE)
    known = simulate_taken(plan_until_taken(of_scores), 1)
    for plan in (of_scores, other):
        assert simulate_clinic(plan, 1, taken=known).visits.equals(simulate_clinic(plan, 1).visits)


def test_raters_play_a_part_in_whom_a_clinic_takes_only_where_a_score_decides() -> None:
    lenient = replace(NO_EFFECT, blinded=True)
    assert plan_until_taken(lenient) != plan_until_taken(NO_EFFECT)
    assert plan_until_taken(replace(TRUE_EFFECT, blinded=False)) == plan_until_taken(TRUE_EFFECT)


def test_more_places_keep_the_patients_of_fewer() -> None:
    few = simulate_people(replace(TRUE_EFFECT, n_patients=20), 1)
    many = simulate_people(replace(TRUE_EFFECT, n_patients=40), 1)
    assert set(few.number) <= set(many.number)


def test_who_comes_by_severity_has_just_reached_it() -> None:
    entry = EntryPlan(share_in_relapse=0.0, severity_edss=4.0, entry_edss_at_least=None, edss_low=3.0)
    people = simulate_people(replace(NO_EFFECT, n_patients=60, entry=entry), 1)
    year_before = (people.baseline_day - DAYS_PER_YEAR - 2)[:, None]
    assert (people.lasting_points(year_before)[:, 0] < 4.0).mean() > 0.95
    assert (people.lasting_points(people.baseline_day[:, None])[:, 0] >= 4.0).mean() > 0.95


def test_a_wanted_mean_and_spread_of_the_edss_are_met() -> None:
    entry = replace(TRUE_EFFECT.entry, edss_low=2.0, edss_high=6.0, edss_mean=4.0, edss_sd=0.8)
    people = simulate_people(replace(TRUE_EFFECT, n_patients=500, entry=entry), 1)
    lasting = people.lasting_points(people.baseline_day[:, None])[:, 0]
    assert lasting.mean() == pytest.approx(4.0, abs=0.2)
    assert lasting.std() == pytest.approx(0.75, abs=0.15)  # a little below 0.8, for the range is cut


def test_without_an_effect_both_fates_are_one(clinic: SimulatedClinic) -> None:
    with_it, without = clinic.behind.with_therapy, clinic.behind.without
    for days in (183.0, 365.0, 1826.0):
        np.testing.assert_array_equal(true_change(with_it, days), true_change(without, days))


def test_a_therapy_changes_nothing_before_day_0() -> None:
    plain = simulate_people(TRUE_EFFECT, 2)
    harmed = simulate_people(replace(TRUE_EFFECT, effect=replace(TRUE_EFFECT.effect, relapse_ratio=2.0)), 2)
    before = np.array([[-400.0, -100.0, -2.0]]).repeat(len(plain), axis=0)
    np.testing.assert_array_equal(plain.number, harmed.number)
    np.testing.assert_array_equal(plain.true_points(before), harmed.true_points(before))


def test_ordinary_drugs_prevent_relapses() -> None:
    everybody = replace(LARGE, n_patients=1500, dmt_share=1.0, new_dmt_share=0.0)
    drugs = simulate_clinic(everybody, 1).table("relapses").height
    inert = replace(
        everybody.drugs,
        **{
            name: replace(drug, relapse_ratio=drug.relapse_ratio.at(1.0))
            for name, drug in vars(everybody.drugs).items()
        },
    )
    without = simulate_clinic(replace(everybody, drugs=inert), 1).table("relapses").height
    assert drugs < 0.95 * without


def test_lesions_go_with_relapses() -> None:
    cohort = simulate_clinic(replace(LARGE, n_patients=2000, mri_share=1.0), 1)
    mri = cohort.table("mri").filter(cohort.table("mri")["new_t2"].is_not_null())
    scans = mri.select("patient_id", "date", "compared_to_date")
    between = pl.col("onset_date").is_between("compared_to_date", "date", closed="right")
    relapsed = cohort.table("relapses").join(scans, on="patient_id").filter(between)["patient_id"].unique()
    had = mri["patient_id"].is_in(relapsed.to_list())
    assert mri.filter(had)["new_t2"].mean() > 1.5 * mri.filter(~had)["new_t2"].mean()
    assert (mri["gd_lesions"] <= mri["new_t2"]).all()  # an active lesion is a new one


def test_entry_plans_that_nobody_can_meet_are_refused() -> None:
    with pytest.raises(ImpossiblePlan, match="edss_high is not above edss_low"):
        EntryPlan(edss_low=5.0, edss_high=4.0)
    with pytest.raises(ImpossiblePlan, match="stand together"):
        EntryPlan(edss_mean=4.0)
    with pytest.raises(ImpossiblePlan, match="places left empty"):
        simulate_clinic(
            replace(NO_EFFECT, n_patients=5, entry=replace(NO_EFFECT.entry, entry_edss_at_least=9.5)), 1
        )
