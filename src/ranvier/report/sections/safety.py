"""Safety: what was asked, what was seen, and what was expected."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.claims.basis.finding import Finding
from ranvier.claims.judging.verdict import Examination
from ranvier.claims.language.claim import Attribution, ClaimKind
from ranvier.estimates.rates.rarity import ExpectedStatus, weigh_rarity
from ranvier.report.numbers import full_stop
from ranvier.report.results import Printed, printed
from ranvier.report.small_cells import Sharing


@dataclass(frozen=True)
class SafetyRow:
    """One safety claim: the number, events, time, and how a zero reads in both directions."""

    claim: str
    label: str
    found: Printed
    events: str
    years: str
    expected: str
    reads: str


def safety_rows(examination: Examination, sharing: Sharing) -> tuple[SafetyRow, ...]:
    """One row for each safety claim that the records were asked about."""
    rows = []
    for verdict in examination.verdicts:
        claim, finding = verdict.claim, verdict.primary
        is_safety = claim.attribution is Attribution.SAFETY or claim.kind is ClaimKind.SAFETY
        if finding is None or not is_safety:
            continue
        rows.append(_row(claim.id, finding, sharing))
    return tuple(rows)


def _row(claim_id: str, finding: Finding, sharing: Sharing) -> SafetyRow:
    return SafetyRow(
        claim=claim_id,
        label=sharing.text(finding.label),
        found=printed(finding, sharing),
        events=_events(finding, sharing),
        years=f"{finding.person_years:,.0f}" if finding.person_years is not None else "not recorded",
        expected=f"{finding.expected_events:.1f}" if finding.expected_events is not None else "not known",
        reads=sharing.text(
            " ".join(part for part in (_reads(finding), _rates(finding), _cases(finding, sharing)) if part)
        ),
    )


def _events(finding: Finding, sharing: Sharing) -> str:
    if finding.verified_events is None:
        return "not asked" if finding.missing else "\u2013"
    if finding.verified_events == 0:
        return "0"
    return sharing.count(finding.verified_events)


def _reads(finding: Finding) -> str:
    if finding.missing:
        return f"The records lack {', '.join(finding.missing)}: not asked is not none."
    if finding.verified_events == 0 and finding.expected_events is None:
        return "None seen; without an expected number this cannot be read either way."
    rarity = weigh_rarity(finding.watched_events or 0, finding.expected_events).status
    if finding.verified_events == 0 and rarity is ExpectedStatus.UNINFORMATIVE:
        return "Uninformative: fewer than 3 were expected anyway."
    if finding.verified_events == 0 and rarity is ExpectedStatus.IMPLAUSIBLY_FEW:
        return "Implausibly few: so few by chance in under 1%, so they were not looked for."
    if finding.verified_events and finding.watched_events == 0:
        return "In the records, so not \u201cnever\u201d; none in the time in which somebody asked."
    return full_stop(finding.reason) or _beside_expected(finding)


def _rates(finding: Finding) -> str:
    """Whose rates the expected number rests on."""
    if finding.expected_events is None or not finding.expected_from:
        return ""
    return full_stop(f"{finding.expected_from[:1].upper()}{finding.expected_from[1:]}")


def _cases(finding: Finding, sharing: Sharing) -> str:
    """When the cases came up after the first dose; each of them only where single patients may be shown."""
    if not finding.verified_events or "windows" not in finding.picture:
        return ""
    counts = [n for _, n in finding.picture["windows"]]
    words = [name for name, _ in finding.picture["windows"]]
    shown = zip(words, sharing.cells(counts), strict=True)
    text = f"{'; '.join(f'{name}: {n}' for name, n in shown)}."
    if not sharing.internal:
        return text
    cases = "; ".join(f"day {day:,}, {site}" for day, site in finding.picture["cases"])
    return f"{text} Each: {cases}."


def _beside_expected(finding: Finding) -> str:
    if finding.watched_events is None:
        return "A fact of record; no number is expected."
    if finding.expected_events is None:
        return "Seen; without an expected number the rate cannot be read."
    side = "More" if finding.watched_events > finding.expected_events else "No more"
    return f"{side} than expected in the time in which somebody asked."
