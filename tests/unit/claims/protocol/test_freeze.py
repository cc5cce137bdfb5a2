"""What a protocol holds: columns, visits, times, sizes, and what each result will be called."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from ranvier.claims.basis.followed import item_rules
from ranvier.claims.designs.study import Design
from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.gates.inquiry import Situation
from ranvier.claims.judging.decision import decision_tables
from ranvier.claims.language.asserted import at_least, never
from ranvier.claims.language.claim import ClaimSet, Interpretation
from ranvier.claims.language.claimset import read_claims
from ranvier.claims.language.claimset_file import list_claim_sets
from ranvier.claims.protocol.asked import ProtocolAsked
from ranvier.claims.protocol.claim_plans import plan_claims
from ranvier.claims.protocol.columns import find_checked_columns, find_needed_columns
from ranvier.claims.protocol.freeze import freeze_protocol
from ranvier.claims.protocol.horizon import find_horizon_months, find_result_month
from ranvier.claims.protocol.markdown import protocol_markdown
from ranvier.claims.protocol.size_plans import ANY_BETTER, AS_CLAIMED, half_of
from ranvier.claims.protocol.toml_text import protocol_fingerprint
from ranvier.claims.protocol.visit_plans import plan_visits
from ranvier.simulate.effect import EffectPlan
from ranvier.simulate.limits import ImpossiblePlan
from ranvier.tables.model import TABLES
from ranvier.vocabulary.outcomes import SENTENCE
from tests.unit.claims.protocol.example import ASKED, SET, small_protocol, small_set

CELL_THERAPY = read_claims("cell-therapy")


@pytest.fixture
def claim_set(tmp_path: Path) -> ClaimSet:
    return small_set(tmp_path)


def test_every_claim_of_the_large_set_is_planned_or_says_what_could_test_it() -> None:
    plans = plan_claims(CELL_THERAPY, Design.SHAM)
    assert [plan.id for plan in plans] == [claim.id for claim in CELL_THERAPY.claims]
    for plan in plans:
        if plan.reading:
            assert plan.columns
        else:
            assert plan.untestable
            assert plan.could_test
    assert sum(not plan.reading for plan in plans) == 20


def test_columns_are_those_that_records_can_have() -> None:
    known = {f"{table.name}.{column.name}" for table in TABLES.values() for column in table.columns}
    for plan in plan_claims(CELL_THERAPY, Design.EXTERNAL):
        assert set(plan.columns) | set(plan.checked_columns) <= known


def test_every_endpoint_in_use_can_be_asked_what_it_needs() -> None:
    used = {one.endpoint for claim in CELL_THERAPY.claims for one in claim.interpretations}
    assert used <= set(ENDPOINTS)
    assert len(used) > 20


def test_an_endpoint_asks_for_its_own_columns_and_the_dates_of_their_rows() -> None:
    by_id = {claim.id: claim for claim in CELL_THERAPY.claims}
    assert find_needed_columns(by_id["C33"]) == (
        "patients.patient_id",
        "visits.patient_id",
        "visits.date",
        "visits.edss",
    )
    assert "measures.instrument" in find_needed_columns(by_id["C19"])
    assert "measures.date" in find_needed_columns(by_id["C19"])


def test_checks_ask_for_more_where_lot_did_not_choose() -> None:
    c33 = next(claim for claim in CELL_THERAPY.claims if claim.id == "C33")
    external = find_checked_columns(c33, Situation.EXTERNAL)
    assert "relapses.onset_date" in external
    assert set(find_checked_columns(c33, Situation.RANDOMISED)) < set(external)


def test_a_claim_is_followed_until_its_last_window_has_closed(claim_set: ClaimSet) -> None:
    confirmed, plain = claim_set.claims[0].interpretations
    # 12 months, 61 days of window and 168 until confirmed; 6 months and 61 days; 30.4375 days a month
    assert find_horizon_months(confirmed) == round((365.25 + 61 + 168) / 30.4375, 1) == 19.5
    assert find_horizon_months(plain) == round((182.625 + 61) / 30.4375, 1) == 8.0


def test_visits_are_baseline_results_what_confirms_them_and_nothing_after(claim_set: ClaimSet) -> None:
    visits = plan_visits(claim_set, 6.0)
    assert [(one.month, one.why) for one in visits] == [
        (0.0, "baseline"),
        (6.0, "result"),
        (12.0, "result"),
        (18.0, "follow-up"),
        (24.0, "confirmation"),
    ]
    assert (visits[0].earliest_day, visits[0].latest_day) == (-90, 0)
    assert (visits[2].earliest_day, visits[2].latest_day) == (365 - 61, 365 + 61)
    assert visits[4].claims == ("A1",)


@pytest.mark.parametrize("name", list_claim_sets())
def test_every_window_has_days_and_no_month_two_visits(name: str) -> None:
    visits = plan_visits(read_claims(name), 6.0)
    assert all(one.earliest_day <= one.latest_day for one in visits)
    assert len({one.month for one in visits}) == len(visits)
    assert all(later.month - one.month >= 0.1 for one, later in pairwise(visits))


@pytest.mark.parametrize(("days", "month"), [(10.0, 10 / 30.4375), (731.0, 24.0)])
def test_a_result_told_by_days_has_its_visit(days: float, month: float) -> None:
    interpretation = Interpretation("x", "improved_by_day", at_least(50, "%"), {"days": days, "points": 1.0})
    assert find_result_month(interpretation) == month


@pytest.mark.parametrize(
    "harm",
    [
        Interpretation("x", "tumour_after_dose", never(), {"latency_months": 24.0}),
        Interpretation("x", "adverse_event_risk", at_least(1, "%"), {"months": 24.0}),
    ],
    ids=lambda harm: harm.endpoint,
)
def test_harms_take_time_but_no_visit(harm: Interpretation) -> None:
    assert find_result_month(harm) is None
    assert find_horizon_months(harm) == 26.0  # 24 months, and 61 days of window


@pytest.mark.parametrize("every_months", [1.0, 3.0, 6.0, 12.0])
def test_the_confirming_visit_can_confirm_a_result_at_the_end_of_its_window(every_months: float) -> None:
    for one in plan_visits(CELL_THERAPY, every_months):
        if one.why == "confirmation":
            results = [v for v in plan_visits(CELL_THERAPY, every_months) if v.why == "result"]
            assert any(one.month * 30.4375 - result.latest_day >= 167 for result in results)


def test_half_of_an_effect_lies_half_way_to_none() -> None:
    assert half_of(EffectPlan(points=-2.5)).points == -1.25
    assert half_of(EffectPlan(relapse_ratio=0.5, progression_ratio=0.5)).relapse_ratio == 0.75
    assert half_of(EffectPlan()) == EffectPlan()


EFFECT = """
[[claim]]
id = "A4"
statement = "The EDSS falls by 2 to 3 points."
kind = "outcome"
attribution = "change"
population = "everyone treated"
readings = ["seen", "because"]
testable = "yes"
label = "mean, 12 months"
endpoint = "edss_change_mean"
parameters = { months = 12.0 }
asserted = { kind = "between", low = -3.0, high = -2.0, unit = "EDSS points" }
"""


def test_a_claim_about_an_effect_brings_sizes_for_each_design_and_for_half_of_it(tmp_path: Path) -> None:
    told: list[str] = []
    protocol = freeze_protocol(
        small_set(tmp_path, SET + EFFECT), replace(ASKED, per_arm=None, studies=20), told.append
    )
    assert {size.claim for size in protocol.size} == {"A4"}
    assert {(size.design, size.asked) for size in protocol.size} == {
        (design.value, asked) for design in Design for asked in (AS_CLAIMED, ANY_BETTER)
    }
    by = {(size.design, size.asked): size for size in protocol.size}
    whole, half = by["sham", AS_CLAIMED], by["sham", ANY_BETTER]
    assert (whole.truth, half.truth) == ("2.5 EDSS points better", "1.25 EDSS points better")
    assert whole.per_arm is not None
    assert whole.lower is not None
    assert whole.lower <= whole.per_arm
    assert by["before_after", AS_CLAIMED].per_arm is None
    assert "no number of patients is enough" in by["before_after", AS_CLAIMED].note
    assert protocol.design.per_arm == (whole.upper or whole.per_arm)
    assert "A4" in protocol.design.why
    assert any("A4" in one for one in told)


def test_a_claim_whose_studies_are_not_simulated_says_so(tmp_path: Path) -> None:
    why = SET.replace('readings = ["seen"]', 'readings = ["seen", "because"]', 1).replace(
        '"record"', '"level"', 1
    )
    why = why.replace("edss_fall_share", "lesion_free_share").replace(", points = 1.0, confirmed = true", "")
    protocol = small_protocol(small_set(tmp_path, why.replace(", points = 1.0, confirmed = false", "")))
    assert [(size.claim, size.truth, size.per_arm) for size in protocol.size] == [
        ("A1", "not simulated", None)
    ]
    assert "a number must be named" in protocol_markdown(protocol)


def test_without_an_effect_or_a_number_none_is_planned_and_it_says_so(claim_set: ClaimSet) -> None:
    protocol = small_protocol(claim_set, replace(ASKED, per_arm=None))
    assert protocol.design.per_arm is None
    assert "name one with --patients" in protocol.design.why


def test_what_comparators_get_and_what_raters_know_are_as_the_design_has_it_unless_named(
    claim_set: ClaimSet,
) -> None:
    plans = {
        design: small_protocol(claim_set, replace(ASKED, **more)).design for design, more in DESIGNS.items()
    }
    assert {design: (plan.comparator_kind, plan.assessor_blinded) for design, plan in plans.items()} == {
        "sham": ("sham", True),
        "waiting list": ("untreated", False),
        "external": ("untreated", True),
        "external, raters know": ("active", False),
        "before and after": ("", False),
    }


_ELSEWHERE = {"design": Design.EXTERNAL, "comparator_zero": "patients.diagnosis_date"}
DESIGNS: dict[str, dict[str, object]] = {
    "sham": {},
    "waiting list": {"design": Design.WAITING_LIST},
    "external": _ELSEWHERE,
    "external, raters know": {**_ELSEWHERE, "comparator_kind": "active", "raters_know": True},
    "before and after": {"design": Design.BEFORE_AFTER, "comparator_zero": ""},
}


@pytest.mark.parametrize("name", list_claim_sets())
def test_every_shipped_set_can_be_planned(name: str) -> None:
    claim_set = read_claims(name)
    plans = plan_claims(claim_set, Design.SHAM)
    assert len(plans) == len(claim_set.claims)
    assert all(plan.columns or plan.could_test for plan in plans)
    assert len(plan_visits(claim_set, 6.0)) > 1


def test_every_possible_result_has_its_name(claim_set: ClaimSet) -> None:
    protocol = small_protocol(claim_set)
    rows = [(table.reading, row.name) for table in decision_tables().values() for row in table.rows]
    assert [(row.table, row.name) for row in protocol.result] == rows
    assert {row.words for row in protocol.result} >= {"supported", "contradicted", "records disagree"}


def test_the_printed_document_holds_what_a_person_must_read(claim_set: ClaimSet) -> None:
    protocol = small_protocol(claim_set)
    page = protocol_markdown(protocol)
    assert protocol_fingerprint(protocol) in page
    for claim in claim_set.claims:
        assert claim.statement in page
    assert "A review of studies." in page
    assert "`patients.enrolled_date`" in page
    assert "| 12 | 304 | 426 | result: A1 |" in page
    assert "| answers for the programme |  |  |  |  |" in page
    for rule in item_rules().values():
        assert f"| {rule.name} | {rule.asks} | {rule.deviated} |" in page
    assert SENTENCE in page
    assert "Half of the patients" in page.split("## The 1 claims that records cannot test")[0]


def test_the_rows_of_a_printed_table_all_have_as_many_cells(claim_set: ClaimSet) -> None:
    page = protocol_markdown(small_protocol(claim_set, replace(ASKED, frozen_by="a | b")))
    widths: set[int] = set()
    for line in page.splitlines():
        if not line.startswith("|"):
            assert len(widths) <= 1
            widths = set()
        else:
            widths.add(line.replace("\\|", "").count("|"))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"design": "guess"}, "there is no such design"),
        ({"design": "external"}, "comparators from elsewhere need a day 0"),
        ({"design": "before_after", "comparator_zero": "visits.date"}, "nobody is compared"),
        ({"treated_zero": "administrations.day"}, "is no date of the records"),
        ({"comparator_zero": "patients.sex"}, "is no date of the records"),
        ({"comparator_kind": "placebo"}, "there is no such kind"),
        ({"design": "before_after", "comparator_kind": "active"}, "nobody is compared"),
        ({"raters_know": True}, "this design itself says"),
        ({"per_arm": 1}, "patients is not possible"),
        ({"visit_every_months": 0.5}, "visit_every_months is not possible"),
        ({"studies": 5}, "studies is not possible"),
        ({"last_patient_by": date(2019, 1, 1)}, "before the protocol"),
    ],
)
def test_decisions_that_cannot_be_are_refused_by_name(values: dict[str, object], words: str) -> None:
    with pytest.raises(ImpossiblePlan) as caught:
        ProtocolAsked(date(2020, 1, 1), **values)  # type: ignore[arg-type]
    assert words in str(caught.value)


def test_all_impossible_decisions_are_told_at_once() -> None:
    with pytest.raises(ImpossiblePlan) as caught:
        ProtocolAsked(date(2020, 1, 1), treated_zero="x", per_arm=1, studies=1)
    assert len(caught.value.problems) == 3
