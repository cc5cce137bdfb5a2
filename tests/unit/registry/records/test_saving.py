"""Two who edit one row: the second is told, field by field, and nothing is lost."""

import pytest

from ranvier.errors import RanvierError
from ranvier.registry.models import Person, Visit
from ranvier.registry.records.saving import EditConflict, save_changes, void


@pytest.fixture
def person(db):
    return Person.objects.create_user("r7", staff_code="R-07")


def test_a_save_that_saw_the_latest_version_succeeds(visit, person):
    saved = save_changes(visit, {"edss": 4.5}, seen_version=1, person=person)
    assert (saved.edss, saved.version, saved.updated_by) == (4.5, 2, person)


def test_the_second_of_two_is_told_where_they_differ(visit, person):
    save_changes(visit, {"edss": 4.5, "aid": "none"}, 1, person)
    with pytest.raises(EditConflict) as told:
        save_changes(visit, {"edss": 5.0, "aid": "none", "rater_id": "R-07"}, 1, person)
    found = {field.name: (field.theirs, field.mine) for field in told.value.fields}
    assert found == {"edss": (4.5, 5.0), "rater_id": ("", "R-07")}
    assert told.value.current.version == 2
    visit.refresh_from_db()
    assert (visit.edss, visit.version) == (4.5, 2)


def test_a_conflict_shows_no_value_in_its_text(visit, person):
    save_changes(visit, {"edss": 4.5}, 1, person)
    with pytest.raises(EditConflict) as told:
        save_changes(visit, {"edss": 5.0}, 1, person)
    assert "4.5" not in str(told.value) and "5.0" not in str(told.value)
    assert "edss" in str(told.value)


def test_a_void_row_stays_with_its_reason(visit, person):
    gone = void(visit, " entered for another patient ", 1, person)
    assert gone.is_void
    assert Visit.objects.get(pk=visit.pk).void_reason == "entered for another patient"
    with pytest.raises(RanvierError, match="without a reason"):
        void(visit, " ", 2, person)


def test_a_row_made_void_can_be_changed_back_by_who_saw_it(visit, person):
    void(visit, "wrong", 1, person)
    assert not save_changes(visit, {"void_reason": ""}, 2, person).is_void
