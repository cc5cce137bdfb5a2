import pytest

from ranvier.course.baseline import find_baseline
from ranvier.course.follow_up import find_follow_up, is_one_pass_rule
from ranvier.course.time_zero import find_time_zero
from ranvier.definitions.confirmed_change import Reference
from ranvier.definitions.follow_up import FreeOfWorsening
from ranvier.definitions.pira import Pira
from ranvier.definitions.windows import ConfirmWindow, RelapseDistance
from ranvier.definitions.worsening import PRIMARY, ConfirmedWorsening
from ranvier.vocabulary.steps import EDSS_STEPS_TO_5_5
from tests.small_cohorts import cohort_of, dose_of, on, relapses_of, visits_of


def follow_up_of(scores, relapse_days=(), data_day=3000, treatments=(), **patient):
    cohort = cohort_of(
        visits=visits_of("a", scores),
        relapses=relapses_of("a", *relapse_days),
        administrations=[dose_of("a")],
        treatments=[{"patient_id": "a", **row} for row in treatments],
        patients=[{"patient_id": "a", **patient}],
        data_date=on(data_day),
    )
    found = find_follow_up(cohort, find_baseline(cohort, find_time_zero(cohort)), FreeOfWorsening())
    return found.row(0, named=True)


def ends(row):
    return row["exit_day"], row["event"]


def test_a_confirmed_worsening_is_an_event_on_the_day_it_began():
    row = follow_up_of({0: 2.0, 180: 3.0, 360: 3.0, 540: 2.0})
    assert ends(row) == (180, True)
    assert (row["onset_day"], row["confirmed_day"], row["unconfirmed_day"]) == (180, 360, None)


@pytest.mark.parametrize(
    ("reference", "needed"),
    [(0.0, 1.5), (1.0, 2.0), (5.0, 6.0), (5.5, 6.0), (6.5, 7.0)],  # verdict rule 3
)
def test_the_step_depends_on_the_baseline(reference, needed):
    at_step = follow_up_of({0: reference, 180: needed, 360: needed})
    below = follow_up_of({0: reference, 180: needed - 0.5, 360: needed - 0.5})
    assert (at_step["event"], below["event"]) == (True, False)


def test_without_an_event_a_patient_leaves_midway_after_the_last_confirmable_visit():
    row = follow_up_of({0: 2.0, 180: 2.0, 360: 2.0, 500: 2.0})  # 500 - 168 = 332: day 180 is the last
    assert ends(row) == (270, False)
    assert (row["last_visit_day"], row["last_confirmable_day"]) == (500, 180)


@pytest.mark.parametrize(("gap", "last_confirmable"), [(167, 0), (168, 100)])
def test_a_visit_is_confirmable_by_one_168_days_later(gap, last_confirmable):
    assert follow_up_of({0: 2.0, 100: 2.0, 100 + gap: 2.0})["last_confirmable_day"] == last_confirmable


@pytest.mark.parametrize(("relapse_day", "confirmed"), [(330, False), (329, True), (360, False), (361, True)])
def test_a_visit_within_30_days_of_a_relapse_neither_confirms_nor_makes_confirmable(relapse_day, confirmed):
    row = follow_up_of({0: 2.0, 180: 3.0, 360: 3.0}, relapse_days=(relapse_day,))
    assert row["event"] is confirmed
    assert row["last_confirmable_day"] == (180 if confirmed else 0)


def test_every_visit_between_onset_and_confirmation_must_hold():
    row = follow_up_of({0: 2.0, 100: 3.0, 200: 2.5, 300: 3.0, 400: 3.0, 500: 3.0})
    assert (row["onset_day"], row["confirmed_day"]) == (300, 500)


def test_a_worsening_that_the_record_ends_in_is_unconfirmed():
    row = follow_up_of({0: 2.0, 180: 2.0, 360: 2.0, 450: 3.0, 500: 3.0})
    assert ends(row) == (270, False)
    assert row["unconfirmed_day"] == 450


def test_a_worsening_that_went_away_is_refuted_not_unconfirmed():
    assert follow_up_of({0: 2.0, 180: 3.0, 360: 2.0})["unconfirmed_day"] is None


def test_visits_up_to_day_0_are_no_outcomes():
    row = follow_up_of({-300: 4.0, -60: 4.0, 0: 2.0, 180: 2.5, 360: 2.5})
    assert ends(row) == (270, False)


