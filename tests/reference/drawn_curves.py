"""Curves of drawn trials the slow way: one trial after the other, one day after the other, in fractions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple


class Curve(NamedTuple):
    survival: Fraction
    greenwood_sum: Fraction | None  # None: infinite
    n_followed: int
    n_at_risk: int
    n_events: int
    last_day: int


def read_drawn_curve(rows: Sequence[int], exit_day: Sequence[int], event: Sequence[bool], day: int) -> Curve:
    """Kaplan and Meier's product after *day* of the patients in *rows*; exit day −1: not followed."""
    drawn = [(exit_day[row], bool(event[row])) for row in rows if exit_day[row] >= 0]
    survival, greenwood, n_events = Fraction(1), Fraction(0), 0
    infinite = False
    for each in range(day + 1):
        at_risk = sum(out >= each for out, _ in drawn)
        events = sum(out == each and had for out, had in drawn)
        if events:
            survival *= 1 - Fraction(events, at_risk)
            n_events += events
            if events == at_risk:
                infinite = True
            else:
                greenwood += Fraction(events, at_risk * (at_risk - events))
    last = max((out for out, _ in drawn), default=-1)
    at_risk_then = sum(out >= day for out, _ in drawn) if day <= last else 0
    return Curve(survival, None if infinite else greenwood, len(drawn), at_risk_then, n_events, last)
