"""The six questions a newcomer asks, answered in a few words."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from ranvier.claims.judging.verdict import Examination
from ranvier.report.sections.minute import tell_in_one_minute
from ranvier.report.small_cells import Sharing
from ranvier.tables.programme import Groups
from ranvier.vocabulary.outcomes import Because
from ranvier.vocabulary.people import Assignment, ComparatorKind
from tests.unit.report import example


def _short(examination: Examination) -> list[str]:
    return [answer.short for answer in tell_in_one_minute(examination, Sharing()).answers]


def test_without_a_comparison_the_answer_is_no_very_low_nobody() -> None:
    assert _short(example.uncontrolled()) == [
        "No.",
        "Very low certainty.",
        "With nobody.",
        "Of 150 treated patients, as a group.",
        "A comparison.",
        "Invented clinic A, data office: not audited, not signed.",
    ]


def test_no_effect_shown_is_not_told_as_no_effect() -> None:
    more = tell_in_one_minute(example.uncontrolled(), Sharing()).answers[0].more
    assert "not the same as showing that there is no effect" in more


def test_with_a_fair_comparison_the_supported_claim_is_named() -> None:
    works, sure, compared, *_ = _short(example.randomised())
    assert works == "Yes, for 1 of 6 claims about an effect (C33)."
    assert sure == "Moderate certainty."
    assert compared == "With 75 patients who got a sham treatment."


def test_without_records_nothing_is_said() -> None:
    assert _short(example.without_records()) == [
        "It cannot say.",
        "Nothing can be said with any certainty.",
        "With nothing: no records were examined.",
        "Of nobody at this clinic.",
        "Records, and a comparison.",
        "Nobody\u2019s records; nobody has signed.",
    ]


def test_a_smaller_effect_is_told_as_such() -> None:
    base = example.randomised()
    first = base.verdicts[0]
    assert first.because is not None
    judged = replace(first.because, outcome=Because.EFFECT_SMALLER_THAN_CLAIMED)
    works = _short(replace(base, verdicts=(replace(first, because=judged),)))[0]
    assert works == "It shows an effect smaller than claimed, in one claim (C33)."


@pytest.mark.parametrize(
    ("assignment", "kind", "blinded", "words"),
    [
        (Assignment.RANDOMISED, ComparatorKind.SHAM, True, ("sham", "randomised", "(blinded)")),
        (
            Assignment.EXTERNAL,
            ComparatorKind.ACTIVE,
            False,
            ("ordinary treatment", "not randomised", "not blinded"),
        ),
        (
            Assignment.NONE,
            ComparatorKind.UNTREATED,
            None,
            ("no treatment", "do not say how", "do not say whether"),
        ),
        (Assignment.NONE, None, None, ("do not name", "do not say how", "do not say whether")),
    ],
)
def test_what_was_compared_with_is_said(
    assignment: Assignment, kind: ComparatorKind | None, blinded: bool | None, words: tuple[str, ...]
) -> None:
    base = example.randomised()
    assert base.programme is not None
    programme = replace(base.programme, groups=Groups(("a",), ("b",), assignment, kind, blinded))
    answer = tell_in_one_minute(replace(base, programme=programme), Sharing()).answers[2]
    assert all(word in f"{answer.short} {answer.more}" for word in words)


def test_the_lead_gives_the_number_first_then_what_is_claimed_and_what_it_means() -> None:
    lead = tell_in_one_minute(example.uncontrolled(), Sharing()).leads[0]
    assert lead.startswith("74% (95% CI 65–82), n 141 of 150: ")
    claimed, seen = lead.index("Claim C34 says"), lead.index("the records cannot tell")
    assert claimed < seen < lead.index("Because of the therapy:")


def test_leads_tell_the_widest_effects_first_and_then_harm() -> None:
    """C34 rests on 141 patients, C33 on 112 and comes before others of as many; C42 is of harm."""
    leads = tell_in_one_minute(example.uncontrolled(), Sharing()).leads
    assert ["C34" in leads[0], "C33" in leads[1], "C42" in leads[2]] == [True, True, True]


def test_who_was_not_seen_is_said_with_both_ends() -> None:
    answer = tell_in_one_minute(example.uncontrolled(), Sharing()).answers[3]
    assert answer.more.startswith("Not seen: 44 of them have no result for C34")
    assert "worst case 49%, best case 82%" in answer.more


def test_a_comparison_comes_before_any_other_step() -> None:
    answer = tell_in_one_minute(example.uncontrolled(), Sharing()).answers[4]
    assert answer.more.startswith("Patients with the same visits who did not get the therapy")


def test_what_would_overturn_a_supported_claim_is_a_number_of_patients() -> None:
    answer = tell_in_one_minute(example.randomised(), Sharing()).answers[4]
    assert "6 unreported patients, worsened at once, would overturn this." in answer.more


@pytest.mark.parametrize("made", [example.uncontrolled, example.randomised, example.without_records])
def test_it_is_said_to_be_no_advice(made: Callable[[], Examination]) -> None:
    assert "no medical advice" in tell_in_one_minute(made(), Sharing()).answers[5].more


def test_strips_count_every_verdict_once() -> None:
    seen, because = tell_in_one_minute(example.uncontrolled(), Sharing()).strips
    assert sum(row.n for row in seen.rows) == 9
    assert sum(row.n for row in because.rows) == 7
