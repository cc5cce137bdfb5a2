import pytest

from ranvier.course.epochs import find_epochs
from ranvier.definitions.epochs import TreatmentEpochs
from ranvier.errors import RanvierError
from ranvier.vocabulary.products import TreatmentKind
from tests.small_cohorts import cohort_of, on, visits_of

DEFAULT = TreatmentEpochs()


def drug(substance, start, end=None, kind="dmt"):
    return {
        "patient_id": "a",
        "substance": substance,
        "kind": kind,
        "start_date": on(start),
        "end_date": None if end is None else on(end),
    }


def epochs_of(*treatments, definition=DEFAULT, **tables):
    cohort = cohort_of(visits=visits_of("a", {0: 2.0, 700: 2.0}), treatments=treatments, **tables)
    return find_epochs(cohort, definition)


def test_every_column():
    assert epochs_of(drug(" Alpha", -50, 100)).rows(named=True)[0] == {
        "patient_id": "a",
        "start_date": on(0),
        "end_date": on(100),
        "substance": "alpha",
        "kind": "dmt",
        "beside": None,
        "begins": "start",
        "course_date": on(-50),
        "assessed_from": on(100),  # the wash-in ends on day 133, after the epoch
    }


def test_other_treatments_hold_no_time():
    found = epochs_of(drug("a steroid", 100, 105, "steroid"), drug("physio", 10, 600, "rehabilitation"))
    assert found.select("substance", "begins").rows() == [(None, "gap")]


def test_which_kinds_hold_time_is_a_setting():
    definition = TreatmentEpochs(kinds=(TreatmentKind.STEROID,))
    found = epochs_of(drug("a steroid", 0, 105, "steroid"), drug("alpha", 0), definition=definition)
    assert found["substance"].to_list() == ["a steroid", None]


def test_of_two_started_on_one_day_the_first_by_name_holds_the_time():
    found = epochs_of(drug("beta", 0), drug("alpha", 0))
    assert found.select("substance", "beside").rows() == [("alpha", "beta")]


def test_each_cell_product_has_an_epoch_of_its_own():
    doses = [
        {"patient_id": "a", "date": on(0), "product": "cord_blood"},
        {"patient_id": "a", "date": on(300), "product": "autologous_adipose"},
        {"patient_id": "a", "date": on(400), "product": "cord_blood"},
    ]
    found = epochs_of(administrations=doses)
    assert found.select("substance", "begins", "beside").rows() == [
        ("cord_blood", "start", None),
        ("autologous_adipose", "switch", "cord_blood"),
    ]


def test_who_was_never_treated_has_one_gap():
    found = find_epochs(cohort_of(visits=visits_of("a", {0: 2.0, 700: 2.0}), treatments=[]))
    assert found.select("start_date", "end_date", "begins").rows() == [(on(0), on(700), "gap")]


def test_an_empty_cohort_has_no_epochs():
    assert find_epochs(cohort_of(visits=[], treatments=[])).height == 0


def test_without_a_table_of_treatments_no_time_is_called_untreated():
    doses = [{"patient_id": "a", "date": on(0), "product": "cord_blood"}]
    cohort = cohort_of(visits=visits_of("a", {0: 2.0, 700: 2.0}), administrations=doses)
    with pytest.raises(RanvierError, match="of which nothing is known"):
        find_epochs(cohort)
    of_cells = find_epochs(cohort, TreatmentEpochs(kinds=(TreatmentKind.CELLS,)))
    assert of_cells["substance"].to_list() == ["cord_blood"]


def test_without_kinds_no_time_is_called_untreated():
    row = {"patient_id": "a", "substance": "alpha", "start_date": on(0)}
    cohort = cohort_of(visits=visits_of("a", {0: 2.0, 700: 2.0}), treatments=[row])
    with pytest.raises(RanvierError, match="of which nothing is known"):
        find_epochs(cohort)


def test_without_doses_no_time_is_called_free_of_cells():
    cohort = cohort_of(visits=visits_of("a", {0: 2.0, 700: 2.0}))
    with pytest.raises(RanvierError, match="of which nothing is known"):
        find_epochs(cohort, TreatmentEpochs(kinds=(TreatmentKind.CELLS,)))
