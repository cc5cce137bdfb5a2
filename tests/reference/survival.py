"""Kaplan-Meier by the textbook, patient by patient and in fractions: slow twin of kernels/survival.py."""

from fractions import Fraction


def counts_on(day, exit_day, event, entry_day=None):
    """At risk just before the exits of *day*, events on it, censorings on it."""
    entries = entry_day if entry_day is not None else [-1] * len(exit_day)
    at_risk = events = censored = 0
    for entry, leave, failed in zip(entries, exit_day, event, strict=True):
        if entry < day <= leave:
            at_risk += 1
        if leave == day and failed:
            events += 1
        if leave == day and not failed:
            censored += 1
    return at_risk, events, censored


def survival_after(day, exit_day, event, entry_day=None):
    """The share free of the event after *day*, exact."""
    share = Fraction(1)
    for each in range(day + 1):
        at_risk, events, _ = counts_on(each, exit_day, event, entry_day)
        if events:
            share *= 1 - Fraction(events, at_risk)
    return share


def greenwood_after(day, exit_day, event, entry_day=None):
    """The sum behind Greenwood's variance after *day*; None where all at risk had the event."""
    total = Fraction(0)
    for each in range(day + 1):
        at_risk, events, _ = counts_on(each, exit_day, event, entry_day)
        if events and at_risk == events:
            return None
        if events:
            total += Fraction(events, at_risk * (at_risk - events))
    return total
