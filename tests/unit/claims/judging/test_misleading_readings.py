"""Answers that would mislead: claims of harm, results beyond the claim, too few patients, empty sentences.

Each test was written against a verdict that came out wrong.
"""

import numpy as np
import pytest

from ranvier.claims.basis.finding import NullBand, NullVariant
from ranvier.claims.basis.rules import Rules
from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.endpoints.changes import hidden_sentence
from ranvier.claims.judging.benchmarks import judge_benchmarks
from ranvier.claims.judging.contrast import ContrastPlace, contrast_place
from ranvier.claims.judging.expected import RatioPlace, ratio_place
from ranvier.claims.judging.judge_because import judge_because
from ranvier.claims.judging.judge_seen import judge_seen
from ranvier.claims.judging.verdict import GateResult
from ranvier.claims.language.asserted import (
    AssertedKind,
    AssertedSet,
    at_least,
    at_most,
    better,
    between,
    equal,
    implied_direction,
    never,
)
from ranvier.claims.language.claim import Attribution, Interpretation, PublishedView
from ranvier.estimates.result import Estimate
from ranvier.vocabulary.outcomes import Because, Certainty, GateStatus, Published, Seen
from tests.unit.claims.findings import POINTS, RANDOMISED, claim_of, finding, programme, tried
from tests.unit.claims.small_programme import ZERO, bench, cohort, randomised, scores

ALONE = programme()
WORSE = AssertedSet(AssertedKind.WORSE, 0.0, float("inf"), POINTS)


def seen(*readings, **more):
    return judge_seen(claim_of(*readings, **more), readings, (), ALONE, Rules())


def because(*readings, records=ALONE, **more):
    return judge_because(claim_of(*readings, **more), readings, (), (), records, Rules())


def compared(contrast, asserted, **more):
    reading = tried(finding(found=contrast, contrast=contrast), asserted)
    return because(reading, records=RANDOMISED, **more)


# --- claims of harm


@pytest.mark.parametrize("asserted", [WORSE, at_least(0.5, POINTS), between(1.0, 2.0, POINTS)])
def test_a_claim_of_harm_holds_where_the_treated_did_worse(asserted):
    answer = compared((1.5, 1.2, 1.8), asserted)
    assert answer.outcome is Because.SUPPORTED
    assert "better" not in answer.why


@pytest.mark.parametrize("asserted", [WORSE, at_least(0.5, POINTS), between(1.0, 2.0, POINTS)])
def test_a_claim_of_harm_falls_where_the_treated_did_better(asserted):
    answer = compared((-1.5, -1.8, -1.2), asserted)
    assert answer.outcome is Because.CONTRADICTED
    assert answer.why.endswith("the treated did better.")


def test_less_harm_than_claimed():
    assert compared((0.5, 0.3, 0.7), between(1.0, 2.0, POINTS)).outcome is Because.EFFECT_SMALLER_THAN_CLAIMED


def test_a_level_that_only_says_how_little_is_reached_implies_worse():
    # "at most half stay free": with more of the treated free, nothing of it is due to the therapy
    answer = because(
        tried(
            finding(found=(94.0, 90.0, 97.0), contrast=(50.0, 40.0, 60.0), unit="%", higher_is_better=True),
            at_most(50.0, "%"),
        ),
        records=RANDOMISED,
        attribution=Attribution.LEVEL,
    )
    assert answer.outcome is Because.CONTRADICTED
    assert implied_direction(at_least(75.0, "%"), higher_is_better=True).kind is AssertedKind.BETTER
    assert implied_direction(at_most(3.0, POINTS), higher_is_better=False).kind is AssertedKind.BETTER


def test_a_rise_that_falls_short_of_a_claimed_rise_is_not_beyond_it():
    assert "Short of 2" in seen(tried(finding(found=(1.3, 1.1, 1.5)), between(2.0, 3.0, POINTS))).why


# --- sets that hold no effect


@pytest.mark.parametrize(
    ("asserted", "lower", "upper"),
    [(at_most(20.0, "%"), 83.0, 96.0), (equal(0.0, 5.0, "%"), 30.0, 50.0), (never("%"), 83.0, 96.0)],
)
def test_more_than_a_claim_of_little_is_not_more_of_what_is_claimed(asserted, lower, upper):
    assert contrast_place(lower, upper, asserted, higher_is_better=True) is ContrastPlace.OTHER_SIDE


def test_never_of_a_share_is_judged_by_the_share():
    # events are counted one by one only where they are verified one by one
    reading = tried(finding(found=(93.0, 85.0, 97.0), unit="%", higher_is_better=True), never("%"))
    assert seen(reading).outcome is Seen.RECORDS_DISAGREE


# --- results beyond the claim


