"""Check 28: whether none, or few, events say anything, in both directions."""

from __future__ import annotations

from ranvier.claims.gates.gate import Gate, Outcome, cannot_say, fails, flags, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.gates.wording import percent_text
from ranvier.estimates.rates.rarity import ExpectedStatus, weigh_rarity

_LEAST_TOLD = 0.1
"""Percent: a smaller chance would print as 0%, which is none."""


def judge_rare_events(inquiry: Inquiry) -> Outcome:
    """Whether the number seen is informative against the number expected."""
    finding = inquiry.finding
    if finding is None or finding.watched_events is None:
        return cannot_say("events were not counted")
    seen, expected = finding.watched_events, finding.expected_events
    counted = "" if finding.person_years is None else f"{finding.person_years:,.0f} patient-years"
    rarity = weigh_rarity(
        seen,
        expected,
        least_expected=inquiry.limit("expected_events_least"),
        implausible_below=inquiry.limit("implausible_percent") / 100,
    )
    if rarity.status is ExpectedStatus.UNKNOWN or expected is None:
        return _judge_without_expected(inquiry, seen, counted)
    counted = "; ".join(part for part in (counted, finding.expected_from) if part)
    text = f"{inquiry.count(seen)} seen, {expected:.1f} expected"
    if rarity.status is ExpectedStatus.IMPLAUSIBLY_FEW:
        percent = 100 * rarity.p_as_few
        chance = percent_text(percent) if percent >= _LEAST_TOLD else f"under {_LEAST_TOLD:g}%"
        return fails(f"{text}: so few by chance in {chance}; they were not looked for", counted)
    if rarity.status is ExpectedStatus.UNINFORMATIVE:
        return (flags if seen else fails)(f"{text}: too few expected for a count to say anything", counted)
    return passes(text, counted)


def _judge_without_expected(inquiry: Inquiry, seen: int, counted: str) -> Outcome:
    text = "no expected number: age- and sex-specific rates were not supplied"
    if seen:
        return flags(f"{inquiry.count(seen)} seen; {text}", counted)
    return cannot_say(f"none seen; {text}", counted)


GATE = Gate(
    number=28,
    name="Sparse or zero events",
    checks="none seen says nothing where few were expected, nor where far more were than were seen",
    judge=judge_rare_events,
    source="verdict rule 6",
    used=("adverse_events.malignancy", "expected rates supplied by the user"),
    limits="uninformative below {expected_events_least}; implausibly few below {implausible_percent}",
)
