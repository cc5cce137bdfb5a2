import pytest

from ranvier.claims.language.asserted import at_most
from ranvier.claims.language.claim import Attribution
from tests.small_cohorts import on
from tests.unit.claims.gates.ask import answer, claim_of, clinic, compared, entered, names


def people(treated_years, comparator_years, n=20):
    """Onsets so many years before day 0, half of each group a year earlier and half a year later."""
    rows = []
    for letter, years in (("t", treated_years), ("c", comparator_years)):
        for place, name in enumerate(names(n, letter)):
            onset = None if years is None else on(-round(365.25 * (years + (1 if place % 2 else -1))))
            rows.append({"patient_id": name, **entered(name), "onset_date": onset})
    return rows


@pytest.mark.parametrize(
    ("treated", "comparators", "status"),
    # half of each group a year off its mean: a standard deviation of 1.03 years
    [(8.0, 8.0, "pass"), (8.0, 8.05, "pass"), (8.0, 8.5, "flag"), (9.0, 8.0, "flag")],
)
def test_groups_that_waited_otherwise_are_noted(treated, comparators, status):
    assert answer(6, compared(people=people(treated, comparators))).status == status


def test_the_delays_are_told():
    reason = answer(6, compared(people=people(9.0, 8.0))).reason
    assert "9.0 years in the treated, 8.0 years in the comparators" in reason
    assert "0.97 standard deviations apart" in reason  # 1 / (20/19)^0.5


def test_alone_the_delay_is_told():
    patients = [{"patient_id": name, "onset_date": on(-3653)} for name in names(20)]
    result = answer(6, clinic(patients=patients))
    assert result.status == "pass"
    assert "10.0 years in the treated; nobody is compared" in result.reason


def test_onsets_of_many_not_known_are_noted_and_of_all_not_assessable():
    patients = [
        {"patient_id": name, "onset_date": on(-3653) if place < 15 else None}
        for place, name in enumerate(names(20))
    ]
    assert answer(6, clinic(patients=patients)).status == "flag"
    nobody = [{"patient_id": name, "onset_date": None} for name in names(20)]
    assert answer(6, clinic(patients=nobody)).status == "not_assessable"


def test_where_entry_is_accounted_for_it_passes():
    claim = claim_of("milestone_share", at_most(50, "%"), Attribution.LEVEL, edss=6.0, years=15.0)
    assert answer(6, compared(people=people(9.0, 8.0)), claim).status == "pass"
