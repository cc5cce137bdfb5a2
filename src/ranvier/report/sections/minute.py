"""In one minute: three short answers, lead sentences, and how often each verdict stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ranvier.claims.claim import Attribution
from ranvier.claims.verdict import Examination, Verdict
from ranvier.claims.wording import asserted_text
from ranvier.report.numbers import full_stop, sentence_case
from ranvier.report.results import contrast_words, printed, why_words
from ranvier.report.sections.comparison import comparison_words, has_comparator
from ranvier.report.sections.strips import Strip, because_strip, claims_words, seen_strip
from ranvier.report.small_cells import Sharing
from ranvier.report.wording import BECAUSE, CERTAINTY
from ranvier.vocabulary.outcomes import Because, Seen

_MOST_LEADS = 4
_ABOUT_EFFECT = (Attribution.CHANGE, Attribution.LEVEL)
_TOLD = "Treated minus comparator"
"""Begins the sentence that gives the contrast; the reasons of the claims room begin alike."""


@dataclass(frozen=True)
class Answer:
    """A question a newcomer asks, its answer in a few words, and one or two sentences more."""

    question: str
    short: str
    more: str


@dataclass(frozen=True)
class Minute:
    """What the first screen says."""

    answers: tuple[Answer, ...]
    leads: tuple[str, ...]
    strips: tuple[Strip, ...]


def tell_in_one_minute(examination: Examination, sharing: Sharing) -> Minute:
    """The three answers, up to four lead sentences, and two strips of counts."""
    answers = (
        Answer("Does it say the therapy works?", *_works(examination)),
        Answer("How sure is that?", *_how_sure(examination, sharing)),
        Answer("Compared with what?", *_split(comparison_words(examination, sharing))),
    )
    if examination.programme is None:
        return Minute(answers, (), ())
    return Minute(
        answers, _leads(examination, sharing), (seen_strip(examination), because_strip(examination, sharing))
    )


def effect_verdicts(examination: Examination) -> tuple[Verdict, ...]:
    """Verdicts on claims that the therapy changes something, with a *because* reading."""
    return tuple(
        verdict
        for verdict in examination.verdicts
        if verdict.because is not None and verdict.claim.attribution in _ABOUT_EFFECT
    )


def _split(text: str) -> tuple[str, str]:
    first, _, rest = text.partition(". ")
    return full_stop(first), rest


def _works(examination: Examination) -> tuple[str, str]:
    if examination.programme is None:
        return "It cannot say.", "No records of this clinic were examined; only published studies are shown."
    verdicts = effect_verdicts(examination)
    supported = _with(verdicts, Because.SUPPORTED)
    smaller = _with(verdicts, Because.EFFECT_SMALLER_THAN_CLAIMED)
    if supported:
        head = (
            f"Yes, for {len(supported)} of {claims_words(len(verdicts))} about an effect ({_ids(supported)})."
        )
        return (
            head,
            f"There the difference from the comparison group is as claimed. {_rest(verdicts, supported)}",
        )
    if smaller:
        head = f"It shows an effect smaller than claimed, in {claims_words(len(smaller))} ({_ids(smaller)})."
        return head, f"No claim about an effect is supported as it stands. {_rest(verdicts, smaller)}"
    return "No.", _why_not(examination, verdicts)


def _why_not(examination: Examination, verdicts: tuple[Verdict, ...]) -> str:
    if not has_comparator(examination):
        return (
            "No claim is shown to be so because of the therapy: nobody was compared. That is not the same as "
            "showing that there is no effect."
        )
    if not verdicts:
        return "No claim about an effect could be compared."
    return (
        f"None of the {claims_words(len(verdicts))} about an effect is supported by the comparison. "
        "That is not the same as showing that there is no effect."
    )


def _with(verdicts: tuple[Verdict, ...], outcome: Because) -> tuple[Verdict, ...]:
    return tuple(v for v in verdicts if v.because is not None and v.because.outcome is outcome)


def _ids(verdicts: tuple[Verdict, ...]) -> str:
    return ", ".join(verdict.claim.id for verdict in verdicts)


def _rest(verdicts: tuple[Verdict, ...], told: tuple[Verdict, ...]) -> str:
    others = Counter(v.because.outcome for v in verdicts if v.because is not None and v not in told)
    if not others:
        return ""
    words = ", ".join(f"{BECAUSE[Because(code)].words} ({n})" for code, n in sorted(others.items()))
    return f"The others: {words}."


def _how_sure(examination: Examination, sharing: Sharing) -> tuple[str, str]:
    judged = [v.because for v in effect_verdicts(examination) if v.because is not None]
    sure = [one for one in judged if one.certainty is not None]
    if examination.programme is None or not sure:
        return "Nothing can be said with any certainty.", "No verdict on an effect carries a certainty."
    main = [one for one in sure if one.outcome is Because.SUPPORTED] or sure
    levels = sorted(
        {one.certainty for one in main if one.certainty is not None}, key=lambda level: level.rank
    )
    words = " to ".join(dict.fromkeys((CERTAINTY[levels[0]], CERTAINTY[levels[-1]])))
    why = sharing.text(full_stop(next((one.certainty_why for one in main if one.certainty_why), "")))
    tail = "Proposed by rule on a scale of very low, low, moderate, high; nobody has signed it yet."
    return f"{sentence_case(words)} certainty.", " ".join(filter(None, (sentence_case(why), tail)))


_SEEN_CLAUSE = {
    Seen.RECORDS_AGREE: "the records agree",
    Seen.RECORDS_DISAGREE: "the records disagree",
    Seen.IMPRECISE: "the interval is too wide to say",
    Seen.DEPENDS_ON_DEFINITION: "the answer turns on how the word is defined",
    Seen.CANNOT_BE_ASSESSED: "the records cannot tell",
}


def _leads(examination: Examination, sharing: Sharing) -> tuple[str, ...]:
    ordered = sorted(
        (v for v in examination.verdicts if v.primary is not None and v.primary.is_known),
        key=lambda verdict: verdict.claim.attribution is Attribution.RECORD,
    )
    return tuple(_lead(verdict, sharing) for verdict in ordered[:_MOST_LEADS])


def _lead(verdict: Verdict, sharing: Sharing) -> str:
    """The number first, then what it means in each column."""
    finding = verdict.primary
    assert finding is not None  # _leads asks first
    number = printed(finding, sharing)
    claimed = asserted_text(verdict.claim.primary.asserted) if verdict.claim.primary else "no number"
    seen = f", and {_SEEN_CLAUSE[Seen(verdict.seen.outcome)]}" if verdict.seen is not None else ""
    claim = f"claim {verdict.claim.id} says {claimed}"
    parts = [f"{sentence_case(number.phrase)}: {finding.label}. {sentence_case(claim)}{seen}."]
    if verdict.because is not None:
        why = why_words(verdict.because.why, finding, sharing)
        contrast = contrast_words(finding, sharing)
        if contrast and _TOLD not in why and verdict.claim.attribution in _ABOUT_EFFECT:
            parts.append(f"{_TOLD} {contrast}.")
        parts.append(f"Because of the therapy: {BECAUSE[Because(verdict.because.outcome)].words}. {why}")
    return sharing.text(" ".join(parts))
