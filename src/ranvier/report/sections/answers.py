"""Six questions a reader asks first, each answered in a few words and one or two sentences more."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ranvier.claims.basis.finding import Finding
from ranvier.claims.judging.verdict import Examination, Verdict
from ranvier.report.numbers import full_stop, sentence_case
from ranvier.report.results import bounds_words, counts_patients, hidden_words, why_words
from ranvier.report.sections.claim_groups import is_about_effect, is_about_the_course
from ranvier.report.sections.comparison import comparison_words, has_comparator
from ranvier.report.sections.strips import claims_words
from ranvier.report.small_cells import Sharing
from ranvier.report.wording import BECAUSE, CERTAINTY
from ranvier.vocabulary.outcomes import Because


@dataclass(frozen=True)
class Answer:
    """A question a newcomer asks, its answer in a few words, and one or two sentences more.

    plain: whether no number in it is a count of this programme's people.
    """

    question: str
    short: str
    more: str
    plain: bool = False


WORKS = "Does it say the therapy works?"
SURE = "How sure is that?"
COMPARED = "Compared with what?"
WHOM = "Of whom, and who was not seen?"
CHANGE = "What would change it?"
WHOSE = "Whose records, who signs, and is it advice?"


def six_answers(examination: Examination, sharing: Sharing) -> tuple[Answer, ...]:
    """The six questions with their answers, in the order in which a reader asks them."""
    return (
        Answer(WORKS, *_works(examination)),
        Answer(SURE, *_how_sure(examination, sharing)),
        Answer(COMPARED, *_split(comparison_words(examination, sharing))),
        Answer(WHOM, *_of_whom(examination, sharing)),
        Answer(CHANGE, *_what_changes(examination, sharing)),
        Answer(WHOSE, *_whose(examination), plain=True),
    )


def effect_verdicts(examination: Examination) -> tuple[Verdict, ...]:
    """Verdicts on claims that the therapy changes something, with a *because* reading."""
    return tuple(verdict for verdict in examination.verdicts if is_about_effect(verdict))


def widest_effect(examination: Examination, sharing: Sharing) -> tuple[Verdict, Finding] | None:
    """The claim about an effect, on the course first, whose printed number rests on most patients."""
    known = [
        (verdict, verdict.primary)
        for verdict in effect_verdicts(examination)
        if verdict.primary is not None and verdict.primary.is_known and counts_patients(verdict.primary)
    ]
    printed = [one for one in known if one[1].found is not None and not sharing.withholds(one[1].found)]
    return max(printed or known, key=_course_then_n, default=None)


def _course_then_n(one: tuple[Verdict, Finding]) -> tuple[bool, int]:
    verdict, finding = one
    return is_about_the_course(verdict), finding.found.n if finding.found else 0


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
    scale = "Proposed by rule on a scale of very low, low, moderate, high."
    return f"{sentence_case(words)} certainty.", " ".join(filter(None, (sentence_case(why), scale)))


def _of_whom(examination: Examination, sharing: Sharing) -> tuple[str, str]:
    """How many were treated, and of how many of them there is no result for the widest claim."""
    if examination.programme is None:
        return "Of nobody at this clinic.", "No records were examined; published studies are about others."
    head = f"Of {sharing.count(examination.n_treated)} treated patients, as a group."
    widest = widest_effect(examination, sharing)
    if widest is None:
        return head, "No claim about an effect has a number."
    verdict, finding = widest
    where = f"{verdict.claim.id} ({finding.label})"
    if finding.bounds is None or finding.bounds.n_unseen == 0:
        return head, sharing.text(f"All have a result for {where}. Everyone treated is the denominator.")
    n = sharing.count(finding.bounds.n_unseen)
    withheld = finding.found is None or sharing.withholds(finding.found)
    with_them = "" if withheld else f" With them: {bounds_words(finding)}."
    return head, sharing.text(f"Not seen: {n} of them have no result for {where}.{with_them}")


def _what_changes(examination: Examination, sharing: Sharing) -> tuple[str, str]:
    """The largest lack first: records, a comparison, or what would overturn the widest claim."""
    if examination.programme is None:
        return "Records, and a comparison.", _RECORDS
    widest = widest_effect(examination, sharing)
    if not has_comparator(examination):
        return "A comparison.", " ".join(filter(None, (_COMPARATOR, _first_step(widest, sharing))))
    if not _with(effect_verdicts(examination), Because.SUPPORTED):
        return "More patients, or another trial.", _first_step(widest, sharing) or _AGAIN
    hidden = hidden_words(widest[1], sharing) if widest is not None else ""
    told = f"{widest[0].claim.id}: {hidden}" if widest is not None and hidden else ""
    return "Unseen failures, or another trial.", sharing.text(" ".join(filter(None, (told, _AGAIN))))


_RECORDS = "Records of all whom this clinic treated, and of patients like them who were not."
_COMPARATOR = "Patients with the same visits who did not get the therapy, best chosen by lot."
_AGAIN = "A second study by lot that finds otherwise."


def _first_step(widest: tuple[Verdict, Finding] | None, sharing: Sharing) -> str:
    """The first step that would change the widest claim's verdict."""
    if widest is None or not widest[0].what_would_change:
        return ""
    return why_words(widest[0].what_would_change[0], widest[1], sharing)


def _whose(examination: Examination) -> tuple[str, str]:
    """Who answers for the records, who signs, and that it is no advice."""
    advice = "It is no medical advice and says nothing of any one person."
    programme = examination.programme
    if programme is None:
        return "Nobody\u2019s records; nobody has signed.", f"Certainties are proposed by rule. {advice}"
    audited = "audited" if programme.audited else "not audited"
    held = examination.signature
    is_signed = held is not None and held.counts
    who = "Nobody has signed the certainties yet."
    if held is not None and is_signed:
        who = f"The certainties are signed by {held.signature.name}, {held.signature.role}."
    return (
        f"{programme.supplied_by}: {audited}, {'signed' if is_signed else 'not signed'}.",
        f"The supplier alone answers for the records. {who} {advice}",
    )
