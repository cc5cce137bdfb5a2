from dataclasses import FrozenInstanceError

import pytest

from ranvier.definitions.baseline import BaselineRule
from ranvier.definitions.confirmed_change import ConfirmedChange
from ranvier.definitions.edss_change import EdssChange
from ranvier.definitions.follow_up import FreeOfWorsening
from ranvier.definitions.improvement import ConfirmedImprovement
from ranvier.definitions.pira import Pira, Raw
from ranvier.definitions.relapse_relation import RelapseRelationRule
from ranvier.definitions.windows import ConfirmWindow, RelapseDistance, RelapseFreeWindow
from ranvier.definitions.worsening import PRIMARY, ConfirmedWorsening
from ranvier.vocabulary.steps import EDSS_STEPS_TO_5_0, EDSS_STEPS_TO_5_5, BandSteps

DEFINITIONS = [
    BaselineRule(),
    EdssChange(),
    ConfirmedChange(),
    ConfirmedWorsening(),
    ConfirmedImprovement(),
    Pira(),
    Raw(),
    FreeOfWorsening(),
    RelapseRelationRule(),
]


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda definition: type(definition).__name__)
def test_every_definition_prints_its_settings_and_names_its_source(definition):
    assert definition.citation
    names = [name for name, _ in definition.settings()]
    assert len(names) == len(set(names))
    assert all(isinstance(text, str) and text for _, text in definition.settings())


def test_the_settings_of_the_primary_definition():
    # verdict rule 3
    assert PRIMARY.settings()[:12] == (
        ("measure", "EDSS"),
        (
            "steps",
            "1.5 from a reference up to 0.0, 1.0 from a reference up to 5.0, 0.5 from a reference up to 10.0",
        ),
        ("reference", "fixed"),
        ("occurrence", "first"),
        ("confirm after days", "168"),
        ("confirm earlier days", "0"),
        ("confirm later days", "no limit"),
        ("further windows", "none"),
        ("all visits hold", "yes"),
        ("relapse to reference", "at least 0 days after and 0 before"),
        ("relapse to onset", "at least 0 days after and 0 before"),
        ("relapse to confirmation", "at least 31 days after and 0 before"),
    )


def test_a_definition_within_a_definition_is_printed_with_it():
    settings = dict(FreeOfWorsening().settings())
    assert settings["worsening: confirm after days"] == "168"
    assert settings["worsening: relation: at onset"] == "90 days before, 30 days after"


def test_definitions_cannot_be_changed_in_place():
    with pytest.raises(FrozenInstanceError):
        PRIMARY.confirm_after_days = 84


@pytest.mark.parametrize(
    ("reference", "to_5_0", "to_5_5"), [(0, 1.5, 1.5), (5.0, 1.0, 1.0), (5.5, 0.5, 1.0), (6.0, 0.5, 0.5)]
)
def test_the_two_rules_of_steps_part_at_5_5(reference, to_5_0, to_5_5):
    assert EDSS_STEPS_TO_5_0.change_from(reference) == to_5_0
    assert EDSS_STEPS_TO_5_5.change_from(reference) == to_5_5


def test_a_reference_beyond_every_band_is_refused():
    with pytest.raises(ValueError, match="no band reaches a reference"):
        BandSteps(((5.0, 1.0),)).change_from(6.0)


def test_windows_are_sorted_and_kept_once():
    early, late = ConfirmWindow(84, 7, 30), ConfirmWindow(168, 7, None)
    definition = ConfirmedWorsening(
        confirm_after_days=168, confirm_earlier_days=7, further_windows=(late, early)
    )
    assert definition.windows == (early, late)
    assert [(window.opens_days, window.closes_days) for window in definition.windows] == [
        (77, 114),
        (161, None),
    ]


@pytest.mark.parametrize(
    ("window", "text"),
    [
        (ConfirmWindow(168, 7, 30), "161 to 198 days"),
        (ConfirmWindow(168), "168 days without limit"),
        (RelapseDistance(30, 7), "at least 30 days after and 7 before"),
        (RelapseFreeWindow(90, 30), "90 days before, 30 days after"),
        (RelapseFreeWindow(None, None), "from the visit before, on to the next visit"),
    ],
)
def test_windows_say_what_they_ask(window, text):
    assert str(window) == text