def test_a_patient_without_a_confirmable_visit_leaves_before_the_first():
    row = follow_up_of({-20: 2.0, 180: 2.0, 300: 2.0})
    assert ends(row) == (90, False)
    assert row["last_confirmable_day"] == 0


def test_a_patient_without_later_visits_leaves_on_day_0():
    row = follow_up_of({0: 2.0})
    assert ends(row) == (0, False)
    assert (row["last_visit_day"], row["last_confirmable_day"]) == (0, 0)


def test_other_ends_are_given_in_days():
    row = follow_up_of(
        {0: 2.0},
        treatments=[
            {"substance": "ocrelizumab", "kind": "dmt", "start_date": on(-100)},
            {"substance": "natalizumab", "kind": "dmt", "start_date": on(400)},
            {"substance": "BEAM", "kind": "ahsct", "start_date": on(300)},
            {"substance": "baclofen", "kind": "symptomatic", "start_date": on(10)},
        ],
        death_date=on(900),
    )
    assert (row["new_dmt_day"], row["death_day"], row["potential_day"]) == (300, 900, 3000)


def test_patients_without_a_baseline_are_left_out():
    cohort = cohort_of(visits=visits_of("a", {100: 2.0}), administrations=[dose_of("a"), dose_of("b")])
    found = find_follow_up(cohort, find_baseline(cohort, find_time_zero(cohort)), FreeOfWorsening())
    assert found.height == 0


def other_follow_up(worsening, scores, relapse_days=()):
    cohort = cohort_of(
        visits=visits_of("a", scores),
        relapses=relapses_of("a", *relapse_days),
        administrations=[dose_of("a")],
    )
    baselines = find_baseline(cohort, find_time_zero(cohort))
    return find_follow_up(cohort, baselines, FreeOfWorsening(worsening)).row(0, named=True)


def test_the_numbers_of_the_definition_are_used():
    scores = {0: 5.5, 100: 6.0, 184: 6.0, 300: 6.0}
    assert other_follow_up(ConfirmedWorsening(confirm_after_days=84), scores)["confirmed_day"] == 184
    assert other_follow_up(ConfirmedWorsening(steps=EDSS_STEPS_TO_5_5), scores)["event"] is False


def test_a_definition_with_a_roving_reference_is_followed_too():
    scores = {0: 4.0, 180: 2.0, 360: 2.0, 540: 3.0, 720: 3.0}
    roving = ConfirmedWorsening(reference=Reference.ROVING_IMPROVEMENT)
    row = other_follow_up(roving, scores)
    assert (row["onset_day"], row["confirmed_day"], ends(row)) == (540, 720, (540, True))
    assert ends(other_follow_up(PRIMARY, scores)) == (630, False)


def test_a_window_that_closes_can_leave_a_late_visit_unconfirmable():
    closing = ConfirmedWorsening(confirm_later_days=30)  # 168 to 198 days after onset
    row = other_follow_up(closing, {0: 2.0, 100: 2.0, 280: 2.0, 500: 3.0})
    assert (ends(row), row["unconfirmed_day"], row["last_visit_day"]) == ((190, False), 500, 500)


def test_only_the_plain_definitions_take_the_one_pass_kernel():
    assert is_one_pass_rule(PRIMARY)
    assert is_one_pass_rule(ConfirmedWorsening(steps=EDSS_STEPS_TO_5_5, confirm_after_days=84))
    assert is_one_pass_rule(ConfirmedWorsening(confirm_earlier_days=7, confirm_later_days=730))
    assert is_one_pass_rule(ConfirmedWorsening(reference=Reference.ROVING))
    assert not is_one_pass_rule(ConfirmedWorsening(reference=Reference.ROVING, sustained_to_end=True))
    assert not is_one_pass_rule(ConfirmedWorsening(reference=Reference.ROVING_WORSENING))
    assert not is_one_pass_rule(ConfirmedWorsening(further_windows=(ConfirmWindow(84),)))
    assert not is_one_pass_rule(ConfirmedWorsening(relapse_to_onset=RelapseDistance(30)))
    assert not is_one_pass_rule(Pira())


def test_a_programme_without_visits_or_relapses_can_be_asked():
    cohort = cohort_of(administrations=[dose_of("a")])
    baselines = find_baseline(cohort, find_time_zero(cohort))
    assert baselines["reason"].to_list() == ["no_edss_in_90_days"]
    assert find_follow_up(cohort, baselines, FreeOfWorsening()).height == 0
