"""What a claim may not ask of an endpoint is refused by name, in the file of claims."""

import pytest

from ranvier.claims.language.endpoint_names import EDSS_POINTS, ENDPOINT_NAMES
from ranvier.errors import ClaimSetError
from tests.unit.claims.small_sets import LEVEL, small_set

ASKED = {
    "functional_system_share": {"system": '"visual"', "grades": 1, "months": 6},
    "functional_system_change": {"system": '"visual"', "months": 6},
    "measure_improved_share": {"instrument": '"t25fw"', "better": '"lower"', "percent": 20, "months": 6},
    "drug_share": {"kind": '"dmt"'},
    "contact_share": {"months": 12},
    "independent_rater_share": {},
    "no_activity_share": {"months": 60},
    "milestone_share": {"edss": 6, "years": 20},
    "first_improvement_days": {"points": 1},
    "improved_by_day": {"days": 10, "points": 1},
    "change_by_walking": {"points": 6.5, "months": 12},
    "change_by_lesions": {"months": 12},
    "change_by_gap": {"from_months": 2, "to_months": 3, "months": 12},
    "gain_by_deficit_duration": {"system": '"pyramidal"', "grades": 1, "months_old": 12, "months": 12},
    "relapse_rate_ratio_on": {},
    "worsening_ratio_on": {},
    "exposure_relapse_ratio": {"kind": '"stress"', "days": 28},
    "serious_event_rate_ratio": {"product": '"cord_blood"'},
    "relapse_free_share": {"months": 12},
    "relapse_rate_reduction": {"months": 24},
    "worsening_hazard_reduction": {"months": 24},
    "relapse_after_stop_share": {"months": 12},
    "adverse_event_risk": {"months": 12},
    "adverse_event_rate_ratio": {"term": '"breast"'},
    "change_by_duration": {"years": 5, "months": 12},
    "repeat_agreement_share": {"instrument": '"vein_criteria"', "result_at_least": 2},
}
"""What each endpoint cannot do without."""

WORDS = [
    (name, parameter)
    for name in ASKED
    for parameter in ENDPOINT_NAMES[name].words
    if parameter in ASKED[name]
]


def problems(folder, endpoint, parameters):
    unit = ENDPOINT_NAMES[endpoint].unit
    x = 1.0 if unit == EDSS_POINTS else 75.0
    asserted = f'kind = "at_least", x = {x}, unit = "{unit}"'
    written = ", ".join(f"{name} = {value}" for name, value in parameters.items())
    text = (
        LEVEL.replace('endpoint = "free_of_worsening"', f'endpoint = "{endpoint}"')
        .replace("{ months = 60 }", f"{{ {written} }}")
        .replace('kind = "at_least", x = 75.0, unit = "%"', asserted)
    )
    try:
        small_set(folder, text)
    except ClaimSetError as faults:
        return [fault.problem for fault in faults.problems]
    return []


@pytest.mark.parametrize("endpoint", ASKED)
def test_what_it_needs_is_enough(tmp_path, endpoint):
    assert problems(tmp_path, endpoint, ASKED[endpoint]) == []


@pytest.mark.parametrize("endpoint", ASKED)
def test_an_unknown_parameter_is_refused_by_name(tmp_path, endpoint):
    found = problems(tmp_path, endpoint, {**ASKED[endpoint], "monts": 12})
    assert found == [f"{endpoint} has no parameter 'monts'"]


@pytest.mark.parametrize(("endpoint", "parameter"), [(name, one) for name in ASKED for one in ASKED[name]])
def test_a_parameter_that_is_needed_is_asked_for_by_name(tmp_path, endpoint, parameter):
    rest = {name: value for name, value in ASKED[endpoint].items() if name != parameter}
    assert problems(tmp_path, endpoint, rest) == [f"{endpoint} needs the parameter '{parameter}'"]


@pytest.mark.parametrize(("endpoint", "parameter"), WORDS)
def test_a_word_that_is_not_agreed_is_refused_by_name(tmp_path, endpoint, parameter):
    found = problems(tmp_path, endpoint, {**ASKED[endpoint], parameter: '"neither"'})
    assert found == [f"'{parameter}' is not one of the agreed words"]


@pytest.mark.parametrize(
    ("endpoint", "parameter", "number", "told"),
    [
        ("milestone_share", "edss", 10.5, "from 1 to 10"),
        ("milestone_share", "years", 101, "from 0 to 100"),
        ("functional_system_share", "grades", 0, "from 1 to 6"),
        ("functional_system_share", "from_grade", 7, "from 0 to 6"),
        ("functional_system_share", "months", 1201, "from 0 to 1200"),
        ("improved_by_day", "days", 36526, "from 0 to 36525"),
        ("improved_by_day", "points", 11, "from 0 to 10"),
        ("measure_improved_share", "percent", 1001, "from 0 to 1000"),
        ("measure_improved_share", "percent", -1, None),
    ],
)
def test_a_number_that_cannot_be_is_refused_with_what_can(tmp_path, endpoint, parameter, number, told):
    found = problems(tmp_path, endpoint, {**ASKED[endpoint], parameter: number})
    wanted = "must not be below 0" if told is None else f"must be {told}"
    assert found == [f"the parameter '{parameter}' {wanted}"]
