"""Every endpoint a claim can name, and how the records answer it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.administered import find_dose, find_product_share
from ranvier.claims.endpoints.adverse import find_adverse_event_duration, find_adverse_event_incidence
from ranvier.claims.endpoints.adverse_event_rate_ratio import find_adverse_event_rate_ratio
from ranvier.claims.endpoints.adverse_event_risk import find_adverse_event_risk
from ranvier.claims.endpoints.change_by_duration import find_change_by_duration
from ranvier.claims.endpoints.change_by_gap import find_change_by_gap
from ranvier.claims.endpoints.change_by_lesions import find_change_by_lesions
from ranvier.claims.endpoints.change_by_walking import find_change_by_walking
from ranvier.claims.endpoints.contact import find_contact_share
from ranvier.claims.endpoints.drug_share import find_drug_share
from ranvier.claims.endpoints.edss_change import find_edss_change_mean, find_edss_change_median
from ranvier.claims.endpoints.edss_fall import find_case_typicality, find_edss_fall_share
from ranvier.claims.endpoints.exposure_relapse_ratio import find_exposure_relapse_ratio
from ranvier.claims.endpoints.first_improvement_days import find_first_improvement_days
from ranvier.claims.endpoints.free_among_followed import find_free_among_followed
from ranvier.claims.endpoints.free_of_worsening import find_free_of_worsening
from ranvier.claims.endpoints.functional_systems import (
    find_functional_system_change,
    find_functional_system_share,
)
from ranvier.claims.endpoints.gain_by_deficit_duration import find_gain_by_deficit_duration
from ranvier.claims.endpoints.growths import find_cancer_after_dose, find_cancer_never
from ranvier.claims.endpoints.improved_by_day import find_improved_by_day
from ranvier.claims.endpoints.independent_raters import find_independent_rater_share
from ranvier.claims.endpoints.lesion_free import find_lesion_free_share
from ranvier.claims.endpoints.masses import find_tumour_after_dose
from ranvier.claims.endpoints.measures import find_measure_improved_share
from ranvier.claims.endpoints.milestone_share import find_milestone_share
from ranvier.claims.endpoints.no_activity import find_no_activity_share
from ranvier.claims.endpoints.register import find_register_complete
from ranvier.claims.endpoints.relapse_after_stop import find_relapse_after_stop_share
from ranvier.claims.endpoints.relapse_free import find_relapse_free_share
from ranvier.claims.endpoints.relapse_rate_ratio_on import find_relapse_rate_ratio_on
from ranvier.claims.endpoints.relapse_rate_reduction import find_relapse_rate_reduction
from ranvier.claims.endpoints.repeat_agreement import find_repeat_agreement_share
from ranvier.claims.endpoints.serious_event_rate_ratio import find_serious_event_rate_ratio
from ranvier.claims.endpoints.worsening_hazard_reduction import find_worsening_hazard_reduction
from ranvier.claims.endpoints.worsening_ratio_on import find_worsening_ratio_on
from ranvier.claims.language.claim import Interpretation

ENDPOINTS: Mapping[str, Callable[[Workbench, Interpretation], Finding]] = MappingProxyType(
    {
        "edss_change_mean": find_edss_change_mean,
        "edss_change_median": find_edss_change_median,
        "edss_fall_share": find_edss_fall_share,
        "free_of_worsening": find_free_of_worsening,
        "free_among_followed": find_free_among_followed,
        "product_share": find_product_share,
        "dose": find_dose,
        "register_complete": find_register_complete,
        "case_typicality": find_case_typicality,
        "cancer_never": find_cancer_never,
        "cancer_after_dose": find_cancer_after_dose,
        "tumour_after_dose": find_tumour_after_dose,
        "adverse_event_lasts": find_adverse_event_duration,
        "adverse_event_incidence": find_adverse_event_incidence,
        "functional_system_share": find_functional_system_share,
        "functional_system_change": find_functional_system_change,
        "measure_improved_share": find_measure_improved_share,
        "drug_share": find_drug_share,
        "contact_share": find_contact_share,
        "independent_rater_share": find_independent_rater_share,
        "lesion_free_share": find_lesion_free_share,
        "no_activity_share": find_no_activity_share,
        "milestone_share": find_milestone_share,
        "first_improvement_days": find_first_improvement_days,
        "improved_by_day": find_improved_by_day,
        "change_by_walking": find_change_by_walking,
        "change_by_lesions": find_change_by_lesions,
        "change_by_gap": find_change_by_gap,
        "gain_by_deficit_duration": find_gain_by_deficit_duration,
        "relapse_rate_ratio_on": find_relapse_rate_ratio_on,
        "worsening_ratio_on": find_worsening_ratio_on,
        "exposure_relapse_ratio": find_exposure_relapse_ratio,
        "serious_event_rate_ratio": find_serious_event_rate_ratio,
        "relapse_free_share": find_relapse_free_share,
        "relapse_rate_reduction": find_relapse_rate_reduction,
        "worsening_hazard_reduction": find_worsening_hazard_reduction,
        "relapse_after_stop_share": find_relapse_after_stop_share,
        "adverse_event_risk": find_adverse_event_risk,
        "adverse_event_rate_ratio": find_adverse_event_rate_ratio,
        "change_by_duration": find_change_by_duration,
        "repeat_agreement_share": find_repeat_agreement_share,
    }
)
"""The function that answers each endpoint of `ranvier.claims.language.endpoint_names`."""
