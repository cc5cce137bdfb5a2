"""The claims table: one row a claim, its two readings apart, published studies in their own column."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ranvier.claims.judging.verdict import Verdict
from ranvier.claims.language.wording import asserted_text
from ranvier.report.figures.inline import draw_inline
from ranvier.report.numbers import full_stop
from ranvier.report.results import Printed, printed, why_words
from ranvier.report.sections.chips import Chip, because_chip, published_chip, seen_chip
from ranvier.report.sections.gates import GateStrip, gate_strip
from ranvier.report.small_cells import Sharing


@dataclass(frozen=True)
class Column:
    """One of the three columns: a chip and a sentence; without a chip the claim has no such reading."""

    chip: Chip | None
    why: str


@dataclass(frozen=True)
class ClaimRow:
    """One claim as the table shows it; has_full: whether it is told in full further down."""

    id: str
    anchor: str
    statement: str
    kind: str
    reading: str
    asserted: str
    found: Printed | None
    missing: str
    plot: Markup
    seen: Column
    because: Column
    published: Column
    gates: GateStrip | None
    could_test: str
    has_full: bool


def claim_row(verdict: Verdict, sharing: Sharing) -> ClaimRow:
    """One verdict as a row."""
    claim, finding = verdict.claim, verdict.primary
    number = printed(finding, sharing) if finding is not None and finding.is_known else None
    plot = Markup("")
    if finding is not None and claim.primary is not None and number is not None and not number.withheld:
        plot = draw_inline(finding, claim.primary.asserted)
    return ClaimRow(
        id=claim.id,
        anchor=anchor_of(claim.id),
        statement=claim.statement,
        kind=claim.kind.value,
        reading=claim.primary.label if claim.primary else "",
        asserted=asserted_text(claim.primary.asserted) if claim.primary else "",
        found=number,
        missing=sharing.text(missing_words(verdict)),
        plot=plot,
        seen=seen_column(verdict, sharing),
        because=because_column(verdict, sharing),
        published=published_column(verdict),
        gates=gate_strip(verdict),
        could_test=could_test_words(verdict),
        has_full=bool(verdict.tried),
    )


def anchor_of(claim_id: str) -> str:
    """The name a link to a claim uses; only letters and digits of the identifier are kept."""
    return "claim-" + "".join(letter for letter in claim_id if letter.isalnum()).lower()


def missing_words(verdict: Verdict) -> str:
    """Why there is no number: the columns that are missing, or the reason given."""
    finding = verdict.primary
    if finding is None:
        return verdict.claim.untestable
    if finding.missing:
        return f"missing: {', '.join(finding.missing)}"
    return finding.reason


def could_test_words(verdict: Verdict) -> str:
    """What could test the claim: as the claim set says, or the clinic's own records."""
    if verdict.claim.could_test:
        return full_stop(verdict.claim.could_test)
    own = "The clinic\u2019s own records"
    return f"{own}; an effect needs a comparison as well." if verdict.because is not None else f"{own}."


def seen_column(verdict: Verdict, sharing: Sharing) -> Column:
    """Is it so in these records?"""
    if verdict.seen is None:
        return Column(None, "No such reading: the claim is not about these patients.")
    return Column(seen_chip(verdict.seen), why_words(verdict.seen.why, verdict.primary, sharing))


def because_column(verdict: Verdict, sharing: Sharing) -> Column:
    """Is it so because of the therapy?"""
    if verdict.because is None:
        return Column(None, "A fact of record: no such reading.")
    return Column(because_chip(verdict.because), why_words(verdict.because.why, verdict.primary, sharing))


def published_column(verdict: Verdict) -> Column:
    """What published studies say."""
    if verdict.published is None:
        return Column(None, "No study is entered for this claim.")
    why = full_stop(verdict.published.why)
    studies = ", ".join(study for study in verdict.published.studies if study not in why)
    return Column(published_chip(verdict.published), f"{why} ({studies})" if studies else why)
