import pytest

from ranvier.vocabulary.people import Assignment
from tests.small_cohorts import visits_of
from tests.unit.claims.gates.ask import FOLLOWED, about, answer, clinic, compared, names


def test_entry_by_the_baseline_score_fails_where_nobody_is_compared():
    result = answer(11, about(clinic(), entry_edss_at_least=3.0))
    assert result.status == "fail"
    assert "EDSS of 3.0 or more" in result.reason


def test_a_programme_that_does_not_say_cannot_be_assessed():
    assert answer(11, clinic()).status == "not_assessable"


def test_no_rule_passes():
    assert answer(11, about(clinic(), entry_edss_at_least=0.0)).status == "pass"


def test_lot_comes_after_entry_so_both_groups_share_the_rule():
    cohort = about(compared(assignment=Assignment.RANDOMISED), entry_edss_at_least=3.0)
    assert answer(11, cohort).status == "flag"


@pytest.mark.parametrize(("lowest_comparator", "status"), [(3.0, "flag"), (2.5, "fail")])
def test_comparators_must_meet_the_rule_too(lowest_comparator, status):
    visits = [row for name in names(20) + names(20, "c") for row in visits_of(name, FOLLOWED)]
    visits = [row for row in visits if row["patient_id"] != "c001"] + visits_of(
        "c001", {-10: lowest_comparator}
    )
    assert answer(11, about(compared(visits=visits), entry_edss_at_least=3.0)).status == status
