"""A case stands at its day, and what could have moved by then follows from the day alone."""

from __future__ import annotations

import re

import pytest

from ranvier.claims.language.stated import FactKind
from ranvier.claims.language.theory.cases_in_time import Standing, judge_day
from ranvier.claims.language.theory.wording import day_sentences, undated_sentence
from tests.unit.claims.language.theory.shipped import judged, shipped_set, with_day, with_fact, with_text

JUDGED = judged()


def standing(day, hypothesis, found=JUDGED):
    on_day = judge_day(day, (), found.theory, found.predictions)
    return next(one for one in on_day.stands if one.hypothesis == hypothesis).standing


def told(found):
    return " ".join(sentence for day in found.days for sentence in day_sentences(found, day))


def test_the_cases_of_the_set_stand_at_their_days():
    assert [(day.day, day.cases) for day in JUDGED.days] == [(10, ("P1", "P10"))]


def test_an_improvement_on_day_ten_is_not_new_myelin():
    """1 − 20^(−10 / 183) = 15% by day 10; 4% if "restored" means half, 22% if it means 99%."""
    first = day_sentences(JUDGED, JUDGED.days[0])[0]
    assert first.startswith("An improvement first reported on day 10 (P1 and P10) is not ")
    assert "new myelin within six months (15%, 4\u201322%)" in first
    assert "steroids of the same stay (97%" in told(JUDGED)


def test_another_day_changes_the_sentence():
    later = judged(with_day(shipped_set(), "P10", 200))
    assert [day.cases for day in later.days] == [("P1",), ("P10",)]
    before, after = (day_sentences(later, day) for day in later.days)
    assert "new myelin within six months" in before[0]
    assert "new myelin within six months" not in after[0]
    assert any("new myelin within six months" in one for one in after if one.startswith("Could have moved"))


def test_another_time_stated_by_the_source_changes_the_sentence():
    quick = judged(with_fact(shipped_set(), FactKind.MECHANISM_TAKES_DAYS, 30))
    assert standing(10, "remyelination", quick) is Standing.COULD


@pytest.mark.parametrize(
    ("day", "hypothesis", "expected"),
    [
        (10, "remyelination", Standing.NOT_YET),
        (14, "remyelination", Standing.OTHER_NUMBERS),
        (30, "remyelination", Standing.COULD),
        (10, "second_dose", Standing.NOT_YET),
        (90, "second_dose", Standing.COULD),
        (10, "stress", Standing.OTHER_MEASURE),
        (10, "relapse_recovery", Standing.IN_SOME),
        (60, "relapse_recovery", Standing.COULD),
        (0, "expectation", Standing.COULD),
        (10, "steroids", Standing.COULD),
        (400, "calm_one_day", Standing.UNVERIFIED),
    ],
)
def test_where_a_hypothesis_stands_follows_from_the_day(day, hypothesis, expected):
    assert standing(day, hypothesis) is expected


def test_an_unverified_number_never_sets_a_hypothesis_aside():
    aside = (Standing.NOT_YET, Standing.OVER)
    for day in range(0, 732, 7):
        on_day = judge_day(day, (), JUDGED.theory, JUDGED.predictions)
        assert all(one.verified for one in on_day.of(*aside))


def test_the_same_number_read_at_a_source_would_set_it_aside():
    known = with_text(
        shipped_set(),
        'known = "assumed", source = "S289; regulatory',
        'known = "seen", source = "S281; regulatory',
    )
    assert standing(400, "calm_one_day", judged(known)) is Standing.OVER


def test_what_is_stated_of_other_treatment_stands_with_the_case():
    assert "Steroids of the same stay: stated for P1, not stated for P10." in told(JUDGED)


def test_cases_without_a_day_are_named_and_not_judged():
    assert undated_sentence(JUDGED).startswith("No day of first improvement is stated for P2, P4")
    assert "P3" not in JUDGED.undated  # of whom no outcome is reported


def test_no_sentence_says_that_a_hypothesis_explains_or_is_shown():
    words = set(re.findall(r"\w+", told(JUDGED).lower()))
    assert not words & {"explain", "explains", "because", "proves", "works", "true", "due"}


def test_a_day_beyond_two_years_is_held_at_the_last_one():
    assert standing(5000, "remyelination") is standing(731, "remyelination")
