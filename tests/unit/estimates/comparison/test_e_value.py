import math

import pytest

from ranvier.estimates.comparison.covariate_strength import CovariateStrength
from ranvier.estimates.comparison.e_value import ContrastKind, e_value_of, estimate_e_value
from ranvier.estimates.inputs import InputError
from ranvier.estimates.result import Estimate, HasEstimates
from ranvier.estimates.unknown import unknown_estimate


def contrast(estimate, lower, upper, unit="ratio"):
    return Estimate(estimate, lower, upper, 400, "m", "risk ratio of relapse", unit)


def unit_of(kind):
    return "standard deviations" if kind is ContrastKind.STANDARDIZED_MEAN_DIFFERENCE else "ratio"


RELAPSES = CovariateStrength("relapses", "above 1", 2.0, 3.0)
AGE = CovariateStrength("age", "above 40", 1.2, 1.1)
UNKNOWN = CovariateStrength("sex", "of 1", math.nan, math.nan, "nobody has it")


def test_the_published_example():
    # VanderWeele and Ding 2017: a risk ratio of 3.9 (1.8 to 8.7) has the E-values 7.26 and 3.0.
    found = estimate_e_value(contrast(3.9, 1.8, 8.7), ContrastKind.RISK_RATIO)
    assert found.point == pytest.approx(7.26, abs=0.005)
    assert found.limit == pytest.approx(3.0, abs=1e-12)


def test_a_protective_ratio_is_turned_round():
    ours = estimate_e_value(contrast(1 / 3.9, 1 / 8.7, 1 / 1.8), ContrastKind.RATE_RATIO)
    theirs = estimate_e_value(contrast(3.9, 1.8, 8.7), ContrastKind.RISK_RATIO)
    assert (ours.point, ours.limit) == pytest.approx((theirs.point, theirs.limit))


@pytest.mark.parametrize("upper", [1.0, 1.4])
def test_an_interval_that_holds_no_difference_needs_nothing_to_explain_it(upper):
    assert estimate_e_value(contrast(0.8, 0.5, upper), ContrastKind.RISK_RATIO).limit == 1


@pytest.mark.parametrize(
    ("kind", "ratio", "as_risk_ratio"),
    [
        # By hand from table 2 of VanderWeele and Ding 2017.
        (ContrastKind.RARE_HAZARD_RATIO, 0.56, 0.56),
        (ContrastKind.COMMON_HAZARD_RATIO, 0.56, (1 - 0.5**0.56**0.5) / (1 - 0.5 ** (1 / 0.56) ** 0.5)),
        (ContrastKind.RARE_ODDS_RATIO, 2.25, 2.25),
        (ContrastKind.COMMON_ODDS_RATIO, 2.25, 1.5),
        (ContrastKind.STANDARDIZED_MEAN_DIFFERENCE, -0.5, math.exp(-0.455)),
    ],
)
def test_other_contrasts_become_ratios_of_risks_first(kind, ratio, as_risk_ratio):
    found = estimate_e_value(contrast(ratio, ratio, ratio, unit_of(kind)), kind)
    assert found.point == pytest.approx(e_value_of(as_risk_ratio))


def test_no_difference_stays_none_by_every_conversion():
    for kind in ContrastKind:
        none = 0.0 if kind is ContrastKind.STANDARDIZED_MEAN_DIFFERENCE else 1.0
        assert estimate_e_value(contrast(none, none, none, unit_of(kind)), kind).point == 1


def test_without_limit_is_without_limit():
    found = estimate_e_value(contrast(math.inf, 2.0, math.inf), ContrastKind.RISK_RATIO)
    assert (found.point, round(found.limit, 3)) == (math.inf, 3.414)


def test_it_stands_beside_the_strongest_covariate():
    found = estimate_e_value(
        contrast(3.9, 1.8, 8.7), ContrastKind.RISK_RATIO, strengths=[AGE, UNKNOWN, RELAPSES]
    )
    assert found.strongest is RELAPSES
    assert str(found).startswith(
        "E-value 7.26 and 3.00 (estimate and limit nearer to no difference); the strongest measured "
        "covariate, relapses above 1 (with treatment 2.00, with outcome 3.00), could explain a ratio of "
        "1.50. It takes"
    )
    assert "relapses above 1" in found.estimates()[0].definition


@pytest.mark.parametrize("strengths", [[], [UNKNOWN]])
def test_without_a_covariate_it_says_so(strengths):
    found = estimate_e_value(contrast(3.9, 1.8, 8.7), ContrastKind.RISK_RATIO, strengths=strengths)
    assert "no covariate was measured to compare it with" in str(found)
    assert "no covariate was measured" in found.estimates()[0].definition


def test_it_offers_its_numbers_in_the_one_form():
    found = estimate_e_value(contrast(3.9, 1.8, 8.7), ContrastKind.RISK_RATIO)
    assert isinstance(found, HasEstimates)
    (as_estimate,) = found.estimates()
    assert (as_estimate.lower, as_estimate.upper, as_estimate.n) == (found.limit, math.inf, 400)


def test_an_unknown_contrast_has_none():
    found = estimate_e_value(unknown_estimate("no events", definition="risk ratio"), ContrastKind.RISK_RATIO)
    assert str(found) == "E-value not known: no events; no covariate was measured to compare it with"
    assert not found.estimates()[0].is_known


@pytest.mark.parametrize(
    ("faulty", "told"),
    [
        (contrast(-0.4, -0.9, 0.1), "must be above 0"),
        (contrast(2.0, math.nan, math.nan), "must have an interval"),
        (contrast(2.0, 3.0, 4.0), "must enclose the estimate"),
    ],
)
def test_what_is_no_ratio_is_refused(faulty, told):
    with pytest.raises(InputError, match=told):
        estimate_e_value(faulty, ContrastKind.RISK_RATIO)


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("EDSS points", ContrastKind.RISK_RATIO),
        ("share", ContrastKind.RATE_RATIO),
        ("ratio", ContrastKind.STANDARDIZED_MEAN_DIFFERENCE),
        ("EDSS points", ContrastKind.STANDARDIZED_MEAN_DIFFERENCE),
    ],
)
def test_a_contrast_of_another_kind_is_refused(unit, kind):
    # 0.5 points as a ratio of 0.5 would print an E-value of 3.4.
    with pytest.raises(InputError, match="the contrast in"):
        estimate_e_value(Estimate(0.5, 0.3, 0.8, 50, "m", "what", unit), kind)


def test_an_immense_ratio_does_not_overflow():
    assert e_value_of(1e200) == pytest.approx(2e200)


@pytest.mark.parametrize("contrast", [None, 0.5, "0.5", (0.5, 0.3, 0.8)])
def test_what_is_no_estimate_is_refused(contrast):
    with pytest.raises(InputError, match="contrast must be of the kind Estimate"):
        estimate_e_value(contrast, ContrastKind.RISK_RATIO)


def test_a_clinician_reads_what_it_is_the_e_value_of():
    printed = str(estimate_e_value(contrast(0.5, 0.3, 0.8), ContrastKind.RISK_RATIO).estimates()[0])
    assert printed == (
        "E-value of the risk ratio of relapse (beside it: no covariate was measured to compare it with): "
        "3.41 (95% CI 1.81 to no limit, n 400)"
    )
