"""Each defect of pymsprog 1.0.7 by its number (docs/reference/course.md), and what find_events does instead.

The courses are small enough to follow by hand. P3, P4, P14 to P16 are in test_peer_defects_milestones.py.
"""

from dataclasses import replace

import polars as pl
import pytest

import ranvier
from ranvier.course.decisions import find_unconfirmed
from ranvier.course.events import find_events
from ranvier.course.rule_parts import step_table
from ranvier.definitions.definition import Definition
from ranvier.definitions.windows import ConfirmWindow
from ranvier.errors import RanvierError
from ranvier.vocabulary.measures import MEASURES, NHPT, SDMT, T25FW
from ranvier.vocabulary.steps import OwnSteps
from tests.small_cohorts import cohort_of, on, relapses_of, visits_of


def edss_cohort(scores, *relapse_days):
    return cohort_of(visits=visits_of("a", scores), relapses=relapses_of("a", *relapse_days))


def measured_cohort(instrument, scores, *relapse_days):
    rows = [
        {"patient_id": "a", "date": on(day), "instrument": instrument, "value": value}
        for day, value in scores.items()
    ]
    return cohort_of(measures=rows, relapses=relapses_of("a", *relapse_days))


def found(cohort, **arguments):
    """Kind or relation, and day of onset, of each event."""
    events = find_events(cohort, Definition.from_pymsprog(**arguments))
    days = events["onset_date"] - on(0)
    return list(zip(events["kind"], days.dt.total_days(), strict=True))


def test_p1_an_event_confirmed_in_some_windows_only_may_be_passed_over():
    # the peer stops with "zero-size array to reduction operation minimum"
    cohort = edss_cohort({0: 2.0, 100: 3.0, 190: 3.0, 250: 2.0, 400: 3.0, 500: 3.0, 700: 3.0}, 60)
    asked = {"event": "firstPIRA", "conf_days": [84, 168], "conf_tol_days": [7, 30]}
    assert found(cohort, **asked) == [("worsening", 400)]


def test_p2_nothing_found_is_an_empty_table_with_all_columns():
    full = find_events(edss_cohort({0: 2.0, 100: 3.0, 300: 3.0}), ranvier.PRIMARY)
    nothing = find_events(edss_cohort({0: 2.0}), ranvier.PRIMARY)
    assert nothing.schema == full.schema
    assert nothing.is_empty()


def test_p5_the_order_of_relapses_changes_nothing():
    scores = {0: 2.0, 150: 2.0, 250: 2.0, 400: 3.0, 500: 3.0, 700: 3.0, 800: 4.0, 900: 4.0}
    sorted_rows = edss_cohort(scores, 100, 350, 600)
    reversed_rows = replace(
        sorted_rows, frames={**sorted_rows.frames, "relapses": sorted_rows.relapses.reverse()}
    )
    definition = Definition.from_pymsprog(event="multiple", relapse_rebl=True)
    assert find_events(reversed_rows, definition).equals(find_events(sorted_rows, definition))
    assert find_events(sorted_rows, definition)["reference_date"][0] == on(150)


def test_p6_the_order_of_visits_changes_nothing():
    cohort = edss_cohort({0: 2.0, 84: 3.0, 168: 3.0, 252: 3.0})
    shuffled = replace(cohort, frames={**cohort.frames, "visits": cohort.visits[[2, 0, 3, 1]]})
    assert found(shuffled) == found(cohort) == [("worsening", 84)]


def test_p7_a_slight_decline_of_the_sdmt_is_no_improvement():
    # the peer takes 50 to 48 as improvement, moves the reference, and loses the worsening
    cohort = measured_cohort("sdmt", {0: 50, 84: 48, 168: 48, 252: 45, 336: 45, 420: 45})
    asked = {"outcome": "sdmt", "event": "multiple", "baseline": "roving"}
    assert found(cohort, sub_threshold_rebl="improvement", **asked) == [("worsening", 252)]
    assert found(cohort, sub_threshold_rebl="worsening", **asked) == []  # 48 is the reference, and 45 is near


