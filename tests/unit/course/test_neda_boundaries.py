"""Days and numbers at which an answer of NEDA turns, and how its answers go together."""

from __future__ import annotations

from itertools import product

import polars as pl
import pytest

from ranvier.course.neda import find_neda
from ranvier.definitions.neda import Neda
from ranvier.definitions.worsening import ConfirmedWorsening
from tests.small_cohorts import DAY_ZERO, cohort_of, on, relapses_of, visits_of

QUIET = {0: 2.0, 180: 2.0, 365: 2.0, 730: 2.0}


def mri(day, patient_id="a", **read):
    return {"patient_id": patient_id, "date": on(day), "region": "brain", "new_t2": 0, **read}


def row_of(definition=None, *, visits=None, mris=(), relapses=(), window=1):
    cohort = cohort_of(
        visits=visits_of("a", QUIET if visits is None else visits),
        relapses=relapses_of("a", *relapses),
        mri=list(mris),
    )
    found = find_neda(cohort, zeros_of(cohort), definition or Neda())
    return found.row(window - 1, named=True)


def zeros_of(cohort):
    return cohort.patients.select("patient_id", pl.lit(DAY_ZERO).alias("zero_date"))


def all_of(*answers):
    """Kleene's conjunction, told apart by cases."""
    if any(answer is False for answer in answers):
        return False
    return None if any(answer is None for answer in answers) else True


WORSENINGS = {True: QUIET, False: {0: 2.0, 100: 3.0, 300: 3.0, 365: 3.0}, None: {180: 2.0, 365: 2.0}}
MRIS = {True: {"new_t2": 0}, False: {"gd_lesions": 1}, None: {"new_t2": None}}
LOSSES = {True: -0.2, False: -2.0, None: None}


@pytest.mark.parametrize("relapse", [True, False, None])
@pytest.mark.parametrize(("worsening", "scan", "loss"), list(product((True, False, None), repeat=3)))
def test_every_combination_of_answers(relapse, worsening, scan, loss):
    tables = {} if relapse is None else {"relapses": [] if relapse else relapses_of("a", 200)}
    mris = [mri(0), mri(365, brain_volume_change_percent=LOSSES[loss], **MRIS[scan])]
    cohort = cohort_of(visits=visits_of("a", WORSENINGS[worsening]), mri=mris, **tables)
    row = find_neda(cohort, zeros_of(cohort)).row(0, named=True)
    components = ("no_relapse", "no_worsening", "no_mri_activity", "no_brain_loss")
    assert tuple(row[name] for name in components) == (relapse, worsening, scan, loss)
    assert row["neda3"] is all_of(relapse, worsening, scan)
    assert row["neda4"] is all_of(relapse, worsening, scan, loss)
    seen = [relapse, worsening, scan, loss].count(False)
    assert len((row["activity"] or "").split(", ")) == max(seen, 1)
    assert (row["activity"] is None) is (seen == 0)


@pytest.mark.parametrize("missing", ["visits", "relapses", "mri"])
def test_a_missing_table_never_makes_a_yes(missing):
    tables = {"visits": visits_of("a", QUIET), "relapses": [], "mri": [mri(0), mri(365)]}
    whole = cohort_of(**tables)
    assert find_neda(whole, zeros_of(whole))["neda3"].to_list() == [True]
    rest = {name: rows for name, rows in tables.items() if name != missing}
    cohort = cohort_of(patients=[{"patient_id": "a", "last_contact_date": on(365)}], **rest)
    assert find_neda(cohort, zeros_of(cohort))["neda3"].to_list() == [None]


@pytest.mark.parametrize(("day", "expected"), [(0, True), (1, False), (365, False), (366, True)])
def test_a_window_holds_the_days_after_its_start_up_to_its_end(day, expected):
    assert row_of(relapses=[day])["no_relapse"] is expected
    scans = [mri(-1), mri(300), mri(day, new_t2=1)]
    assert row_of(mris=scans)["no_mri_activity"] is expected


