"""The two readings of a claim, on findings made up so that the answer follows by hand."""

import pytest

from ranvier.claims.basis.rules import Rules
from ranvier.claims.judging.contrast import ContrastPlace, contrast_place
from ranvier.claims.judging.judge_because import judge_because
from ranvier.claims.judging.judge_seen import judge_seen
from ranvier.claims.judging.verdict import BenchmarkRow, GateResult
from ranvier.claims.language.asserted import at_least, between, never
from ranvier.claims.language.claim import Attribution, Testable as HowTestable
from ranvier.vocabulary.outcomes import Because, Cap, Certainty, GateStatus, Reading, Seen, Severity
from ranvier.vocabulary.people import Assignment, ComparatorKind
from tests.unit.claims.findings import POINTS, RANDOMISED, claim_of, estimate, finding, programme, tried

RULES = Rules()
ALONE = programme()


def seen(*readings, gates=(), **more):
    return judge_seen(claim_of(*readings, **more), readings, gates, ALONE, RULES)


def because(*readings, gates=(), benchmarks=(), records=ALONE, **more):
    return judge_because(claim_of(*readings, **more), readings, gates, benchmarks, records, RULES)


def binding_gate(cap, reading=Reading.BECAUSE, status=GateStatus.FAIL):
    return GateResult(
        3, "Time zero", status, "", "", "not declared.",
        severity={reading: Severity.CRITICAL}, caps_to={reading: cap},
    )  # fmt: skip


# --- seen


def test_the_design_example_disagrees():
    # design, claim C1: found −0.70 (−0.85 to −0.54), not seen +0.40 to −1.38, asserted −3 to −2
    answer = seen(tried(finding(worst=0.40, best=-1.38)))
    assert answer.outcome is Seen.RECORDS_DISAGREE
    assert answer.certainty is Certainty.MODERATE
    assert "Short of −2" in answer.why


def test_one_reading_that_holds_is_enough_against_disagreement():
    fails, holds = (
        tried(finding(worst=0.4, best=-1.4)),
        tried(finding(worst=0.4, best=-1.4), between(-1.5, 0.5, POINTS)),
    )
    assert seen(fails, holds).outcome is Seen.CANNOT_BE_ASSESSED


def test_a_reading_without_a_number_does_not_tell_against_a_claim():
    fails, silent = tried(finding(worst=0.4, best=-1.4)), tried(finding(found=None))
    assert seen(fails, silent).outcome is Seen.CANNOT_BE_ASSESSED


def test_best_case_inside_the_claim_prevents_disagreement():
    answer = seen(tried(finding(worst=0.4, best=-2.1)))
    assert answer.outcome is Seen.CANNOT_BE_ASSESSED
    assert "+0.40 at worst, −2.10 at best" in answer.why


def test_agreement_holds_even_at_worst():
    answer = seen(tried(finding(found=(-2.5, -2.7, -2.3), worst=-2.2, best=-2.6)))
    assert answer.outcome is Seen.RECORDS_AGREE


def test_an_interval_across_the_edge_is_imprecise():
    answer = seen(tried(finding(found=(-2.1, -2.4, -1.8), worst=-2.1, best=-2.1)))
    assert answer.outcome is Seen.IMPRECISE


def test_a_critical_gate_caps_and_is_named():
    gates = (binding_gate(Cap.CANNOT_BE_ASSESSED, Reading.SEEN, GateStatus.NOT_ASSESSABLE),)
    answer = seen(tried(finding(found=(-2.5, -2.7, -2.3), worst=-2.2, best=-2.6)), gates=gates)
    assert answer.outcome is Seen.CANNOT_BE_ASSESSED
    assert answer.certainty is None
    assert answer.why.startswith("Gate 3, time zero")


def test_a_claim_no_registry_can_test_says_why():
    answer = seen(tried(finding()), testable=HowTestable.NO, untestable="A theory, not a count.")
    assert (answer.outcome, answer.why) == (Seen.CANNOT_BE_ASSESSED, "A theory, not a count.")


