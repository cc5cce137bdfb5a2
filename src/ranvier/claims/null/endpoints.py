"""Which endpoints are re-created without effect and how each is read; and why the others are not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from ranvier.claims.basis.records import worsening_named
from ranvier.claims.language.endpoint_names import DEFINITION
from ranvier.claims.null.frame import Floats
from ranvier.claims.null.statistics import NullFigures
from ranvier.vocabulary.time import days_from_months

Parameters = Mapping[str, Any]
ReadFigure = Callable[[NullFigures, Parameters], Floats]


def _mean(figures: NullFigures, asked: Parameters) -> Floats:
    return figures.mean_change(float(asked["months"]))


def _median(figures: NullFigures, asked: Parameters) -> Floats:
    return figures.median_change(float(asked["months"]))


def _fall(figures: NullFigures, asked: Parameters) -> Floats:
    confirmed = bool(asked.get("confirmed", False))
    return figures.fall_share(float(asked["months"]), float(asked["points"]), confirmed=confirmed)


def _free(figures: NullFigures, asked: Parameters) -> Floats:
    day = int(asked.get("reading_day", days_from_months(float(asked["months"]))))
    return figures.free_share(day, worsening_named(asked.get(DEFINITION)))


def _free_among_followed(figures: NullFigures, asked: Parameters) -> Floats:
    day = days_from_months(float(asked["months"]))
    return figures.free_among_followed(day, worsening_named(asked.get(DEFINITION)))


def _improved(figures: NullFigures, asked: Parameters) -> Floats:
    day = int(asked.get("reading_day", round(float(asked["days"]))))
    confirmed = bool(asked.get("confirmed", False))
    return figures.improved_share(day, float(asked["points"]), confirmed=confirmed)


WITH_NULL: Mapping[str, ReadFigure] = MappingProxyType(
    {
        "edss_change_mean": _mean,
        "edss_change_median": _median,
        "edss_fall_share": _fall,
        "case_typicality": _fall,
        "free_of_worsening": _free,
        "free_among_followed": _free_among_followed,
        "improved_by_day": _improved,
    }
)
"""Endpoints that the course of the disease moves, and how each is read from re-created programmes."""

HAVE_CHANGES = frozenset({"edss_change_mean", "edss_change_median", "edss_fall_share", "case_typicality"})
"""Of these, the ones that count patients by change of the EDSS."""

MOVED_BY_HOPE = frozenset(
    {
        "functional_system_share",
        "functional_system_change",
        "measure_improved_share",
        "no_activity_share",
    }
)
"""Endpoints without a band that expectation and raters who know move by nobody knows how much."""

_GIVEN = "what was given is a fact of record, which no course of the disease moves"
_EXPECTED = "has an expected number instead, from rates of cancer in people not treated"
_CAUSED = "follows a dose by its definition, so that without doses there is nothing to re-create"
_NOT_RECREATED = "only the EDSS is re-created without effect, not {}"
_NOT_DATED = "the visit at which re-created patients first improve is not looked for"
_SUBGROUPS = "which of the treated change more than others is not re-created"
_AGAINST = "is measured against comparators, so that none is what no effect looks like"
_OTHER_TIME = "compares times of the same people, not a programme with none"

WITHOUT_NULL: Mapping[str, str] = MappingProxyType(
    {
        "product_share": _GIVEN,
        "dose": _GIVEN,
        "register_complete": "whether the list is complete is a fact of record",
        "cancer_never": _EXPECTED,
        "cancer_after_dose": _EXPECTED,
        "tumour_after_dose": _CAUSED,
        "adverse_event_lasts": _CAUSED,
        "adverse_event_incidence": _CAUSED,
        "functional_system_share": _NOT_RECREATED.format("the functional systems behind it"),
        "functional_system_change": _NOT_RECREATED.format("the functional systems behind it"),
        "measure_improved_share": _NOT_RECREATED.format("other tests"),
        "drug_share": _GIVEN,
        "contact_share": "who can be reached is a fact of record",
        "independent_rater_share": "who scored is a fact of record",
        "lesion_free_share": _NOT_RECREATED.format("imaging"),
        "no_activity_share": _NOT_RECREATED.format("imaging"),
        "milestone_share": "is read from time without cells, so that no effect of theirs is in it",
        "first_improvement_days": "half of a programme without effect need not improve; see improved_by_day",
        "change_by_walking": _SUBGROUPS,
        "change_by_lesions": _NOT_RECREATED.format("imaging"),
        "change_by_gap": _SUBGROUPS,
        "gain_by_deficit_duration": _NOT_RECREATED.format("the functional systems behind it"),
        "relapse_rate_ratio_on": _OTHER_TIME,
        "worsening_ratio_on": _OTHER_TIME,
        "exposure_relapse_ratio": _OTHER_TIME,
        "serious_event_rate_ratio": _CAUSED,
        "relapse_free_share": _NOT_RECREATED.format("relapses after time zero"),
        "relapse_rate_reduction": _AGAINST,
        "worsening_hazard_reduction": _AGAINST,
        "relapse_after_stop_share": "what happens after a treatment ends is not re-created",
        "adverse_event_risk": "harm is not re-created, whatever brings it",
        "adverse_event_rate_ratio": _AGAINST,
        "change_by_duration": _SUBGROUPS,
        "repeat_agreement_share": "what a test answers twice is a fact of record",
    }
)
"""Endpoints that have no null band by their nature, and why."""
