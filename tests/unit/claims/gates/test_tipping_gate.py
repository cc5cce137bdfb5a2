import pytest

from ranvier.claims.basis.finding import Finding
from ranvier.claims.language.asserted import at_least, at_most
from ranvier.claims.language.claim import Attribution
from ranvier.estimates.result import Bounds, Estimate
from tests.unit.claims.gates.ask import FREE, answer, claim_of, clinic

MEAN = claim_of("edss_change_mean", at_most(-1.0), Attribution.CHANGE, months=12)
SHARE = claim_of(
    "edss_fall_share", at_least(50, "%"), Attribution.LEVEL, months=12, points=1.0, confirmed=False
)


def found(estimate, n_seen, n_unseen, unit="EDSS points"):
    number = Estimate(estimate, estimate - 1, estimate + 1, n_seen, "t", "label", unit)
    return Finding("e", "l", unit, False, 30, found=number, bounds=Bounds(1.0, -3.0, n_unseen, "how"))


@pytest.mark.parametrize(
    ("estimate", "status", "words"),
    [
        (-1.12, "flag", "by 0.48 EDSS points"),  # 0.12 · 40 / 10
        (-1.2, "pass", "by 0.8 EDSS points"),
        (-0.9, "flag", "by 0.4 EDSS points"),
    ],
)
def test_a_mean_that_little_would_turn_is_noted(estimate, status, words):
    result = answer(23, clinic(), MEAN, found(estimate, 30, 10))
    assert result.status == status
    assert words in result.reason


@pytest.mark.parametrize(("estimate", "status"), [(54.0, "flag"), (56.0, "pass")])
def test_a_share_that_little_would_turn_is_noted(estimate, status):
    # 4 and 6 percentage points from the edge, times 40 / 10
    assert answer(23, clinic(), SHARE, found(estimate, 30, 10, "%")).status == status


def test_with_everybody_seen_nobody_turns_it():
    assert answer(23, clinic(), MEAN, found(-1.01, 30, 0)).status == "pass"


def test_a_few_not_seen_are_not_told():
    result = answer(23, clinic(), MEAN, found(-1.01, 30, 4))
    assert result.status == "pass"
    assert "differ" not in result.reason


def test_without_a_number_it_cannot_be_assessed_and_of_curves_it_says_nothing():
    assert answer(23, clinic(), MEAN).status == "not_assessable"
    assert answer(23, clinic(), FREE).status == "pass"