@pytest.mark.parametrize(
    ("events", "expected", "outcome"),
    [
        (1, 0.5, Seen.RECORDS_DISAGREE),  # one verified event is enough
        (1, None, Seen.RECORDS_DISAGREE),
        (0, None, Seen.CANNOT_BE_ASSESSED),
        (0, 2.9, Seen.CANNOT_BE_ASSESSED),  # fewer than 3 expected: uninformative
        (0, 3.5, Seen.RECORDS_AGREE),  # exp(−3.5) = 3 %: informative and plausible
        (0, 8.7, Seen.CANNOT_BE_ASSESSED),  # exp(−8.7) = 0.017 %: not looked for
    ],
)
def test_never_about_records(events, expected, outcome):
    found = finding(found=(float(events),), verified_events=events, expected_events=expected)
    reading = tried(found, never("events"))
    assert seen(reading, attribution=Attribution.SAFETY).outcome is outcome


# --- because, nothing compared


def test_short_of_the_claim_even_at_best_and_beyond_the_null_band():
    # design, claim C1: less the band (−1.28 to −0.65) the result is +0.58 to −0.73 at best, short of −2
    answer = because(tried(finding(worst=0.40, best=-1.38, null=(-1.28, -0.65))))
    assert answer.outcome is Because.CONTRADICTED
    assert answer.certainty is Certainty.VERY_LOW


def test_inside_the_null_band_is_expected_without_effect():
    # −0.7 − (−0.65) … −2.8 − (−0.2): at best the claim could hold, so nothing is contradicted
    answer = because(tried(finding(worst=0.40, best=-3.0, null=(-1.28, -0.20))))
    assert answer.outcome is Because.EXPECTED_WITHOUT_EFFECT


def test_outside_the_null_band_is_uncontrolled():
    answer = because(tried(finding(found=(-2.5, -2.7, -2.3), worst=-2.2, best=-2.6, null=(-0.5, 0.1))))
    assert (answer.outcome, answer.certainty) == (Because.UNCONTROLLED, Certainty.VERY_LOW)


def test_without_a_null_band_nothing_is_contradicted():
    assert because(tried(finding(worst=0.4, best=-1.38))).outcome is Because.UNCONTROLLED


def test_an_untreated_benchmark_that_decides_says_expected_without_effect():
    row = BenchmarkRow(
        "k", "untreated", "d", "2.2%", "2%", "expected without effect", "E62", decides=True, reached=True
    )
    reading = tried(finding(found=(-2.5, -2.7, -2.3), worst=-2.2, best=-2.6, null=(-0.5, 0.1)))
    assert because(reading, benchmarks=(row,)).outcome is Because.EXPECTED_WITHOUT_EFFECT


def test_an_active_benchmark_does_not():
    row = BenchmarkRow("k", "active", "d", "2.2%", "2%", "…", "E14", decides=True, reached=True)
    reading = tried(finding(found=(-2.5, -2.7, -2.3), worst=-2.2, best=-2.6, null=(-0.5, 0.1)))
    assert because(reading, benchmarks=(row,)).outcome is Because.UNCONTROLLED


# --- because, compared


def compared(contrast, bounds=None, records=RANDOMISED, gates=(), **more):
    reading = tried(
        finding(found=(-2.5, -2.7, -2.3), worst=-2.2, best=-2.6, contrast=contrast, contrast_bounds=bounds)
    )
    return because(reading, records=records, gates=gates, **more)


def test_the_contrast_is_tested_never_the_change_within_the_group():
    assert compared((-2.5, -2.8, -2.2)).outcome is Because.SUPPORTED
    assert compared((-0.1, -0.4, 0.2)).outcome is Because.NOT_SUPPORTED


def test_randomised_and_blinded_is_high_and_failing_gates_lower_it():
    assert compared((-2.5, -2.8, -2.2)).certainty is Certainty.HIGH
    gates = (binding_gate(Cap.CERTAINTY_ONLY, status=GateStatus.NOT_ASSESSABLE),)
    assert compared((-2.5, -2.8, -2.2), gates=gates).certainty is Certainty.MODERATE


