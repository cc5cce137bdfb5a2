from ranvier.claims.basis.finding import Finding
from ranvier.estimates.result import Bounds, Estimate
from tests.unit.claims.gates.ask import CHANGE, answer, clinic


def found(estimate, worst, best):
    number = Estimate(estimate, estimate, estimate, 20, "mean", "change", "points")
    return Finding(
        "edss_change_mean", "primary", "points", False, 20, found=number, bounds=Bounds(worst, best, 5, "±3")
    )


def test_both_cases_on_one_side_pass():
    assert answer(15, clinic(), CHANGE, found(-0.7, 0.4, -1.4)).status == "pass"
    assert answer(15, clinic(), CHANGE, found(-2.5, -2.1, -2.9)).status == "pass"


def test_cases_on_different_sides_are_noted():
    assert answer(15, clinic(), CHANGE, found(-2.5, -1.0, -2.9)).status == "flag"


def test_without_bounds_it_cannot_be_assessed():
    assert answer(15, clinic(), CHANGE, None).status == "not_assessable"
