"""What the report says of comparators whom lot did not choose."""

from __future__ import annotations

import math

from ranvier.report.fair_words import fair_words
from ranvier.report.results import contrast_words
from ranvier.report.small_cells import Sharing
from ranvier.vocabulary.people import Assignment
from tests.unit.claims.basis.test_fair_comparison import FALL, MEAN, found, programme

SHARED = Sharing()


def test_before_and_after_the_weights_and_against_hidden_bias():
    finding = found(MEAN, programme(effect=-2.0))
    lines = fair_words(finding, SHARED)
    assert lines[0].startswith("Without adjustment: −1.28 EDSS points (99% CI −1.56 to −1.00)")
    assert lines[1].startswith(
        "With overlap weights for age, sex, years since onset and EDSS: −1.87 EDSS points"
    )
    assert "effective patients in the smaller group" in lines[2]
    assert lines[3] == "Leaving out EDSS, the strongest of these, moves it by 0.59 EDSS points."
    assert lines[4].startswith("Had the treated been scored 0.5 points higher: −1.37 EDSS points")


def test_shares_move_by_percentage_points():
    lines = fair_words(found(FALL, programme(effect=-2.0)), SHARED)
    assert "moves it by 16 percentage points." in lines[3]


def test_groups_that_cannot_be_made_alike_say_why():
    lines = fair_words(found(MEAN, programme(sicker=0.5)), SHARED)
    assert lines[1].startswith("The groups could not be made alike: ")
    assert len(lines) == 2


def test_nothing_is_said_where_lot_chose():
    assert fair_words(found(MEAN, programme(assignment=Assignment.RANDOMISED)), SHARED) == ()
    assert fair_words(None, SHARED) == ()


def test_a_weighted_difference_says_that_it_is_adjusted():
    assert contrast_words(found(MEAN, programme(effect=-2.0)), SHARED).endswith("adjusted)")
    by_lot = found(MEAN, programme(effect=-2.0, assignment=Assignment.RANDOMISED))
    assert "adjusted" not in contrast_words(by_lot, SHARED)


def test_what_would_explain_a_difference_away_is_said_beside_the_strongest_covariate():
    """E-value by hand: RR + sqrt(RR (RR - 1)); for means RR = exp(0.91 d), d in SD of the changes."""
    finding = found(MEAN, programme(effect=-2.0))
    line = fair_words(finding, SHARED)[-1]
    changes = finding.picture["changes"]
    n = sum(count for _, count in changes)
    mean = sum(change * count for change, count in changes) / n
    spread = math.sqrt(sum(count * (change - mean) ** 2 for change, count in changes) / (n - 1))
    ratio = math.exp(0.91 * abs(finding.fair.contrast.estimate) / spread)
    assert f"each {ratio + math.sqrt(ratio * (ratio - 1)):.1f} times as likely" in line
    assert "Leaving out EDSS" in fair_words(finding, SHARED)[3]


def test_the_share_of_the_treated_over_that_of_the_others_has_an_e_value():
    finding = found(FALL, programme(effect=-2.0))
    adjusted = finding.fair.adjusted
    ratio = adjusted.treated / adjusted.comparator
    assert f"each {ratio + math.sqrt(ratio * (ratio - 1)):.1f} times" in fair_words(finding, SHARED)[-1]


def test_without_a_difference_there_is_nothing_to_explain_away():
    finding = found(MEAN, programme(effect=0.0))
    assert not finding.fair.shows_a_difference
    assert "E-value" not in " ".join(fair_words(finding, SHARED))
