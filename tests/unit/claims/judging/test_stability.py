"""Claims judged on patients drawn anew: what is certain by hand, and how it weighs."""

from dataclasses import replace

import pytest

import ranvier as rv
from ranvier.claims.basis.stability import Stability
from ranvier.claims.judging.certainty import lowered_if_borderline
from ranvier.claims.judging.judge_stability import FACT, RARE, TURNED_OFF
from ranvier.claims.judging.verdict import Judged
from ranvier.claims.language.asserted import at_least
from ranvier.claims.language.claim import Attribution
from ranvier.vocabulary.outcomes import Certainty, Reading, Seen
from tests.small_cohorts import visits_of
from tests.unit.claims.gates.ask import CHANGE, SAFETY, SHARE, claim_of, clinic, names

PRODUCT = claim_of(
    "product_share", at_least(90, "%"), Attribution.RECORD, readings=(Reading.SEEN,), product="cord_blood"
)


def set_of(claim):
    """A set of one claim."""
    return replace(rv.read_claims("cell-therapy"), claims=(claim,))


def verdict_of(cohort, claim, **more):
    (verdict,) = rv.examine(cohort, set_of(claim), **more).verdicts
    return verdict


def improved(n_better, n=40):
    """*n* patients seen at baseline and at twelve months, of whom *n_better* improve by 2 points."""
    rows = []
    for place, name in enumerate(names(n)):
        rows += visits_of(name, {-10: 4.0, 365: 2.0 if place < n_better else 4.0})
    return clinic(n, visits=rows)


def test_patients_who_are_all_alike_always_give_the_same_answer():
    found = verdict_of(improved(40), SHARE).stability
    assert found.same_percent[Reading.SEEN] == 100
    assert not found.is_borderline(Reading.SEEN)


def test_an_interval_that_just_clears_the_edge_is_borderline():
    # 27 of 40: the exact interval begins at 50.9%, above the 50% asked for; 26 of 40 begins at 48.3% (R
    # binom.test). So the same answer needs 27 or more, which 40 draws at 67.5% give in 57% (R pbinom); of 200
    # resamples: 50 to 64% (2 SE)
    verdict = verdict_of(improved(27), SHARE)
    assert verdict.seen.outcome is Seen.RECORDS_AGREE
    assert 48 <= verdict.stability.same_percent[Reading.SEEN] <= 66
    assert verdict.seen.certainty is Certainty.LOW  # moderate for rows not audited, one less for this
    assert "borderline" in verdict.seen.certainty_why
    assert {gate.number: gate.status for gate in verdict.gates}[42] == "flag"


def test_the_same_seed_draws_the_same_patients():
    again = [verdict_of(improved(27), SHARE, seed=seed).stability.same_percent for seed in (3, 3, 4)]
    assert again[0] == again[1] != again[2]


@pytest.mark.parametrize(("claim", "why"), [(PRODUCT, FACT), (SAFETY, RARE)])
def test_what_is_no_sample_or_no_interval_is_not_drawn_and_says_so(claim, why):
    found = verdict_of(improved(27), claim).stability
    assert found.same_percent == {}
    assert found.why_not[Reading.SEEN] == why
    assert why in found.words(Reading.SEEN)


def test_it_can_be_turned_off_and_the_report_says_so(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text("[thresholds]\nstability_resamples = 0\n", encoding="utf-8")
    verdict = verdict_of(improved(27), SHARE, thresholds=path)
    assert verdict.stability.why_not[Reading.SEEN] == TURNED_OFF
    assert {gate.number: gate.status for gate in verdict.gates}[42] == "not_assessable"
    assert verdict.seen.certainty is Certainty.MODERATE


def test_an_adjusted_difference_moves_with_the_plain_one():
    verdict = verdict_of(improved(40), CHANGE)
    assert verdict.stability.same_percent[Reading.BECAUSE] == 100  # all fell by 2: no resample differs


def test_only_the_borderline_reading_loses_a_step_and_never_below_the_lowest():
    stability = Stability(200, 90, {Reading.SEEN: 89.5, Reading.BECAUSE: 90.0})
    judged = Judged(Seen.RECORDS_AGREE, "", "", Certainty.MODERATE, "audited")
    assert lowered_if_borderline(judged, Reading.SEEN, stability).certainty is Certainty.LOW
    assert lowered_if_borderline(judged, Reading.BECAUSE, stability) == judged
    lowest = replace(judged, certainty=Certainty.VERY_LOW)
    assert lowered_if_borderline(lowest, Reading.SEEN, stability).certainty is Certainty.VERY_LOW
    assert lowered_if_borderline(None, Reading.SEEN, stability) is None