def test_a_comparator_not_chosen_by_lot_is_at_most_low():
    external = programme(Assignment.EXTERNAL, ComparatorKind.UNTREATED)
    assert compared((-2.5, -2.8, -2.2), records=external).certainty is Certainty.LOW


def test_smaller_than_claimed():
    assert compared((-1.0, -1.3, -0.7)).outcome is Because.EFFECT_SMALLER_THAN_CLAIMED


def test_across_the_edge_says_that_an_effect_is_shown():
    answer = compared((-2.1, -2.5, -1.7))
    assert answer.outcome is Because.CANNOT_BE_ASSESSED
    assert "an effect is shown" in answer.why


def test_the_treated_did_worse():
    assert compared((0.8, 0.5, 1.1)).outcome is Because.CONTRADICTED


def test_equal_to_an_active_comparator():
    active = programme(Assignment.RANDOMISED, ComparatorKind.ACTIVE)
    assert compared((0.0, -0.2, 0.2), records=active).outcome is Because.NO_BETTER_THAN_ORDINARY_TREATMENT
    assert compared((0.0, -0.2, 0.2)).outcome is Because.NOT_SUPPORTED


def test_unseen_patients_that_decide_prevent_support():
    assert compared((-2.5, -2.8, -2.2), bounds=(-1.5, -3.2)).outcome is Because.CANNOT_BE_ASSESSED
    assert compared((-2.5, -2.8, -2.2), bounds=(-2.1, -2.9)).outcome is Because.SUPPORTED


def test_a_comparison_gate_that_fails_ends_in_not_supported():
    answer = compared((-2.5, -2.8, -2.2), gates=(binding_gate(Cap.NOT_SUPPORTED),))
    assert answer.outcome is Because.NOT_SUPPORTED


def test_a_level_claim_asserts_only_a_direction_of_the_contrast():
    found = finding(
        found=(80.0, 72.0, 86.0),
        contrast=(20.0, 5.0, 35.0),
        unit="%",
        higher_is_better=True,
        endpoint="free_of_worsening",
    )
    reading = tried(found, at_least(75.0, "%"))
    assert because(reading, records=RANDOMISED, attribution=Attribution.LEVEL).outcome is Because.SUPPORTED


# --- safety


def safety(events, expected, ratio):
    found = finding(found=(1.0,), verified_events=events, watched_events=events, expected_events=expected)
    object.__setattr__(found, "contrast", estimate(*ratio, unit=""))
    return because(tried(found, never("events")), attribution=Attribution.SAFETY)


def test_more_than_expected_is_said_whatever_the_expected_number():
    assert safety(9, 2.0, (4.5, 2.1, 8.5)).outcome is Because.CONTRADICTED


def test_a_single_case_never_decides_a_causal_safety_claim():
    assert safety(1, 1.0, (1.0, 0.03, 5.6)).outcome is Because.CANNOT_BE_ASSESSED


def test_none_of_many_expected_was_not_looked_for():
    answer = safety(0, 9.0, (0.0, 0.0, 0.4))
    assert answer.outcome is Because.CANNOT_BE_ASSESSED
    assert "not looked for" in answer.why


# --- places of a contrast


@pytest.mark.parametrize(
    ("lower", "upper", "place"),
    [
        (-2.9, -2.1, ContrastPlace.INSIDE),
        (-4.5, -3.5, ContrastPlace.LARGER),
        (-2.5, -1.0, ContrastPlace.STRADDLES),
        (-1.5, -0.5, ContrastPlace.SMALLER),
        (-0.2, 0.2, ContrastPlace.EQUAL),
        (-1.0, 0.2, ContrastPlace.INCLUDES_NONE),
        (0.3, 0.9, ContrastPlace.OTHER_SIDE),
    ],
)
def test_places_where_lower_is_better_mirror_those_where_higher_is_better(lower, upper, place):
    down = contrast_place(lower, upper, between(-3, -2), higher_is_better=False, equal_within=0.25)
    up = contrast_place(-upper, -lower, between(2, 3), higher_is_better=True, equal_within=0.25)
    assert (down, up) == (place, place)