def test_p7_an_sdmt_reference_that_never_falls_never_gets_better():
    # after the relapse on day 90 the better 60 becomes the reference; 50 stays what a worsening is seen from
    cohort = measured_cohort("sdmt", {0: 50, 200: 60, 300: 60, 400: 52, 500: 52, 600: 52}, 90)
    asked = {"outcome": "sdmt", "event": "firstPIRA", "relapse_rebl": True}
    assert found(cohort, **asked) == [("worsening", 400)]
    assert found(cohort, bl_geq=True, **asked) == []


def test_p8_the_order_of_windows_changes_nothing():
    cohort = edss_cohort({0: 2.0, 84: 3.0, 168: 3.0, 252: 4.0, 336: 4.0, 420: 4.0})
    asked = {"event": "multiple", "baseline": "roving", "conf_tol_days": [7, 30]}
    expected = [("worsening", 84), ("worsening", 252)]
    assert (
        found(cohort, conf_days=[84, 168], **asked) == found(cohort, conf_days=[168, 84], **asked) == expected
    )


@pytest.mark.parametrize("instrument", ["sdmt", "nhpt", "t25fw"])
def test_p9_an_unchanged_zero_is_no_event(instrument):
    cohort = measured_cohort(instrument, {0: 0, 84: 0, 168: 0, 252: 0})
    assert found(cohort, outcome=instrument, event="multiple") == []


@pytest.mark.parametrize("measure", [NHPT, T25FW])
def test_p10_an_exact_fifth_always_counts(measure):
    # every reference from 3.0 to 39.9 s in tenths: a fifth more is reached, a thousandth less is not
    steps = step_table(measure.steps, measure)
    assert [int(steps[100 * tenths]) for tenths in range(30, 400)] == [
        20 * tenths for tenths in range(30, 400)
    ]
    seconds = {0: 4.1, 84: 4.92, 168: 4.92, 252: 4.92}
    assert found(measured_cohort(measure.name, seconds), outcome=measure.name) == [("worsening", 84)]
    below = {day: min(score, 4.919) for day, score in seconds.items()}
    assert found(measured_cohort(measure.name, below), outcome=measure.name) == []


def test_p11_days_are_calendar_days_whoever_else_is_in_the_cohort():
    scores = {0: 2.0, 91: 3.0, 273: 3.0}
    alone = edss_cohort(scores)
    others = cohort_of(visits=[*visits_of("a", scores), *visits_of("b", {-5: 1.0, 7: 1.0})], relapses=[])
    assert alone.visits.schema["date"] == pl.Date
    assert found(others, conf_days=168) == found(alone, conf_days=168) == [("worsening", 91)]


def test_p12_relapses_belong_to_patients_by_text():
    # ids are text in every table, so a number here and text there cannot part a patient from the relapses
    visits = pl.DataFrame({"patient_id": [1, 1, 1], "day": [0, 200, 400], "edss": [2.0, 3.0, 3.0]})
    relapses = pl.DataFrame({"patient_id": ["1"], "onset_day": [190]})
    asked = Definition.from_pymsprog(event="firstRAW")
    assert ranvier.find_events(visits, asked, relapses=relapses)["relation"].to_list() == ["raw"]


def test_p13_a_relapse_long_before_the_first_visit_still_counts():
    # the peer forgets the relapse on day −40, and calls the worsening 60 days after it PIRA
    cohort = edss_cohort({0: 2.0, 20: 3.0, 110: 3.0, 200: 3.0}, -40)
    events = find_events(cohort, Definition.from_pymsprog(event="multiple"))
    assert events["relation"].to_list() == ["raw"]


def test_p17_steps_of_half_a_point_are_events_unless_slight_changes_are_asked_to_move_the_reference():
    stairs = edss_cohort({84 * step: 2.0 + 0.5 * step for step in range(9)})
    asked = {"event": "multiple", "baseline": "roving"}
    assert found(stairs, **asked) == [("worsening", 168), ("worsening", 420)]
    assert found(stairs, sub_threshold_rebl="event", **asked) == []
    assert "slight changes" in dict(Definition.from_pymsprog(**asked).settings())


