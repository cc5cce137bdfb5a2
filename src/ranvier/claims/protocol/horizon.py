"""How long a patient is followed until a claim can be answered."""

from __future__ import annotations

from ranvier.claims.designs.asked import CONFIRMED
from ranvier.claims.gates.inquiry import FREE_OF_WORSENING
from ranvier.claims.language.claim import Interpretation
from ranvier.definitions.edss_change import EdssChange
from ranvier.definitions.follow_up import FreeOfWorsening
from ranvier.vocabulary.time import DAYS_PER_MONTH

_MONTHS = ("months", "to_months")

_WITHOUT_VISIT = frozenset(
    {"adverse_event_risk", "adverse_event_lasts", "cancer_after_dose", "tumour_after_dose"}
)
"""Endpoints of harms, which are asked for and dated, not read at a visit."""

_FROM_THE_DOSE = frozenset({"improved_by_day", "adverse_event_lasts"})
"""Endpoints whose parameter `days` counts from the dose; of others it is a window around an exposure."""

_TENTHS_FROM = 1.0
"""Sooner than a month a visit has its own day; later, months to a tenth are one visit."""


def find_result_month(interpretation: Interpretation) -> float | None:
    """The month after time zero whose visit shows the result; None where no visit does."""
    month = _last_month(interpretation)
    if month is None or interpretation.endpoint in _WITHOUT_VISIT:
        return None
    return month if month < _TENTHS_FROM else round(month, 1)


def _last_month(interpretation: Interpretation) -> float | None:
    """The last month after time zero that *interpretation* speaks of; None where it names none."""
    parameters = interpretation.parameters
    named = [float(parameters[name]) for name in (*_MONTHS, "latency_months") if name in parameters]
    if interpretation.endpoint in _FROM_THE_DOSE:
        named.append(float(parameters["days"]) / DAYS_PER_MONTH)
    return max(named, default=None)


def find_horizon_months(interpretation: Interpretation) -> float:
    """Months until the last visit that *interpretation* needs, those that confirm included; 0: none.

    The window in which a late visit still counts belongs to it (61 days for a change of the EDSS).
    """
    month = _last_month(interpretation)
    if month is None:
        return 0.0
    days = month * DAYS_PER_MONTH
    if interpretation.endpoint in CONFIRMED | FREE_OF_WORSENING:
        asked = FreeOfWorsening()
        days += asked.reading_window_days + asked.worsening.confirm_after_days
    else:
        days += EdssChange().window_days
        if interpretation.parameters.get("confirmed", False):
            days += EdssChange().confirm_after_days
    return round(days / DAYS_PER_MONTH, 1)


def needs_confirmation(interpretation: Interpretation) -> bool:
    """Whether a later visit must confirm what is seen."""
    return interpretation.endpoint in FREE_OF_WORSENING or bool(
        interpretation.parameters.get("confirmed", False)
    )