def test_more_than_claimed_is_not_contradicted_for_want_of_a_comparator():
    reading = tried(finding(found=(-2.4, -2.6, -2.2), null=(-0.3, 0.4)), equal(-1.0, 0.25, POINTS))
    answer = because(reading)
    assert (answer.outcome, answer.why) == (
        Because.UNCONTROLLED,
        "More than is claimed, but nothing was compared.",
    )


def test_the_numbers_are_not_said_to_fit_where_they_do_not():
    # patients got worse; only the best case for those not seen could reach the claim
    reading = tried(finding(found=(1.0, 0.8, 1.2), worst=1.6, best=-2.0, null=(-0.3, 0.4)))
    answer = because(reading)
    assert answer.outcome is Because.UNCONTROLLED
    assert answer.why == (
        "The numbers fit only if those not seen did better than those seen; nothing was compared."
    )


def test_without_a_null_band_the_numbers_are_not_said_to_fit():
    assert "fit" not in because(tried(finding(found=(-2.5, -2.7, -2.3)))).why


# --- too few patients for an interval


def alone(value, n):
    found = finding(found=(value,), null=(-0.3, 0.4))
    no_interval = Estimate(value, float("nan"), float("nan"), n, "no interval", "", POINTS)
    object.__setattr__(found, "found", no_interval)
    return tried(found)


@pytest.mark.parametrize("value", [-2.5, 0.0])
def test_one_patient_neither_agrees_nor_disagrees(value):
    answer = seen(alone(value, 1))
    assert (answer.outcome, answer.why) == (Seen.IMPRECISE, "Too few patients for an interval.")
    assert because(alone(value, 1)).outcome is not Because.CONTRADICTED


@pytest.mark.parametrize(("n", "outcome"), [(5, Seen.IMPRECISE), (6, Seen.RECORDS_AGREE)])
def test_six_patients_who_changed_alike_have_an_exact_interval(n, outcome):
    # all on one side of the median by chance: 2 × 0.5^5 = 6.3 %, 2 × 0.5^6 = 3.1 %
    assert seen(alone(-2.5, n)).outcome is outcome


# --- comparisons without a number


def test_a_comparison_without_an_interval_says_why():
    reading = tried(finding(found=(-2.5, -2.7, -2.3), contrast=(-2.5,)))
    contrast = Estimate(
        -2.5, float("nan"), float("nan"), 2, "no interval: one patient in a group", "", POINTS
    )
    object.__setattr__(reading.finding, "contrast", contrast)
    answer = because(reading, records=RANDOMISED)
    assert answer.outcome is Because.CANNOT_BE_ASSESSED
    assert answer.why == "The comparison has no number: no interval: one patient in a group."


def trial(n_comparators):
    """40 treated by lot whose EDSS falls by half a point or not at all, and comparators who stay the same."""
    last = {f"cells{n}": 4.0 - n % 2 / 2 for n in range(40)} | {f"sham{n}": 4.0 for n in range(n_comparators)}
    people = [
        {"patient_id": name, "group": name.rstrip("0123456789"), "enrolled_date": ZERO} for name in last
    ]
    visits = [row for name, edss in last.items() for row in scores(name, {0: 4.0, 365: edss})]
    return cohort(randomised(), patients=people, visits=visits)


@pytest.mark.parametrize(("n_comparators", "has_interval"), [(2, False), (5, False), (6, True)])
def test_a_few_comparators_who_changed_alike_give_no_interval(n_comparators, has_interval):
    # Of programmes without effect, 40 treated and 2 comparators, Welch's interval at 99% calls 3.7% better,
    # not 0.5%: the two are often alike, and their spread then counts as none (200,000 simulated).
    asked = Interpretation("x", "edss_change_mean", BETTER, {"months": 12})
    small = trial(n_comparators)
    found = ENDPOINTS["edss_change_mean"](bench(small), asked)
    assert found.contrast.estimate == pytest.approx(-0.25)  # half of the treated fall by half a point
    assert found.contrast.has_interval is has_interval
    answer = because(tried(found, BETTER), records=small.programme)
    assert answer.outcome is (Because.SUPPORTED if has_interval else Because.CANNOT_BE_ASSESSED)


def test_the_patients_not_seen_are_told_by_the_difference_that_they_decide():
    found = finding(found=(-2.5, -2.7, -2.3), contrast=(-2.5, -2.8, -2.2), contrast_bounds=(-1.5, -3.2))
    answer = because(tried(found), records=RANDOMISED)
    assert answer.why.endswith(
        "treated minus comparator \u22121.50 EDSS points at worst, \u22123.20 EDSS points at best."
    )


# --- charity