@pytest.mark.parametrize(("day", "windows"), [(365, [False, True]), (366, [True, False])])
def test_an_event_on_the_day_between_two_windows_belongs_to_the_first(day, windows):
    twice = Neda(n_windows=2)
    course = {0: 2.0, 300: 2.0, day: 3.0, 700: 3.0, 730: 3.0}
    found = [row_of(twice, visits=course, relapses=[day], window=number) for number in (1, 2)]
    assert [row["no_relapse"] for row in found] == windows
    assert [row["no_worsening"] for row in found] == windows


def test_after_the_only_event_that_is_looked_for_later_windows_say_nothing():
    first_only = Neda(n_windows=2, worsening=ConfirmedWorsening())
    for day, second in ((365, None), (366, False)):
        course = {0: 2.0, 100: 2.0, day: 3.0, 700: 3.0, 730: 3.0}
        assert row_of(first_only, visits=course, window=2)["no_worsening"] is second


@pytest.mark.parametrize(("age_days", "expected"), [(0, True), (89, True), (90, True), (91, None)])
def test_how_old_the_edss_may_be_that_is_compared_with(age_days, expected):
    assert row_of(visits={-age_days: 2.0, 180: 2.0, 365: 2.0})["no_worsening"] is expected


@pytest.mark.parametrize(("age_days", "expected"), [(89, False), (90, False), (91, None)])
def test_how_old_the_mri_may_be_that_new_lesions_are_counted_from(age_days, expected):
    assert row_of(mris=[mri(-age_days), mri(300, new_t2=1)])["no_mri_activity"] is expected


@pytest.mark.parametrize(("day", "expected"), [(10, None), (274, None), (275, True), (365, True)])
def test_how_near_its_end_a_window_is_looked_at(day, expected):
    seen_late = {"patients": [{"patient_id": "a", "last_contact_date": on(400)}]}
    cohort = cohort_of(visits=visits_of("a", {0: 2.0, day: 2.0}), mri=[mri(day)], **seen_late)
    row = find_neda(cohort, zeros_of(cohort)).row(0, named=True)
    assert (row["no_worsening"], row["no_mri_activity"]) == (expected, expected)
    anywhere = find_neda(cohort, zeros_of(cohort), Neda(assessed_within_days=365)).row(0, named=True)
    assert (anywhere["no_worsening"], anywhere["no_mri_activity"]) == (True, True)


def test_activity_early_in_a_window_is_activity():
    visits = {0: 2.0, 5: 3.0, 190: 3.0, 365: 3.0}
    row = row_of(visits=visits, mris=[mri(10, new_t2=1)])
    assert (row["no_worsening"], row["no_mri_activity"]) == (False, False)


@pytest.mark.parametrize(("last", "expected"), [(364, None), (365, True)])
def test_a_window_is_complete_with_its_last_day(last, expected):
    row = row_of(visits={0: 2.0, last: 2.0}, mris=[mri(300)])
    assert [row[name] for name in ("no_relapse", "no_worsening", "no_mri_activity")] == [expected] * 3


@pytest.mark.parametrize(("percent", "expected"), [(-0.399, True), (-0.4, True), (-0.401, False)])
def test_brain_loss_is_more_than_0_4_percent_a_year(percent, expected):
    # 1461 days are four years of 365.25 days
    row = row_of(Neda(window_days=1461), mris=[mri(0), mri(1461, brain_volume_change_percent=4 * percent)])
    assert row["no_brain_loss"] is expected


def test_a_change_of_brain_volume_since_the_same_day_is_not_used():
    same_day = mri(300, brain_volume_change_percent=-0.3, compared_to_date=on(300))
    row = row_of(mris=[mri(0), same_day])
    assert (row["brain_change_percent_per_year"], row["no_brain_loss"]) == (None, None)


@pytest.mark.parametrize(("gap_days", "expected"), [(29, True), (30, False), (31, False)])
def test_a_relapse_told_again_within_30_days_is_no_second_one(gap_days, expected):
    # the first lies before the window; only one of its own shows activity in it
    assert row_of(relapses=[-5, gap_days - 5])["no_relapse"] is expected
