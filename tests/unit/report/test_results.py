"""A finding's number as it is printed, and what stands for one that is withheld."""

from dataclasses import replace

import pytest

from ranvier.claims.basis.finding import Finding
from ranvier.estimates.result import Bounds, Estimate
from ranvier.report.results import (
    contrast_words,
    hidden_words,
    null_words,
    printed,
    why_words,
)
from ranvier.report.small_cells import Sharing
from tests.unit.report.example_findings import change_finding, dose_finding, free_finding, share_finding

RULE = Sharing()


def _few_worsened() -> Finding:
    found = Estimate(97.3, 89.0, 99.4, 75, "", "", "%", 2)
    bounds = Bounds(96.0, 97.3, 1, "")
    return replace(
        free_finding(), n_treated=75, found=found, bounds=bounds, hidden="23 unreported, worsened."
    )


def test_a_number_has_its_interval_its_n_and_both_bounds() -> None:
    number = printed(change_finding(), RULE)
    assert number.phrase == "−0.49 EDSS points (95% CI −0.66 to −0.32), n 112 of 150"
    assert number.bounds == "worst case +0.40, best case −1.13"
    assert number.short == "−0.49 (−0.66 to −0.32), n 112 of 150"


def test_doses_are_counted_as_they_are() -> None:
    assert printed(
        replace(dose_finding(), found=Estimate(100, 100, 100, 262, "", "", "%", 262)), RULE
    ).phrase == ("100% (262 counted)")


def test_a_share_that_gives_few_away_is_withheld_with_the_side_that_is_small() -> None:
    number = printed(_few_worsened(), RULE)
    assert (number.number, number.bounds, number.withheld) == ("all but fewer than 5 of 75", "", True)


def test_an_internal_report_prints_it() -> None:
    assert printed(_few_worsened(), Sharing(internal=True)).number == "97%"


def test_how_many_would_overturn_a_withheld_number_is_not_told() -> None:
    assert hidden_words(_few_worsened(), RULE) == ""
    assert hidden_words(change_finding(), RULE) == change_finding().hidden


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("Holds even at worst. 23 unreported, worsened.", "Holds even at worst."),
        ("A restated claim: 97% (n 75); treated minus comparator +57.", "treated minus comparator +57."),
        ("They could move the number from 96% to 97%.", ""),
    ],
)
def test_sentences_that_betray_a_withheld_number_are_left_out(why: str, told: str) -> None:
    assert why_words(why, _few_worsened(), RULE) == told


def test_a_difference_is_printed_where_its_groups_are_withheld() -> None:
    finding = replace(_few_worsened(), contrast=Estimate(57, 45, 69, 150, "", "", "%"))
    assert contrast_words(finding, RULE) == "+57 percentage points (95% CI +45 to +69)"
    assert contrast_words(replace(finding, contrast=Estimate(57, 45, 69, 4, "", "", "%")), RULE) == ""


def test_what_is_expected_without_effect_is_a_range() -> None:
    assert null_words(change_finding()) == "−1.01 to −0.35"
    assert null_words(share_finding()) == "31–52%"
    assert null_words(dose_finding()) == "–"


def test_the_level_of_an_interval_gives_nothing_away() -> None:
    # 99.4% is the withheld upper end; "99% CI" is the level of another interval
    why = "Treated minus comparator +58 percentage points (99% CI +43 to +73): better, as claimed."
    assert why_words(why, _few_worsened(), RULE) == why
