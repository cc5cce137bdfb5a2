"""Each rule fires on a small made-up set that has the fault, and stays silent on one that has not."""

from __future__ import annotations

from pathlib import Path

import pytest

from ranvier.claims import consistency
from ranvier.claims.consistency.checks import judge_consistency
from ranvier.claims.language.claimset import read_claims
from ranvier.claims.language.claimset_file import list_claim_sets
from ranvier.literature.library import read_literature
from tests.evidence_folder import evidence, needs_evidence
from tests.unit.claims.small_sets import CHANGE, LEVEL, NEVER, case, fact, small_set

SCORED = {"edss_measured": True, "edss_before": 5.0}
STEROIDS = "methylprednisolone in the same week"


def found(claim_set):
    return {item.rule: item for item in judge_consistency(claim_set, read_literature())}


def good(n, **fields):
    return tuple(case(f"P{i}", **fields) for i in range(1, n + 1))


# Each row: rule, a set in which it fires, a near set in which it is silent.
FIRES = {
    "Scored cases against the size claimed": (
        {"claims": (CHANGE,), "cases": (case("P1", **SCORED, edss_after=3.5),)},
        {"claims": (CHANGE,), "cases": (case("P1", **SCORED, edss_after=2.5),)},
    ),
    "An early fall without word of steroids": (
        {"claims": (CHANGE,), "cases": (case("P1", **SCORED, edss_after=3.5, first_better_day=10),)},
        {
            "claims": (CHANGE,),
            "cases": (case("P1", **SCORED, edss_after=3.5, first_better_day=10, co_treatment=STEROIDS),),
        },
    ),
    "No case as long as the claim": (
        {"claims": (LEVEL,), "cases": (case("P1", followup_months=48), case("P2"))},
        {"claims": (LEVEL,), "cases": (case("P1", followup_months=60), case("P2"))},
    ),
    "Only successes are described": (
        {"claims": (LEVEL,), "cases": good(9)},
        {"claims": (LEVEL,), "cases": (*good(9), case("P10", reported="failure"))},
    ),
    "Better before the mechanism can act": (
        {
            "claims": (CHANGE,),
            "cases": (case("P1", first_better_day=10),),
            "facts": (fact("mechanism_takes_days", x=180),),
        },
        {
            "claims": (CHANGE,),
            "cases": (case("P1", first_better_day=120),),
            "facts": (fact("mechanism_takes_days", x=180),),
        },
    ),
    "Gone long before the benefit ends": (
        {"claims": (LEVEL,), "facts": (fact("agent_gone_after_days", x=61),)},
        {"claims": (LEVEL,), "facts": (fact("agent_gone_after_days", x=1500),)},
    ),
    "Advice against the cases": (
        {
            "claims": (CHANGE,),
            "cases": (case("P1", edss_before="[7.0, 7.5]"),),
            "facts": (fact("treat_below_edss", x=7.0),),
        },
        {
            "claims": (CHANGE,),
            "cases": (case("P1", edss_before="[6.0, 7.0]"),),
            "facts": (fact("treat_below_edss", x=7.0),),
        },
    ),
    "Other treatment not stated": (
        {"claims": (CHANGE,), "cases": (case("P1"), case("P2", co_treatment=STEROIDS))},
        {"claims": (CHANGE,), "cases": good(2, co_treatment="none")},
    ),
    "As many improvers by chance": (
        {"claims": (CHANGE,), "cases": good(10)},
        {"claims": (CHANGE,), "cases": good(10), "facts": (fact("patient_years", x=300),)},
    ),
    "No cancer, against the number expected": (
        {"claims": (NEVER,), "facts": (fact("patient_years", x=1500),)},
        {"claims": (NEVER,), "facts": (fact("patient_years", x=700),)},  # 4.1 expected: zero says something
    ),
    "Zero excludes little": (
        {"claims": (NEVER,), "facts": (fact("patients_treated", x=300),)},
        {"claims": (LEVEL,), "facts": (fact("patients_treated", x=300),)},
    ),
}


def build(folder, claims=(), cases=(), facts=()):
    cases = tuple(text.replace('"[', "[").replace(']"', "]") for text in cases)
    return small_set(folder, *claims, cases=cases, facts=facts)


@pytest.mark.parametrize("rule", FIRES)
def test_a_rule_fires_on_the_fault_and_is_silent_without_it(tmp_path, rule):
    fires, silent = FIRES[rule]
    assert rule in found(build(tmp_path, **fires))
    assert rule not in found(build(tmp_path, **silent))


def test_every_rule_of_the_shipped_set_is_among_those_tried_here():
    shipped = {item.rule for item in judge_consistency(read_claims("cell-therapy"), read_literature())}
    assert shipped == set(FIRES)


def test_nothing_is_found_in_a_set_without_cases_and_facts(tmp_path):
    assert found(small_set(tmp_path, CHANGE, LEVEL)) == {}