def test_worse_is_not_contradicted_while_another_reading_leaves_room():
    other = tried(finding(contrast=(-1.0, -2.4, 0.4), endpoint="edss_fall_share"))
    primary = tried(finding(contrast=(0.5, 0.2, 0.8)))
    answer = because(primary, other, records=RANDOMISED)
    assert answer.outcome is Because.NOT_SUPPORTED
    assert answer.why.endswith("the treated did worse, yet another reading of the claim could hold.")


def test_a_reading_that_cannot_be_looked_at_is_not_said_to_hold():
    fails, silent = tried(finding(worst=0.4, best=-1.4)), tried(finding(found=None))
    assert seen(fails, silent).why.endswith("another cannot be checked in these records.")


# --- how often chance alone supports


def test_a_comparison_is_judged_on_its_99_percent_interval():
    # verdict rule 6: "supported" in at most 1 % without effect; a 95 % interval gives 2.5 %
    programme_of_two = cohort(
        randomised(),
        patients=[
            {"patient_id": f"{group}{n}", "group": group, "enrolled_date": ZERO}
            for group in ("cells", "sham")
            for n in range(8)
        ],
        visits=[
            row
            for group, fall in (("cells", 1.0), ("sham", 0.0))
            for n in range(8)
            for row in scores(f"{group}{n}", {0: 4.0, 365: 4.0 - fall - n % 2, 730: 4.0, 1100: 4.0})
        ],
    )
    at_12, at_24 = {"months": 12}, {"months": 24}
    asked = (
        ("edss_change_mean", between(-3.0, -2.0, POINTS), at_12),
        ("edss_fall_share", at_least(50.0, "%"), {**at_12, "points": 1.0, "confirmed": False}),
        ("free_of_worsening", at_least(75.0, "%"), at_24),
    )
    for endpoint, asserted, parameters in asked:
        found = ENDPOINTS[endpoint](
            bench(programme_of_two), Interpretation("x", endpoint, asserted, parameters)
        )
        assert found.contrast is not None
        assert found.contrast.conf_level == 0.99


def test_a_comparator_without_a_difference_of_medians_is_still_a_comparator():
    # "nothing was compared" would be untrue, and the null band must not contradict a claim that was compared
    small = cohort(
        randomised(),
        patients=[
            {"patient_id": group + str(n), "group": group, "enrolled_date": ZERO}
            for group in ("cells", "sham")
            for n in range(8)
        ],
        visits=[
            row
            for group in ("cells", "sham")
            for n in range(8)
            for row in scores(f"{group}{n}", {0: 4.0, 365: 2.0})
        ],
    )
    median = Interpretation("median", "edss_change_median", between(-3.0, -2.0, POINTS), {"months": 12})
    found = ENDPOINTS["edss_change_median"](bench(small), median)
    answer = because(tried(found), records=small.programme)
    assert answer.outcome is Because.CANNOT_BE_ASSESSED
    assert answer.why == "The comparison has no number: a difference of medians is not computed."


# --- raters who knew


def unblinded(contrast, asserted=None, status=GateStatus.FAIL, hope=-0.35):
    """A comparison by lot whose null band moves by *hope* with expectation and an unblinded rater."""
    reading = tried(finding(found=contrast, contrast=contrast, null=(-0.5, 0.3)), asserted)
    plain, hopeful = "course and rater error alone", "expectation + unblinded rater"
    variants = tuple(NullVariant(*row) for row in ((plain, 0.1, -0.1, 0.3), (hopeful, 0.1 + hope, -0.5, 0.0)))
    object.__setattr__(reading.finding, "null", NullBand(-0.5, 0.3, variants, 100, 1))
    gate = GateResult(17, "Rater blinded", status, "", "", "raters knew")
    return judge_because(claim_of(reading), (reading,), (gate,), (), RANDOMISED, Rules())


BETTER = better(higher_is_better=False, unit=POINTS)


def test_what_raters_who_knew_could_make_is_no_effect():
    # clear of none by 0.15, and hope alone makes 0.35
    answer = unblinded((-0.4, -0.65, -0.15), BETTER)
    assert answer.outcome is Because.NOT_SUPPORTED
    assert answer.why.endswith("no more than hope and raters who knew could make.")


def test_an_effect_beyond_what_raters_could_make_stands():
    assert unblinded((-0.7, -0.95, -0.45), BETTER).outcome is Because.SUPPORTED
    assert unblinded((-0.4, -0.65, -0.15), BETTER, GateStatus.PASS).outcome is Because.SUPPORTED


