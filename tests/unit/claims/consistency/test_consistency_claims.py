"""Claims of one set against each other: each rule fires on a made-up fault, and is silent without it."""

from __future__ import annotations

import pytest

from ranvier.claims.consistency.checks import judge_consistency
from ranvier.claims.language.claimset import read_claims
from ranvier.claims.language.claimset_file import list_claim_sets
from ranvier.claims.language.endpoint_names import ENDPOINT_NAMES
from ranvier.literature.library import read_literature
from tests.unit.claims.small_sets import CHANGE, LEVEL, case, fact, small_set


def claim(name, endpoint, parameters, asserted, *, kind="outcome", attribution="level"):
    """One claim in the claim language, of everyone treated."""
    unit = ENDPOINT_NAMES[endpoint].unit
    return f"""
[[claim]]
id = "{name}"
statement = "Made up for a test."
kind = "{kind}"
attribution = "{attribution}"
population = "everyone treated"
readings = ["seen"]
testable = "yes"
label = "{endpoint}"
endpoint = "{endpoint}"
parameters = {parameters}
asserted = {asserted.removesuffix(" }")}, unit = "{unit}" }}
"""


def level(name, months, asserted):
    return claim(name, "free_of_worsening", f"{{ months = {months} }}", asserted)


def change(name, months, asserted):
    return claim(name, "edss_change_mean", f"{{ months = {months} }}", asserted, attribution="change")


def product(name, product_name, x):
    return claim(
        name,
        "product_share",
        f'{{ product = "{product_name}" }}',
        f'{{ kind = "at_least", x = {x} }}',
        kind="process",
        attribution="record",
    )


def harm(name, endpoint, parameters, asserted):
    return claim(name, endpoint, parameters, asserted, kind="safety", attribution="record")


AT_LEAST_90 = '{ kind = "at_least", x = 90.0 }'
AT_MOST_50 = '{ kind = "at_most", x = 50.0 }'
NONE = '{ kind = "never" }'
LASTS = harm(
    "H2", "adverse_event_lasts", '{ term = "fever", days = 2 }', '{ kind = "equal", x = 2.0, margin = 1.0 }'
)
NO_FEVER = harm("H1", "adverse_event_risk", '{ months = 12, term = "fever" }', NONE)
NO_RASH = harm("H1", "adverse_event_risk", '{ months = 12, term = "rash" }', NONE)
MECHANISM = (fact("mechanism_takes_days", x=365),)
FALLS = '{ kind = "at_most", x = -1.0 }'

# Each row: rule, a set in which it fires, a near set in which it is silent.
FIRES = {
    "Claims that exclude each other": (
        {"claims": (level("A1", 24, AT_LEAST_90), level("A2", 24, AT_MOST_50))},
        {"claims": (level("A1", 24, AT_LEAST_90), level("A2", 36, AT_MOST_50))},
    ),
    "More are free later than before": (
        {"claims": (level("A1", 60, AT_LEAST_90), level("A2", 24, AT_MOST_50))},
        {"claims": (level("A1", 24, AT_LEAST_90), level("A2", 60, AT_MOST_50))},
    ),
    "Shares of more than the whole": (
        {"claims": (product("A1", "cord_blood", 70.0), product("A2", "autologous_adipose", 40.0))},
        {"claims": (product("A1", "cord_blood", 60.0), product("A2", "autologous_adipose", 40.0))},
    ),
    "No harm beside harm": ({"claims": (NO_FEVER, LASTS)}, {"claims": (NO_RASH, LASTS)}),
    "An effect before the mechanism": (
        {"claims": (change("A1", 3, FALLS),), "facts": MECHANISM},
        {"claims": (change("A1", 12, FALLS),), "facts": MECHANISM},
    ),
    "Longer than patients were followed": (
        {
            "claims": (level("A1", 60, AT_LEAST_90),),
            "facts": (fact("patients_treated", x=100), fact("patient_years", x=200)),
        },
        {
            "claims": (level("A1", 24, AT_LEAST_90),),
            "facts": (fact("patients_treated", x=100), fact("patient_years", x=200)),
        },
    ),
    "All, beside a failure": (
        {
            "claims": (level("A1", 24, '{ kind = "at_least", x = 100.0 }'),),
            "cases": (case("P1", reported="failure", co_treatment="none", followup_months=24),),
        },
        {
            "claims": (level("A1", 24, '{ kind = "at_least", x = 100.0 }'),),
            "cases": (case("P1", co_treatment="none", followup_months=24),),
        },
    ),
}


def found(folder, claims, cases=(), facts=()):
    claim_set = small_set(folder, *claims, cases=cases, facts=facts)
    return {item.rule: item for item in judge_consistency(claim_set, read_literature())}


@pytest.mark.parametrize("rule", FIRES)
def test_a_rule_fires_on_the_fault_and_is_silent_without_it(tmp_path, rule):
    fires, silent = FIRES[rule]
    item = found(tmp_path, **fires)[rule]
    assert item.finding.endswith(".")
    assert set(item.basis) & {"A1", "A2", "H1"}
    assert rule not in found(tmp_path, **silent)


def test_a_harm_told_of_a_case_speaks_against_no_harm(tmp_path):
    told = case("P1", adverse_events="fever for two days", co_treatment="none")
    item = found(tmp_path, (NO_FEVER,), cases=(told,))["No harm beside harm"]
    assert item.basis == ("H1", "P1")
    assert "No harm beside harm" not in found(tmp_path, (NO_RASH,), cases=(told,))


def test_average_follow_up_is_told_in_months(tmp_path):
    # by hand: 200 patient-years of 100 patients are 24 months each
    facts = (fact("patients_treated", x=100), fact("patient_years", x=200))
    item = found(tmp_path, (level("A1", 60, AT_LEAST_90),), facts=facts)["Longer than patients were followed"]
    assert "24 months on average" in item.finding


def test_a_set_that_agrees_with_itself_is_left_in_peace(tmp_path):
    agreeing = (
        CHANGE,
        LEVEL,
        level("A4", 24, AT_LEAST_90),
        NO_RASH,
        LASTS,
        product("A5", "cord_blood", 100.0),
    )
    facts = (fact("patients_treated", x=100), fact("patient_years", x=500))
    assert found(tmp_path, agreeing, facts=facts) == {}


@pytest.mark.parametrize("name", list_claim_sets())
def test_what_is_found_in_a_shipped_set_rests_on_its_parts(name):
    claim_set = read_claims(name)
    known = {one.id for one in (*claim_set.claims, *claim_set.reports)} | set(read_literature().studies)
    for item in judge_consistency(claim_set, read_literature()):
        assert set(item.basis) <= known
