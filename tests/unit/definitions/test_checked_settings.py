import pytest

from ranvier.definitions.confirmed_change import Occurrence, Reference
from ranvier.definitions.pira import Pira
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.errors import UsageError


def test_a_choice_written_as_text_is_the_choice():
    assert ConfirmedWorsening(reference="roving", occurrence="every") == ConfirmedWorsening(
        reference=Reference.ROVING, occurrence=Occurrence.EVERY
    )


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"reference": "moving"}, "Reference.ROVING"),
        ({"measure": "sdmt"}, "one of MEASURES"),
        ({"confirm_after_days": -3}, "0 or more"),
        ({"confirm_after_days": 84.5}, "whole days"),
        ({"confirm_after_days": "84"}, "whole days"),
        ({"confirm_after_days": None}, "0 or more$"),
        ({"confirm_later_days": -1}, "None for no limit"),
    ],
)
def test_a_value_that_cannot_be_is_refused_where_the_definition_is_made(settings, words):
    (name,) = settings
    with pytest.raises(UsageError, match=words) as raised:
        Pira(**settings)
    assert f"Pira, {name}=" in str(raised.value)
    assert "84.5" not in str(raised.value)


def test_no_limit_and_no_days_are_possible():
    assert ConfirmedWorsening(confirm_later_days=None, last_visit_within_days=0, sustained_days=0)
