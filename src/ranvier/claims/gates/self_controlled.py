"""Check 31: where patients are their own controls, whether the event brings on the exposure."""

from __future__ import annotations

from ranvier.claims.gates.gate import Gate, Outcome, cannot_say, fails, flags, passes
from ranvier.claims.gates.inquiry import Inquiry

OWN_CONTROLS = frozenset({"relapse_rate_ratio_on", "worsening_ratio_on", "exposure_relapse_ratio"})
"""Endpoints that compare time after the beginning of something with other time."""


def judge_self_controlled(inquiry: Inquiry) -> Outcome:
    """Whether events are as frequent just before the exposure as at other times, as they must be."""
    if inquiry.endpoint not in OWN_CONTROLS:
        return passes("time after an exposure is not compared with other time")
    before = inquiry.finding.before_exposure if inquiry.finding is not None else None
    if before is None or not before.has_interval:
        return cannot_say("the time just before the exposure shows nothing: no events, or nobody seen then")
    if before.n < inquiry.limit("smallest_count_shown"):
        return cannot_say("too few patients show what comes just before the exposure")
    text = f"{before.definition}: {before.estimate:.2f} ({before.lower:.2f} to {before.upper:.2f})"
    if before.lower > 1:
        return fails(f"{text}; the event brings on the exposure, or both come from something else")
    if before.upper < 1:
        return fails(f"{text}; the exposure waits for time without the event")
    most = inquiry.limit("before_exposure_ratio_most")
    if before.upper > most:
        return flags(f"{text}; too few events to exclude that the event brings on the exposure")
    return passes(text)


GATE = Gate(
    number=31,
    name="Before the exposure",
    checks="where time after a beginning is compared with other time, events are not more frequent before it",
    judge=judge_self_controlled,
    source="self-controlled case series: Whitaker HJ et al. Stat Med 2006;25:1768-1797",
    used=("the days before the exposure",),
    limits=(
        "fails where the interval of the ratio before excludes 1; noted where it reaches above "
        "{before_exposure_ratio_most}"
    ),
)