@pytest.mark.parametrize(
    ("endpoint", "status", "outcome"),
    [
        ("functional_system_change", GateStatus.FAIL, Because.NOT_SUPPORTED),
        ("functional_system_change", GateStatus.PASS, Because.SUPPORTED),  # nobody knew
        ("change_by_gap", GateStatus.FAIL, Because.SUPPORTED),  # hope lies in both groups of the treated
    ],
)
def test_hope_of_unknown_size_could_make_any_difference_where_raters_knew(endpoint, status, outcome):
    reading = tried(finding(contrast=(-1.2, -1.5, -0.9), endpoint=endpoint), BETTER)
    gate = GateResult(17, "Rater blinded", status, "", "", "raters knew")
    answer = judge_because(claim_of(reading), (reading,), (gate,), (), RANDOMISED, Rules())
    assert answer.outcome is outcome
    if outcome is Because.NOT_SUPPORTED:
        assert answer.why.endswith("and how much hope adds to this is not known.")


def test_hope_does_not_excuse_harm():
    assert unblinded((0.4, 0.15, 0.65), WORSE).outcome is Because.SUPPORTED
    assert unblinded((0.4, 0.15, 0.65), BETTER).outcome is Because.CONTRADICTED


# --- hidden patients, and expected numbers


@pytest.mark.parametrize(
    ("changes", "asserted", "sentence"),
    [
        # by hand: (4 + 3k) / (4 + k) reaches 2 at k = 4
        ([1.0] * 4, between(2.0, 3.0, POINTS), "4 unreported patients, each 3 points worse, would"),
        # (−14 + 3k) / (4 + k) reaches −3 at k = 1
        ([-3.5] * 4, between(-3.0, -2.0, POINTS), "1 unreported patient, each 3 points worse, would"),
        # (−10 + 3k) / (4 + k) passes −2 at k = 1
        ([-2.5] * 4, between(-3.0, -2.0, POINTS), "1 unreported patient, each 3 points worse, would"),
    ],
)
def test_hidden_patients_are_counted_to_the_nearest_edge(changes, asserted, sentence):
    assert hidden_sentence(np.array(changes), asserted, 3.0).startswith(sentence)


def test_no_excess_must_hold_against_the_lowest_rate_too():
    # 2 seen in 1,000 years: at most 7.22; 7.22 / 8.0 = 0.90, but 7.22 / 5.8 = 1.25 (Garwood)
    found = finding(found=(2.0, 0.24, 7.22), watched_events=2, verified_events=2, expected_events=5.8)
    object.__setattr__(found, "contrast", Estimate(0.25, 0.03, 0.90, 1000, "made up", ""))
    assert ratio_place(found, at_most(1.0)) is RatioPlace.ACROSS
    object.__setattr__(found, "expected_events", 7.5)
    assert ratio_place(found, at_most(1.0)) is RatioPlace.NO_EXCESS


def test_an_interval_that_holds_everything_is_not_at_a_benchmark():
    # 1 of 2 fell by 2 points: 1 to 99 % holds the 2.2 % of untreated people (E62), and every other number
    key = "edss_improve_ge2_1y_untreated"
    published = PublishedView(Published.CONTRADICTED, "made up", benchmarks=(key,))
    asked = claim_of(tried(finding()), published=published)
    for share, reached in ((50.0, False), (5.0, True)):
        found = finding(found=(share, 1.0, 99.0), unit="%", higher_is_better=True)
        object.__setattr__(found.found, "unit", "%")
        assert [row.reached for row in judge_benchmarks(asked, lambda _name, _asked, it=found: it)] == [
            reached
        ]


def test_gaps_on_the_list_lower_the_certainty_and_stand_beside_the_number_that_would_overturn():
    gaps = GateResult(16, "Responders only", GateStatus.FLAG, "", "", "82 of 152 numbers have no record")
    reading = tried(finding(found=(-2.5, -2.7, -2.3), worst=-2.2, best=-2.6, hidden="9 would overturn this."))
    answer = judge_seen(claim_of(reading), (reading,), (gaps,), ALONE, Rules())
    assert answer.outcome is Seen.RECORDS_AGREE
    assert answer.why.endswith("9 would overturn this. Gate 16: 82 of 152 numbers have no record.")
    assert answer.certainty is Certainty.LOW


def free(months, found, at_least_percent=75.0):
    known = finding(found=found, unit="%", higher_is_better=True, endpoint="free_of_worsening")
    reading = tried(known, at_least(at_least_percent, "%"))
    asked = Interpretation("free", "free_of_worsening", at_least(at_least_percent, "%"), {"months": months})
    object.__setattr__(reading, "interpretation", asked)
    return reading


def test_a_later_time_that_nobody_reached_does_not_excuse_a_share_that_only_falls():
    fails = free(60, (5.0, 2.0, 9.0))
    assert seen(fails, free(72, None)).outcome is Seen.RECORDS_DISAGREE
    # an earlier time, or a smaller share, could still hold
    assert seen(fails, free(36, None)).outcome is Seen.CANNOT_BE_ASSESSED
    assert seen(fails, free(72, None, 4.0)).outcome is Seen.CANNOT_BE_ASSESSED
