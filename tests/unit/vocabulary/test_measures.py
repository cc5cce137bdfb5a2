"""Measures, thresholds and cut-offs: what is stated, where it is from, and what is left to the reader."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ranvier.course.rule_parts import step_table
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.errors import UsageError
from ranvier.vocabulary.change_thresholds import CHANGE_THRESHOLDS, ChangeOf, thresholds_of
from ranvier.vocabulary.cut_offs import CUT_OFFS, cut_offs_of
from ranvier.vocabulary.measures import FSS, MEASURES, MFIS, Direction, low_contrast_acuity
from ranvier.vocabulary.provenance import Provenance
from ranvier.vocabulary.steps import NoAgreedSteps, OwnSteps

SOURCES = Path(__file__).parents[3] / "docs" / "reference" / "sources.md"


def test_bounds_are_ordered_and_ticks_whole():
    for measure in MEASURES.values():
        assert measure.lowest < measure.highest
        span = (measure.highest - measure.lowest) * measure.ticks_per_unit
        assert span == round(span)


def test_fewer_right_answers_and_letters_are_worse_more_points_and_seconds_are_worse():
    lower = {name for name, measure in MEASURES.items() if measure.direction is Direction.LOWER_IS_WORSE}
    assert lower == {"sdmt", "pasat"}
    assert low_contrast_acuity(70).direction is Direction.LOWER_IS_WORSE


@pytest.mark.parametrize("name", [n for n, m in MEASURES.items() if isinstance(m.steps, NoAgreedSteps)])
def test_a_measure_without_an_agreed_change_has_to_be_given_one(name):
    with pytest.raises(UsageError, match="No change of the"):
        ConfirmedWorsening(measure=MEASURES[name])
    chosen = OwnSteps(lambda _reference: 5, "5 points")
    assert step_table(ConfirmedWorsening(measure=MEASURES[name], steps=chosen).steps, MEASURES[name])[0] == 5


def test_changes_of_one_person_are_the_steps_of_fatigue():
    # 20.2 of whole points needs 21; 1.9 of ninths of a point needs 18 ninths
    assert set(step_table(MFIS.steps, MFIS).tolist()) == {21}
    assert set(step_table(FSS.steps, FSS).tolist()) == {18}


@pytest.mark.parametrize("name", ["mfis", "fss", "sdmt"])
def test_a_group_changes_by_less_than_a_person_must(name):
    plain = [one for one in thresholds_of(name) if not one.in_percent]
    means = [one.change for one in plain if one.of is ChangeOf.GROUP_MEANS]
    persons = [one.change for one in plain if one.of is ChangeOf.ONE_PERSON]
    assert max(means) < min(persons)


def test_no_number_from_memory_is_shipped_and_every_source_is_on_the_page():
    page = set(re.findall(r"^\| (S\d+) \|", SOURCES.read_text(encoding="utf-8"), re.MULTILINE))
    for stated in (*CHANGE_THRESHOLDS, *CUT_OFFS):
        assert stated.measure in MEASURES
        assert stated.provenance is not Provenance.MEMORY
        assert stated.source in page


def test_cut_offs_lie_on_their_scale_and_include_their_ends():
    for one in CUT_OFFS:
        measure = MEASURES[one.measure]
        assert measure.lowest <= one.lowest <= measure.highest
        assert one.holds(one.lowest)
    assert [one.label for one in cut_offs_of("hads_depression", 11)] == ["probable"]
    assert [one.label for one in cut_offs_of("mfis", 45)] == ["fatigue", "fatigue, stricter"]
    assert cut_offs_of("pss10", 40) == ()


@pytest.mark.parametrize("letters", [0, -5, 60.0, True])
def test_a_chart_has_a_whole_number_of_letters(letters):
    with pytest.raises(UsageError, match="whole number of letters"):
        low_contrast_acuity(letters)
