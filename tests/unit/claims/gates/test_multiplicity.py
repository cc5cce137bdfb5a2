from datetime import date

import pytest

from ranvier.claims.basis.records import find_records
from ranvier.claims.basis.thresholds import read_thresholds
from ranvier.claims.gates import judge_gates
from tests.unit.claims.gates.ask import CHANGE, about, clinic


def result(n_comparisons, **programme):
    records = find_records(about(clinic(), **programme))
    gates = judge_gates(records, CHANGE, None, read_thresholds(), n_comparisons=n_comparisons)
    return next(gate for gate in gates if gate.number == 25)


@pytest.mark.parametrize(
    ("n_comparisons", "status", "percent"),
    # 1 − 0.995^n: one side of a 99 % interval each
    [(1, "pass", "0.5%"), (21, "pass", "10%"), (22, "flag", "10.4%"), (35, "flag", "16.1%")],
)
def test_many_claims_not_fixed_beforehand_are_noted(n_comparisons, status, percent):
    found = result(n_comparisons)
    assert found.status == status
    assert f"better in {percent}" in found.reason


def test_claims_fixed_beforehand_may_be_many():
    assert result(35, claims_fixed=date(2024, 12, 31)).status == "pass"
    assert result(35, claims_fixed=date(2025, 1, 2)).status == "flag"


def test_one_claim_is_told_as_one():
    assert result(1).reason.startswith(
        "1 claim asks for a difference between groups, this one in one reading; "
    )


def test_of_many_comparisons_the_interval_for_all_at_once_is_told():
    assert "in the interval for all of them at once" in result(13).reason
    assert "at once" not in result(1).reason
