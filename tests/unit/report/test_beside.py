"""What stands beside a number: shown with it, and withheld with it."""

from ranvier.claims.basis.finding import Finding
from ranvier.estimates.result import Estimate
from ranvier.report.sections.claim_beside import beside_words, caution_words
from ranvier.report.small_cells import Sharing


def mean(value, n):
    return Estimate(value, value - 0.5, value + 0.5, n, "t", "EDSS < 6.5 before", "EDSS points")


def finding(*beside, found=None, before=None):
    found = found or Estimate(-0.5, -1.0, 0.1, 40, "Welch", "difference", "EDSS points")
    cautions = ("High scores tend to fall.",)
    return Finding(
        "change_by_walking",
        "label",
        "EDSS points",
        False,
        40,
        found=found,
        beside=beside,
        cautions=cautions,
        before_exposure=before,
    )


def test_each_number_has_its_line():
    (line,) = beside_words(finding(mean(-0.75, 20)), Sharing())
    assert line == "EDSS < 6.5 before: \u22120.75 EDSS points (95% CI \u22121.25 to \u22120.25)"


def test_one_small_group_withholds_them_all():
    assert beside_words(finding(mean(-0.5, 36), mean(0.0, 4)), Sharing()) == ()
    assert len(beside_words(finding(mean(-0.5, 36), mean(0.0, 4)), Sharing(internal=True))) == 2


def test_a_withheld_number_takes_them_with_it():
    small = Estimate(-0.5, -1.0, 0.1, 4, "Welch", "difference", "EDSS points")
    assert beside_words(finding(mean(-0.5, 36), found=small), Sharing()) == ()


def test_the_time_before_an_exposure_stands_with_them():
    before = Estimate(1.5, 0.7, 2.9, 30, "fit", "relapses in the 14 days before", "times", 12)
    assert beside_words(finding(before=before), Sharing()) == (
        "Relapses in the 14 days before: 1.5 times (95% CI 0.7\u20132.9)",
    )


def test_cautions_are_told_where_there_is_a_number():
    assert caution_words(finding()) == ("High scores tend to fall.",)
    unknown = Estimate(float("nan"), float("nan"), float("nan"), 0, "not known", "difference")
    assert caution_words(finding(found=unknown)) == ()
    assert caution_words(None) == ()
