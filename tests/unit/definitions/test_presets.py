"""Published definitions: named, cited, and set as what was read of them says."""

import pytest

import ranvier as rv
from ranvier.definitions.preset import Subject
from ranvier.definitions.presets import PRESETS, WORSENING_NAMES, preset_of, presets_about
from ranvier.definitions.relapse_relation import Beginning
from ranvier.definitions.windows import RelapseFreeWindow
from ranvier.errors import UsageError
from ranvier.vocabulary.provenance import Provenance

NAMED = (
    "primary", "muller2023", "muller2023_specific", "kappos2018", "kappos2020", "cagol2022", "muller2025",
    "portaccio2025", "lorscheider2016", "dzau2023",
)  # fmt: skip
"""The names that the project sets out with."""


def test_every_named_definition_is_there_and_about_twenty_are():
    assert set(NAMED) <= set(PRESETS)
    assert 18 <= len(PRESETS) <= 30


@pytest.mark.parametrize("each", PRESETS.values(), ids=str)
def test_every_definition_prints_and_cites(each):
    text = str(each)
    assert each.name in text
    assert each.citation
    assert each.read
    assert each.provenance.value in text
    assert "\n" not in text
    assert each.provenance is not Provenance.MEMORY  # nothing here rests on what nobody read


def test_no_two_definitions_have_the_same_settings():
    assert len({each.definition for each in PRESETS.values()}) == len(PRESETS)


def test_a_definition_finds_its_name_again():
    for each in PRESETS.values():
        assert preset_of(each.definition) is each
    assert preset_of(rv.ConfirmedWorsening(confirm_after_days=100)) is None


def test_definitions_that_vote_on_verdicts_are_of_worsening_and_of_one_kind():
    assert WORSENING_NAMES[0] == "primary"
    for name in WORSENING_NAMES:
        assert PRESETS[name].subject is Subject.WORSENING
        assert isinstance(PRESETS[name].definition, rv.ConfirmedWorsening)


def test_the_primary_definition_comes_first():
    assert next(iter(PRESETS)) == "primary"
    assert rv.preset("primary") is rv.PRIMARY
    assert presets_about(Subject.WORSENING)[0].name == "primary"


def test_an_unknown_name_is_told_with_the_nearest():
    with pytest.raises(UsageError) as told:
        rv.preset("mueller2023")
    assert "muller2023" in told.value.hint


def windows(name):
    relation = rv.preset(name).relation
    return relation.at_beginning, relation.at_onset, relation.at_confirmation


def free(before, after):
    return RelapseFreeWindow(before, after)


@pytest.mark.parametrize(
    ("name", "expected"),
    [  # days without a relapse around reference, onset and confirmation, as told in source S110
        ("muller2023", (free(0, 0), free(90, 30), free(90, 30))),
        ("muller2023_specific", (free(0, None), free(None, None), free(None, 0))),
        ("kappos2020", (free(0, None), free(None, 30), free(30, 30))),
        ("cagol2022", (free(0, 0), free(90, None), free(None, 0))),
        ("muller2025", (free(0, None), free(None, 0), free(30, 0))),
        ("portaccio2025", (free(0, 0), free(90, 30), free(0, 0))),
    ],
)
def test_windows_without_relapses_are_those_of_the_papers(name, expected):
    assert windows(name) == expected


def test_muller_2025_looks_back_to_the_visit_before():
    definition = rv.preset("muller2025")
    assert definition.relation.begins is Beginning.VISIT_BEFORE
    assert definition.confirm_after_days == 365  # 12 months or more
    assert definition.rebases_after_relapse


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("trial_12_weeks", 12 * 7),
        ("ema_24_weeks", 24 * 7),
        ("oratorio2017", 12 * 7),
        ("oratorio_24_weeks", 24 * 7),
        ("kappos2018", 24 * 7),
        ("kappos2018_48_weeks", 48 * 7),
        ("kalincik2015_3_months", 91),  # 3 × 30.25 = 90.75, and a day is whole
        ("kalincik2015_6_months", 182),  # 181.5
        ("kalincik2015_12_months", 363),
        ("kalincik2015_24_months", 726),
        ("portaccio2025", 24 * 7),
        ("montobbio2024", 12 * 7),
    ],
)
def test_waiting_times_are_those_of_the_papers(name, days):
    assert rv.preset(name).confirm_after_days == days


@pytest.mark.parametrize(
    ("name", "steps"),
    [  # from 0, 1.0, 5.0, 5.5 and 6.0
        ("primary", [1.5, 1.0, 1.0, 0.5, 0.5]),
        ("oratorio2017", [1.0, 1.0, 1.0, 1.0, 0.5]),
        ("kalincik2015_6_months", [1.5, 1.0, 1.0, 1.0, 0.5]),
    ],
)
def test_steps_are_those_of_the_papers(name, steps):
    definition = rv.preset(name)
    assert [definition.steps.change_from(score) for score in (0, 1.0, 5.0, 5.5, 6.0)] == steps


def test_msprogs_window_is_its_own():
    (window,) = rv.preset("montobbio2024").windows
    # 84 days, 7 sooner to 730.5 later: the settings of msprog 1.0.0
    assert (window.opens_days, window.closes_days) == (77, 814)