LAST_VISIT_WORSE = {0: 2.0, 84: 2.0, 168: 2.0, 252: 3.5}


def test_p18_a_draw_needs_a_seed():
    by_chance = Definition.from_pymsprog(impute_last_visit=0.5)
    with pytest.raises(RanvierError, match="needs a seed"):
        find_events(edss_cohort(LAST_VISIT_WORSE), by_chance)


def test_p18_the_draw_of_a_patient_is_their_own():
    by_chance = Definition.from_pymsprog(impute_last_visit=0.5)
    everyone = cohort_of(
        visits=[row for number in range(200) for row in visits_of(f"p{number}", LAST_VISIT_WORSE)],
        relapses=[],
    )
    half = cohort_of(
        visits=[row for number in range(100, 200) for row in visits_of(f"p{number}", LAST_VISIT_WORSE)],
        relapses=[],
    )
    events = find_events(everyone, by_chance, seed=1)
    assert 80 <= events.height <= 120  # 200 draws of one half
    assert events.equals(find_events(everyone, by_chance, seed=1))
    assert not events.equals(find_events(everyone, by_chance, seed=2))
    kept = events.filter(pl.col("patient_id").is_in(half.patients["patient_id"].implode()))
    assert kept.equals(find_events(half, by_chance, seed=1))


def test_p18_without_a_confirming_visit_nothing_is_pira():
    asked = {"event": "multiple", "impute_last_visit": 1}
    free, near = edss_cohort(LAST_VISIT_WORSE), edss_cohort(LAST_VISIT_WORSE, 240)
    definition = Definition.from_pymsprog(**asked)
    assert find_events(free, definition)["relation"].to_list() == ["undefined"]
    assert find_events(near, definition)["relation"].to_list() == ["raw"]
    assert found(free, event="firstPIRA", impute_last_visit=1) == []


def test_p19_the_threshold_of_the_sdmt_is_said_once_and_used():
    assert str(SDMT.steps) == "20% of the reference or 4"
    assert [SDMT.steps.change_from(score) for score in (5, 10, 20, 60)] == [1, 2, 4, 4]
    assert dict(Definition.from_pymsprog(outcome="sdmt").settings())["steps"] == str(SDMT.steps)


def test_p20_a_change_counts_from_its_last_lower_visit():
    # 2.5 on day 84 is a full step below 3.5, 3.0 on day 168 is not
    cohort = edss_cohort({0: 2.0, 84: 2.5, 168: 3.0, 252: 3.5, 420: 3.5})
    events = find_events(cohort, Definition.from_pymsprog(relapse_to_event=0, conf_days=168))
    assert events.select("onset_date", "last_lower_date").rows() == [(on(168), on(0))]
    steep = edss_cohort({0: 2.0, 84: 2.0, 168: 2.5, 252: 3.5, 420: 3.5})
    assert find_events(steep, Definition.from_pymsprog(conf_days=168))["last_lower_date"][0] == on(168)


def test_p21_inputs_stay_as_they_were():
    independent = {"prec": (0, None), "event": (None, 30), "conf": (30, 30)}
    tolerance = {84: [7, 60], 168: 20}
    copies = dict(independent), dict(tolerance)
    cohort = edss_cohort(LAST_VISIT_WORSE, 100)
    visits, relapses = cohort.visits.clone(), cohort.relapses.clone()
    asked = {"conf_days": [84, 168], "conf_tol_days": tolerance, "relapse_indep": independent}
    find_events(cohort, Definition.from_pymsprog(event="firstPIRA", **asked))
    assert (independent, tolerance) == copies
    assert cohort.visits.equals(visits)
    assert cohort.relapses.equals(relapses)