def test_nine_successes_under_three_quarters_have_the_probability_of_a_power(tmp_path):
    # by hand: 0.75**9 = 0.0751
    item = found(build(tmp_path, (LEVEL,), good(9)))["Only successes are described"]
    assert "7.5% (0.75⁹)" in item.finding
    assert "Only successes are described" not in found(build(tmp_path, (LEVEL,), good(8)))  # 0.75**8 = 0.1001


def test_ten_improvers_need_about_450_untreated_patient_years(tmp_path):
    # by hand: 10 / 0.022 = 454.5 (E62a)
    assert (
        "about 450 untreated"
        in found(build(tmp_path, (CHANGE,), good(10)))["As many improvers by chance"].finding
    )


def test_nine_to_twelve_cancers_are_expected_in_1500_patient_years(tmp_path):
    # by hand: 1.5 * 5.8 = 8.7, 1.5 * 8.0 = 12.0, exp(-8.7) = 0.000167
    item = found(build(tmp_path, (NEVER,), facts=(fact("patient_years", x=1500),)))
    assert "8.7 to 12.0 are expected" in item["No cancer, against the number expected"].finding
    assert "at most 0.0002" in item["No cancer, against the number expected"].finding


@pytest.mark.parametrize(("n", "percent"), [(100, "3.0%"), (300, "1.0%")])
def test_zero_in_n_excludes_a_risk_above_three_in_n(tmp_path, n, percent):
    # rule of three, 3/n; exact 1 - 0.05**(1/n) = 2.95% and 0.99%
    item = found(build(tmp_path, (NEVER,), facts=(fact("patients_treated", x=n),)))["Zero excludes little"]
    assert f"above {percent}" in item.finding


def test_few_patient_years_make_zero_say_nothing(tmp_path):
    # by hand: 0.2 * 5.8 = 1.16, 0.2 * 8.0 = 1.6
    item = found(build(tmp_path, (NEVER,), facts=(fact("patient_years", x=200),)))
    assert "1.2 to 1.6 are expected" in item["No cancer, against the number expected"].finding
    assert "says nothing" in item["No cancer, against the number expected"].finding


# For each finding of the evidence: the rule that makes it, the figures and cases it holds, what it rests on.
FINDINGS = {
    "D1": ("Scored cases against the size claimed", ("−3", "−2", "−1.5", "P10"), {"C33", "P10"}),
    "D2": ("An early fall without word of steroids", ("1.5", "day 10", "92%"), {"E68", "E63", "P10"}),
    "D3": ("No case as long as the claim", ("60 months", "2008", "2013", "P1 and P7", "6 months"), {"C34"}),
    "D4": ("Only successes are described", ("9 of 9", "7.5%", "0.75⁹", "25%"), set()),
    "D5": ("Better before the mechanism can act", ("day 10", "P1 and P10", "183 days"), {"C27", "P1", "P10"}),
    "D6": (
        "Gone long before the benefit ends",
        ("61 days", "60 months", "61 to 92", "P7"),
        {"C43", "C34", "C28", "P7"},
    ),
    "D7": ("Advice against the cases", ("3 of", "P1, P6 and P8"), {"C35"}),
    "D8": ("Other treatment not stated", ("2 of 10", "glatiramer", "8 nothing"), set()),
    "D9": ("As many improvers by chance", ("about 450", "2.2%", "10 described"), {"E62"}),
    "D10": ("No cancer, against the number expected", ("5.8–8.0", "8.7 to 12.0", "300", "0.0002"), {"E51"}),
    "D11": ("Zero excludes little", ("3% in 100", "1% in 300", "3 to 12 years"), {"E45"}),
}


@pytest.mark.parametrize("name", FINDINGS)
def test_a_finding_of_the_evidence_follows_with_its_figures(name):
    rule, figures, rests_on = FINDINGS[name]
    item = found(read_claims("cell-therapy"))[rule]
    assert [figure for figure in figures if figure not in item.finding] == []
    assert rests_on <= set(item.basis)


@needs_evidence
def test_the_shipped_set_has_every_finding_of_the_evidence_and_no_other():
    theirs = {entry["id"] for entry in evidence("consistency.yaml")}
    assert theirs == set(FINDINGS)
    assert set(found(read_claims("cell-therapy"))) == {rule for rule, _, _ in FINDINGS.values()}


def test_no_rule_names_a_claim_set():
    folder = Path(consistency.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    assert [name for name in list_claim_sets() if name in code] == []


def test_every_basis_is_a_claim_a_case_or_a_study():
    claim_set = read_claims("cell-therapy")
    known = {claim.id for claim in claim_set.claims} | {case.id for case in claim_set.reports}
    known |= {fact.claim for fact in claim_set.facts} | set(read_literature().studies)
    for item in judge_consistency(claim_set, read_literature()):
        assert set(item.basis) <= known
        assert item.finding.endswith(".")
