"""The endpoints that a claim can name, with their parameters and units; how each is computed is elsewhere.

Kept apart from `ranvier.claims.endpoints` so that a claim set can be read and checked without loading
anything heavy. A test holds the two lists together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ranvier.definitions.presets import WORSENING_NAMES
from ranvier.vocabulary.people import Sex
from ranvier.vocabulary.phenotypes import Phenotype
from ranvier.vocabulary.products import CellProduct, Route, TreatmentKind
from ranvier.vocabulary.safety import ExposureKind
from ranvier.vocabulary.scales.functional_systems import SYSTEMS

EDSS_POINTS = "EDSS points"
GRADES = "grades"
PERCENT = "%"
TIMES_EXPECTED = "times the expected rate"
POINTS_PER_10_LESIONS = "EDSS points per 10 lesions"
PERCENTAGE_POINTS = "percentage points"
PERCENT_LOWER = "% lower"
"""How much rarer something is than in those compared with: 0 is no difference, 100 is never."""

TIMES = "times"
"""A ratio: 1 is no difference."""


@dataclass(frozen=True)
class EndpointName:
    """One endpoint: its parameters with their types, its unit, and which way is better.

    optional: parameters that may be left out. words: for a text parameter, the words it can have.
    """

    name: str
    unit: str
    higher_is_better: bool
    parameters: Mapping[str, type]
    optional: frozenset[str] = frozenset()
    words: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))


DEFINITION = "definition"
"""The parameter that names a published definition of worsening, where a claim names one."""

PHENOTYPE = "phenotype"
"""The parameter that names a kind of MS, where a claim speaks of one."""

BETTER_LOWER, BETTER_HIGHER = "lower", "higher"
"""Which result of a measure is the better one, in the words of a claim."""

EVER, AT_TIME_ZERO = "ever", "at_time_zero"
"""When a treatment was given, in the words of a claim."""

RANGES: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "days": (0, 36_525),
        "days_before": (0, 36_525),
        "months": (0, 1_200),
        "years": (0, 100),
        "edss": (1, 10),
        "points": (0, 10),
        "grades": (1, 6),
        "from_grade": (0, 6),
        "to_grade": (0, 6),
        "percent": (0, 1_000),
        "from_months": (0, 1_200),
        "to_months": (0, 1_200),
        "number": (1, 100),
    }
)
"""What a number can be, for every parameter of that name; both ends are possible."""

_MONTHS_AND_DEFINITION = MappingProxyType({"months": float, DEFINITION: str})
_DEFINITIONS = MappingProxyType({DEFINITION: frozenset(WORSENING_NAMES)})
_ROUTES = MappingProxyType({"route": frozenset(route.value for route in Route)})
_PRODUCTS = MappingProxyType({"product": frozenset(product.value for product in CellProduct)})
_DOSE = MappingProxyType(
    {"cells": float, "volume_ml": float, "route": str, "concomitant": str, "tolerance_percent": float}
)
_SYSTEM = MappingProxyType({"system": frozenset(system.name for system in SYSTEMS)})
_KIND_AND_WHEN = MappingProxyType(
    {
        "kind": frozenset(kind.value for kind in TreatmentKind),
        "when": frozenset({EVER, AT_TIME_ZERO}),
    }
)

_TREATMENT_KINDS = MappingProxyType({"kind": frozenset(kind.value for kind in TreatmentKind)})
_EXPOSURES = MappingProxyType({"kind": frozenset(kind.value for kind in ExposureKind)})

_PHENOTYPES = MappingProxyType({PHENOTYPE: frozenset(phenotype.value for phenotype in Phenotype)})
_WHO_HAD_HARM = MappingProxyType(
    {
        "term": str,
        "substance": str,
        "number": float,
        "sex": str,
        "instrument": str,
        "result_at_least": float,
        "result_at_most": float,
        "after_immunosuppressant": bool,
    }
)
_SEXES = MappingProxyType({"sex": frozenset(sex.value for sex in Sex)})

_ALL = (
    EndpointName("edss_change_mean", EDSS_POINTS, False, MappingProxyType({"months": float})),
    EndpointName("edss_change_median", EDSS_POINTS, False, MappingProxyType({"months": float})),
    EndpointName(
        "edss_fall_share",
        PERCENT,
        True,
        MappingProxyType({"months": float, "points": float, "confirmed": bool}),
    ),
    EndpointName(
        "free_of_worsening",
        PERCENT,
        True,
        _MONTHS_AND_DEFINITION,
        optional=frozenset({DEFINITION}),
        words=_DEFINITIONS,
    ),
    EndpointName(
        "free_among_followed",
        PERCENT,
        True,
        _MONTHS_AND_DEFINITION,
        optional=frozenset({DEFINITION}),
        words=_DEFINITIONS,
    ),
    EndpointName("product_share", PERCENT, True, MappingProxyType({"product": str}), words=_PRODUCTS),
    EndpointName("dose", PERCENT, True, _DOSE, optional=frozenset(_DOSE), words=_ROUTES),
    EndpointName("register_complete", PERCENT, True, MappingProxyType({})),
    EndpointName("case_typicality", PERCENT, True, MappingProxyType({"months": float, "points": float})),
    EndpointName("cancer_never", "cancers", False, MappingProxyType({})),
    EndpointName("cancer_after_dose", "events", False, MappingProxyType({"latency_months": float})),
    EndpointName("tumour_after_dose", "events", False, MappingProxyType({"latency_months": float})),
    EndpointName("adverse_event_lasts", "days", False, MappingProxyType({"term": str, "days": float})),
    EndpointName(
        "adverse_event_incidence",
        PERCENT,
        False,
        MappingProxyType({"term": str, "route": str}),
        optional=frozenset({"route"}),
        words=_ROUTES,
    ),
    EndpointName(
        "functional_system_share",
        PERCENT,
        True,
        MappingProxyType(
            {
                "system": str,
                "grades": float,
                "months": float,
                "from_grade": float,
                "to_grade": float,
                "confirmed": bool,
            }
        ),
        optional=frozenset({"from_grade", "to_grade", "confirmed"}),
        words=_SYSTEM,
    ),
    EndpointName(
        "functional_system_change",
        GRADES,
        False,
        MappingProxyType({"system": str, "months": float, "from_grade": float}),
        optional=frozenset({"from_grade"}),
        words=_SYSTEM,
    ),
    EndpointName(
        "measure_improved_share",
        PERCENT,
        True,
        MappingProxyType(
            {"instrument": str, "better": str, "percent": float, "months": float, "confirmed": bool}
        ),
        optional=frozenset({"confirmed"}),
        words=MappingProxyType({"better": frozenset({BETTER_LOWER, BETTER_HIGHER})}),
    ),
    EndpointName(
        "drug_share",
        PERCENT,
        True,
        MappingProxyType({"kind": str, "when": str}),
        optional=frozenset({"when"}),
        words=_KIND_AND_WHEN,
    ),
    EndpointName("contact_share", PERCENT, True, MappingProxyType({"months": float})),
    EndpointName("independent_rater_share", PERCENT, True, MappingProxyType({})),
    EndpointName("lesion_free_share", PERCENT, True, MappingProxyType({"months": float})),
    EndpointName("no_activity_share", PERCENT, True, MappingProxyType({"months": float})),
    EndpointName("milestone_share", PERCENT, False, MappingProxyType({"edss": float, "years": float})),
    EndpointName(
        "first_improvement_days",
        "days",
        False,
        MappingProxyType({"points": float, "confirmed": bool}),
        optional=frozenset({"confirmed"}),
    ),
    EndpointName(
        "improved_by_day",
        PERCENT,
        True,
        MappingProxyType({"days": float, "points": float, "confirmed": bool}),
        optional=frozenset({"confirmed"}),
    ),
    EndpointName(
        "change_by_walking", EDSS_POINTS, False, MappingProxyType({"points": float, "months": float})
    ),
    EndpointName("change_by_lesions", POINTS_PER_10_LESIONS, False, MappingProxyType({"months": float})),
    EndpointName(
        "change_by_gap",
        EDSS_POINTS,
        False,
        MappingProxyType({"from_months": float, "to_months": float, "months": float}),
    ),
    EndpointName(
        "gain_by_deficit_duration",
        PERCENTAGE_POINTS,
        True,
        MappingProxyType({"system": str, "grades": float, "months_old": float, "months": float}),
        words=_SYSTEM,
    ),
    EndpointName(
        "relapse_rate_ratio_on",
        TIMES,
        False,
        MappingProxyType({"substance": str, "kind": str}),
        optional=frozenset({"substance", "kind"}),
        words=_TREATMENT_KINDS,
    ),
    EndpointName(
        "worsening_ratio_on",
        TIMES,
        False,
        MappingProxyType({"substance": str, "kind": str, DEFINITION: str}),
        optional=frozenset({"substance", "kind", DEFINITION}),
        words=MappingProxyType({**_TREATMENT_KINDS, **_DEFINITIONS}),
    ),
    EndpointName(
        "exposure_relapse_ratio",
        TIMES,
        False,
        MappingProxyType({"kind": str, "days": float, "days_before": float}),
        optional=frozenset({"days_before"}),
        words=_EXPOSURES,
    ),
    EndpointName(
        "serious_event_rate_ratio", TIMES, False, MappingProxyType({"product": str}), words=_PRODUCTS
    ),
    EndpointName("relapse_free_share", PERCENT, True, MappingProxyType({"months": float})),
    EndpointName(
        "relapse_rate_reduction",
        PERCENT_LOWER,
        True,
        MappingProxyType({"months": float, PHENOTYPE: str}),
        optional=frozenset({PHENOTYPE}),
        words=_PHENOTYPES,
    ),
    EndpointName(
        "worsening_hazard_reduction",
        PERCENT_LOWER,
        True,
        MappingProxyType({"months": float, DEFINITION: str, PHENOTYPE: str}),
        optional=frozenset({DEFINITION, PHENOTYPE}),
        words=MappingProxyType({**_DEFINITIONS, **_PHENOTYPES}),
    ),
    EndpointName(
        "relapse_after_stop_share",
        PERCENT,
        False,
        MappingProxyType({"months": float, "substance": str, "kind": str, "after_time_zero": bool}),
        optional=frozenset({"substance", "kind", "after_time_zero"}),
        words=_TREATMENT_KINDS,
    ),
    EndpointName(
        "adverse_event_risk",
        PERCENT,
        False,
        MappingProxyType({"months": float, "from_months": float, "serious": bool, **_WHO_HAD_HARM}),
        optional=frozenset({"from_months", "serious", *_WHO_HAD_HARM}),
        words=_SEXES,
    ),
    EndpointName(
        "adverse_event_rate_ratio",
        TIMES,
        False,
        _WHO_HAD_HARM,
        optional=frozenset(_WHO_HAD_HARM) - {"term"},
        words=_SEXES,
    ),
    EndpointName(
        "change_by_duration", EDSS_POINTS, False, MappingProxyType({"years": float, "months": float})
    ),
    EndpointName(
        "repeat_agreement_share",
        PERCENT,
        True,
        MappingProxyType({"instrument": str, "result_at_least": float}),
    ),
)

ENDPOINT_NAMES: Mapping[str, EndpointName] = MappingProxyType({entry.name: entry for entry in _ALL})
"""Every endpoint by its name."""
