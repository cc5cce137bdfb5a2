"""In one minute: six short answers, lead sentences, and how often each verdict stands."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.claims.judging.verdict import Examination, Verdict
from ranvier.claims.language.wording import asserted_text
from ranvier.report.numbers import sentence_case
from ranvier.report.results import contrast_words, printed, why_words
from ranvier.report.sections.answers import Answer, six_answers
from ranvier.report.sections.claim_groups import (
    is_about_effect,
    is_about_safety,
    is_about_the_course,
    is_answered,
)
from ranvier.report.sections.strips import Strip, because_strip, published_strip, seen_strip
from ranvier.report.small_cells import Sharing
from ranvier.report.wording import BECAUSE
from ranvier.vocabulary.outcomes import Because, Seen

_EFFECT_LEADS = 2
_TOLD, _TOLD_AGAINST = "Treated minus comparator", "Treated against comparator"
"""Begins the sentence that gives the contrast; the reasons of the claims room begin alike."""


@dataclass(frozen=True)
class Minute:
    """What the first screen says."""

    answers: tuple[Answer, ...]
    leads: tuple[str, ...]
    strips: tuple[Strip, ...]


def tell_in_one_minute(examination: Examination, sharing: Sharing) -> Minute:
    """The six answers, up to three lead sentences, and the strips of counts."""
    answers = six_answers(examination, sharing)
    if examination.programme is None:
        return Minute(answers, (), (published_strip(examination),))
    strips = (seen_strip(examination), because_strip(examination, sharing))
    return Minute(answers, _leads(examination, sharing), strips)


_SEEN_CLAUSE = {
    Seen.RECORDS_AGREE: "the records agree",
    Seen.RECORDS_DISAGREE: "the records disagree",
    Seen.IMPRECISE: "the interval is too wide to say",
    Seen.DEPENDS_ON_DEFINITION: "the answer turns on how the word is defined",
    Seen.CANNOT_BE_ASSESSED: "the records cannot tell",
}


def _leads(examination: Examination, sharing: Sharing) -> tuple[str, ...]:
    """The claims about an effect on the course that rest on most patients, then one about harm."""
    answered = (v for v in examination.verdicts if is_answered(v))
    known = sorted(answered, key=lambda v: (not is_about_the_course(v), -_n_of(v, sharing)))
    effects = [v for v in known if is_about_effect(v)][:_EFFECT_LEADS]
    harms = [v for v in known if is_about_safety(v) and not is_about_effect(v)]
    return tuple(_lead(verdict, sharing) for verdict in (*effects, *harms[:1]) or known[:_EFFECT_LEADS])


def _n_of(verdict: Verdict, sharing: Sharing) -> int:
    """How many patients a claim's number rests on; none where it may not be printed."""
    found = verdict.primary.found if verdict.primary is not None else None
    return 0 if found is None or sharing.withholds(found) else found.n


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
        told = _TOLD in why or _TOLD_AGAINST in why
        if contrast and not told and is_about_effect(verdict):
            parts.append(f"{_TOLD} {contrast}.")
        parts.append(f"Because of the therapy: {BECAUSE[Because(verdict.because.outcome)].words}. {why}")
    return sharing.text(" ".join(parts))
