"""Answers added up: bounds, answers that count the other way round, gaps, and no words of any form."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import numpy as np
import pytest

from ranvier.errors import DataFaults
from ranvier.vocabulary.measures import MEASURES
from ranvier.vocabulary.scales import questionnaires
from ranvier.vocabulary.scales.questionnaires import (
    FSS,
    HADS_ANXIETY,
    MFIS,
    MFIS_5,
    MSIS29_PHYSICAL,
    PSS10,
    QUESTIONNAIRES,
    questionnaire_scores,
)

ROOT = Path(__file__).parents[3]
EVERY = QUESTIONNAIRES.values()


def total(questionnaire, answers):
    return float(questionnaire_scores(questionnaire, answers)[questionnaire.name])


def test_all_answers_zero_give_16_on_the_pss_10():
    assert total(PSS10, [0] * 10) == 16  # answers 4, 5, 7 and 8 count 4 each
    assert total(PSS10, [4] * 10) == 24
    assert total(PSS10, [0, 0, 0, 4, 4, 0, 4, 4, 0, 0]) == 0
    assert total(PSS10, [4, 4, 4, 0, 0, 4, 0, 0, 4, 4]) == 40


def test_parts_of_the_mfis_by_hand():
    answers = [0] * 21
    answers[3], answers[0], answers[7] = 4, 3, 2  # answer 4 physical, 1 cognitive, 8 psychosocial
    scores = {name: float(score) for name, score in questionnaire_scores(MFIS, answers).items()}
    assert scores == {"mfis": 9, "mfis_physical": 4, "mfis_cognitive": 3, "mfis_psychosocial": 2}


def test_the_parts_of_the_mfis_are_all_of_it():
    numbers = [number for part in MFIS.parts[1:] for number in part.answers]
    assert sorted(numbers) == list(range(1, 22))


def test_the_fss_is_a_mean():
    assert total(FSS, [1] * 9) == 1
    assert total(FSS, [7] * 8 + [1]) == pytest.approx(57 / 9)


@pytest.mark.parametrize("questionnaire", EVERY, ids=lambda one: one.name)
def test_the_ends_of_each_scale_are_reached_and_agree_with_the_measure(questionnaire):
    best, worst = ([end] * questionnaire.n_answers for end in (questionnaire.lowest, questionnaire.highest))
    for number in questionnaire.turned:
        best[number - 1], worst[number - 1] = worst[number - 1], best[number - 1]
    for part in questionnaire.parts:
        found = [float(questionnaire_scores(questionnaire, end)[part.name]) for end in (best, worst)]
        assert tuple(found) == questionnaire.bounds(part)
        if part.name in MEASURES:
            assert found == [MEASURES[part.name].lowest, MEASURES[part.name].highest]


def test_published_ranges():
    assert MFIS_5.bounds(MFIS_5.parts[0]) == (0, 20)
    assert MSIS29_PHYSICAL.bounds(MSIS29_PHYSICAL.parts[0]) == (20, 80)
    assert HADS_ANXIETY.bounds(HADS_ANXIETY.parts[0]) == (0, 21)


def test_a_missing_answer_leaves_its_parts_without_a_score_and_others_alone():
    answers = np.ones((2, 21))
    answers[0, 7] = np.nan
    scores = questionnaire_scores(MFIS, answers)
    assert np.isnan(scores["mfis"]).tolist() == [True, False]
    assert np.isnan(scores["mfis_psychosocial"]).tolist() == [True, False]
    assert scores["mfis_physical"].tolist() == [9, 9]


def test_answers_that_cannot_be_are_told_at_once_and_not_shown():
    answers = [0.0] * 10
    answers[1], answers[6], answers[9] = 5, -3, 1.5
    with pytest.raises(DataFaults) as told:
        questionnaire_scores(PSS10, answers)
    shown = str(told.value)
    assert all(f"Answer {number} " in shown for number in (2, 7, 10))
    assert "1.5" not in shown
    assert "-3" not in shown


@pytest.mark.parametrize("answers", [[0] * 9, [[0] * 9], [[[0] * 10]], 3])
def test_another_number_of_answers_is_refused(answers):
    with pytest.raises(DataFaults, match="cannot be scored"):
        questionnaire_scores(PSS10, answers)


def test_no_part_of_a_questionnaire_holds_a_sentence():
    """Names in the data of questionnaires are single words; a question or statement could not hide there."""
    tree = ast.parse(Path(questionnaires.__file__).read_text(encoding="utf-8"))
    calls = [
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    data = [call for call in calls if call.func.id in ("Part", "Questionnaire")]
    words = [
        node.value
        for call in data
        for node in ast.walk(call)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert len(words) > 20
    assert [word for word in words if " " in word] == []


# A few words each, never an item: turns of phrase with which forms ask. They stand in halves, so that this
# file does not hold what it looks for.
HALVES = [
    ("in the last", "month how often"),
    ("in the past", "two weeks"),
    ("how often", "have you"),
    ("how much", "have you been"),
    ("because of", "my fatigue"),
    ("i have been", "less"),
    ("i feel", "tense"),
    ("butterflies", "in the stomach"),
    ("i can", "laugh"),
    ("i still", "enjoy"),
    ("wound", "up"),
    ("on top", "of things"),
    ("piling", "up so high"),
    ("nervous and", "stressed"),
    ("i am easily", "fatigued"),
    ("exercise brings", "on"),
    ("my motivation", "is lower"),
    ("fatigue", "interferes"),
    ("bothered", "by"),
    ("been able", "to control"),
    ("trouble", "concentrating"),
    ("need", "to rest more"),
    ("physically", "demanding tasks"),
    ("grip things", "tightly"),
    ("stuck", "at home"),
]
TYPICAL = [f"{first} {second}" for first, second in HALVES]


def test_no_item_text_is_shipped():
    """A file that reads like a form fails: every text of src and docs, letters only, in lower case."""
    found = []
    for folder in ("src", "docs"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".md", ".toml", ".html", ".yaml", ".csv") and path.is_file():
                text = " ".join(re.findall(r"[a-z]+", path.read_text(encoding="utf-8").lower()))
                found += [(path.name, phrase) for phrase in TYPICAL if f" {phrase} " in text]
    assert found == []


def test_the_search_for_item_text_finds_some():
    assert TYPICAL[0].startswith("in the last month")
    assert len(set(TYPICAL)) == 25