@pytest.mark.parametrize(
    "arguments",
    [
        {"conf_days": -84},
        {"conf_days": []},
        {"conf_days": 84.9},
        {"relapse_to_bl": -30},
        {"relapse_to_conf": "30"},
        {"impute_last_visit": -1},
        {"relapse_indep": {"before": (0, 0)}},
    ],
)
def test_p22_numbers_that_cannot_be_are_refused_by_name(arguments):
    with pytest.raises(RanvierError) as error:
        Definition.from_pymsprog(**arguments)
    assert next(iter(arguments)) in str(error.value)


def test_p22_scores_off_the_scale_are_set_aside():
    visits = pl.DataFrame({"patient_id": ["a"] * 4, "day": [0, 84, 168, 252], "edss": [2.0, 2.37, 3.0, 3.0]})
    with pytest.warns(Warning, match=r"set aside|left out"):
        events = ranvier.find_events(visits, Definition.from_pymsprog())
    assert events["onset_day"].to_list() == [168]


def test_p24_the_search_for_the_first_event_stops_at_it():
    # the peer goes on to the second event, and lists day 252 as unconfirmed
    cohort = edss_cohort({0: 2.0, 84: 3.0, 168: 3.0, 252: 3.0})
    assert find_unconfirmed(cohort, Definition.from_pymsprog(event="first")).is_empty()
    assert find_unconfirmed(cohort, Definition.from_pymsprog(event="multiple"))["onset_date"].to_list() == [
        on(252)
    ]


def test_p20_a_raised_reference_is_the_last_lower_visit_itself():
    # the reference of day 435 is raised to 4.5 and then stands out; the peer goes back to day 0
    cohort = edss_cohort({0: 4.5, 229: 3.5, 260: 3.5, 435: 3.5, 835: 3.5, 919: 3.5})
    asked = {"event": "multiple", "baseline": "roving", "relapse_rebl": True, "bl_geq": True}
    events = find_events(cohort, Definition.from_pymsprog(skip_local_extrema="all", **asked))
    assert events["onset_date"].to_list() == [on(229), on(835)]
    assert events["last_lower_date"].to_list() == [on(0), on(435)]


def test_p24_the_first_event_keeps_its_reference():
    # the peer finds day 33 again from day 31, which the relapse makes the reference
    cohort = edss_cohort({0: 2.0, 31: 5.5, 33: 0.0, 847: 1.0, 3408: 0.0}, 30)
    definition = Definition.from_pymsprog(event="first", relapse_rebl=True, relapse_to_bl=0)
    events = find_events(cohort, definition)
    assert events.select("onset_date", "reference_date").rows() == [(on(33), on(0))]


def test_a_custom_outcome_brings_its_own_measure():
    own = replace(MEASURES["sdmt"], name="pasat", steps=OwnSteps(lambda _: 5, "5"))
    definition = Definition.from_pymsprog(
        outcome="custom",
        delta_fun=lambda reference, outcome: reference * 0 + (6 if outcome == "pasat" else 1),
        measure=own,
    )
    cohort = measured_cohort("pasat", {0: 50, 84: 45, 168: 44, 300: 44})
    assert find_events(cohort, definition)["onset_date"].to_list() == [on(168)]
    with pytest.raises(RanvierError, match="custom"):
        Definition.from_pymsprog(outcome="custom")


def test_windows_of_each_confirmation_day_have_their_own_columns():
    definition = Definition.from_pymsprog(conf_days=[84, 168], conf_tol_days={84: [7, 60], 168: 20})
    assert definition.windows == (ConfirmWindow(84, 7, 60), ConfirmWindow(168, 20, 20))
    cohort = edss_cohort({0: 2.0, 84: 3.0, 168: 3.0, 252: 3.5})
    row = find_events(cohort, definition).row(0, named=True)
    assert (row["confirmed_84_date"], row["confirmed_168_date"]) == (on(168), on(252))
    assert (row["confirmed_168_score"], row["relapse_free_84_date"]) == (3.5, on(168))
