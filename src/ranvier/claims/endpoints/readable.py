"""Whether a curve can be read as far as a claim asks."""

from __future__ import annotations

from ranvier.claims.basis.rules import Rules
from ranvier.estimates.survival.curve import SurvivalCurve


def is_readable(curve: SurvivalCurve, day: int, rules: Rules) -> bool:
    """Whether *curve* is known at *day*, by enough patients.

    So many must be still at risk, or be known by then: two patients of a hundred who were followed for five
    years do not say what becomes of the others, whatever the interval of the curve.
    """
    found = curve.at(day, least_at_risk=0)
    if not found.is_known:
        return False
    at_risk = curve.table([day])[0].n_at_risk
    known = at_risk + (found.n_events or 0)
    return at_risk >= rules.least_at_risk or 100 * known >= rules.known_percent * curve.n
