"""The head of the report: whose records, how many, made from what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ranvier.claims.judging.verdict import Examination
from ranvier.report.files_used import files_used
from ranvier.report.sections.answers import effect_verdicts
from ranvier.report.sections.comparison import has_comparator
from ranvier.report.sections.strips import claims_words
from ranvier.report.small_cells import Sharing
from ranvier.report.versions import versions_used
from ranvier.vocabulary.outcomes import Because, Seen


@dataclass(frozen=True)
class Meta:
    """One entry of the head: a term, what it is, and a bold word before (head) or behind it."""

    term: str
    words: str
    bold: str = ""
    mono: bool = False
    head: str = ""


@dataclass(frozen=True)
class Header:
    """Title and entries; supplied: the line that stands on every report."""

    title: str
    deck: str
    data_date: str
    synthetic: bool
    supplied: str
    meta: tuple[Meta, ...]


def tell_header(examination: Examination, sharing: Sharing) -> Header:
    """The head of a report on a programme, or of one without records."""
    if examination.programme is None:
        return _without_records(examination, sharing)
    programme = examination.programme
    audited = "Audited." if programme.audited else "Not audited."
    return Header(
        title=f"What the records of {programme.name} show about {_claims(examination)}",
        deck=_deck(examination),
        data_date=f"records closed {programme.data_date.isoformat()}",
        synthetic=programme.synthetic,
        supplied=f"Records supplied by {programme.supplied_by}, {audited.lower()}",
        meta=(
            Meta("Programme", programme.name),
            Meta("Records supplied by", f"{programme.supplied_by}.", audited),
            Meta("Records", _records(examination, sharing)),
            Meta("Follow-up", f"{examination.followup_years:,.0f} patient-years of the treated"),
            Meta("Data fingerprint", fingerprint_of(examination), mono=True),
            Meta("Claims fixed", _fixed(examination)),
            *_made_with(examination),
            _sharing(sharing),
        ),
    )


def _without_records(examination: Examination, sharing: Sharing) -> Header:
    return Header(
        title=f"What can be said about {_claims(examination)} without any records",
        deck="No records were examined. Shown are what published studies say, what does not fit together, "
        "and what to ask the clinic.",
        data_date="no records",
        synthetic=False,
        supplied="Records supplied by nobody: none were examined.",
        meta=(
            Meta("Programme", "none"),
            Meta("Records", "None were examined."),
            Meta("Claim set", f"{examination.claim_set.title}, version {examination.claim_set.version}"),
            Meta("Source of the claims", examination.claim_set.source),
            *_made_with(examination),
            _sharing(sharing),
        ),
    )


def _deck(examination: Examination) -> str:
    seen = Counter(verdict.seen.outcome for verdict in examination.verdicts if verdict.seen is not None)
    agree, disagree = seen[Seen.RECORDS_AGREE], seen[Seen.RECORDS_DISAGREE]
    rest = seen.total() - agree - disagree
    text = f"The records agree with {agree}, disagree with {disagree} and leave {rest} open."
    if not has_comparator(examination):
        return (
            f"{text} No effect of the therapy is shown, because nobody was compared; nor that there is none."
        )
    compared = effect_verdicts(examination)
    if not compared:
        return f"{text} No claim about an effect could be compared."
    n = sum(v.because is not None and v.because.outcome is Because.SUPPORTED for v in compared)
    return (
        f"{text} That it is so because of the therapy is supported for {n} of "
        f"{claims_words(len(compared))} about an effect."
    )


def _claims(examination: Examination) -> str:
    n = len(examination.verdicts)
    return "one claim" if n == 1 else f"{n} claims"


def _records(examination: Examination, sharing: Sharing) -> str:
    text = f"{sharing.count(examination.n_treated)} treated"
    if examination.n_comparator:
        return f"{text}, {sharing.count(examination.n_comparator)} to compare with"
    return f"{text}, nobody to compare with"


def fingerprint_of(examination: Examination) -> str:
    """The first digits of each file's SHA-256, enough to tell two programmes apart."""
    prints = [f"{name} {print_[:8]}" for name, print_ in files_used(examination)]
    return (
        ", ".join(prints[:3]) + (f" and {len(prints) - 3} more below" if len(prints) > 3 else "")
        or "no files"
    )


def _fixed(examination: Examination) -> str:
    programme = examination.programme
    assert programme is not None  # tell_header asks first
    text = (
        f"{examination.claim_set.id} {examination.claim_set.version}, {examination.claim_set.fingerprint[:8]}"
    )
    if programme.claims_fixed is None:
        return f"{text}; no date recorded"
    days = (programme.data_date - programme.claims_fixed).days
    side = "before" if days >= 0 else "after"
    return f"{text}; {programme.claims_fixed.isoformat()}, {abs(days):,} days {side} the records were closed"


def _made_with(examination: Examination) -> tuple[Meta, ...]:
    versions = " \u00b7 ".join(f"{name} {version}" for name, version in versions_used())
    return (Meta("Versions and seed", f"{versions} \u00b7 seed {examination.seed}"),)


def _sharing(sharing: Sharing) -> Meta:
    if sharing.internal:
        return Meta("Sharing", "It shows single patients.", head="Internal: do not share.")
    return Meta(
        "Sharing",
        f"Groups only; counts under {sharing.smallest} read \u201c{sharing.few}\u201d.",
        head="Shareable.",
    )
