"""The trial one would have liked to run beside the trial the records allow (source S155)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ProtocolItem:
    """One row of the table: the item, in the trial meant, in the emulation."""

    item: str
    target_trial: str
    emulation: str


def sequential_protocol(
    every_days: int, n_trials: int, *, per_protocol: bool, adjusted_for: str, waits_days: int
) -> tuple[ProtocolItem, ...]:
    """The table of a sequence of trials, one every *every_days*."""
    kept = "while they keep to their group" if per_protocol else "whatever they do later"
    ends = "a start by a comparator or a stop by a treated patient, " if per_protocol else ""
    return (
        ProtocolItem(
            "eligibility",
            "meets the criteria and has never had the treatment",
            "the same, by the latest record when each trial begins; a patient can join several trials",
        ),
        ProtocolItem(
            "strategies",
            "start now, or do not start now",
            f"start within the {every_days} days {'before' if waits_days else 'from'} time zero, or not",
        ),
        ProtocolItem(
            "assignment",
            "at random",
            f"as the patient did, taken as random given {adjusted_for or 'nothing'}",
        ),
        ProtocolItem(
            "time zero",
            "the day of assignment",
            f"{'last' if waits_days else 'first'} day of the period of each of {n_trials:,} trials, "
            f"{every_days} days apart{_LANDMARK if waits_days else _BY_START}",
        ),
        ProtocolItem(
            "follow-up",
            f"to the event, {ends}or the end",
            f"the same; the end is the last record, taken as unrelated to the event given "
            f"{adjusted_for or 'nothing'}",
        ),
        ProtocolItem("outcome", "the event, assessed alike in both groups", "the event as recorded"),
        ProtocolItem(
            "contrast",
            "effect of keeping to the strategy" if per_protocol else "effect of being assigned",
            f"hazard ratio and difference of risks of those who start and those who do not, {kept}",
        ),
        ProtocolItem(
            "analysis",
            "Cox regression and survival curves",
            "trials pooled; Cox regression with a baseline for each trial, curves weighted by the inverse "
            "probability of treatment"
            + (" and of keeping to it" if per_protocol else "")
            + "; variance robust, "
            "clustered by patient",
        ),
    )


_LANDMARK = ": starts fall within periods, and who had the event or left before its end takes no part"
_BY_START = "; who starts later in a period, if anybody, is free of the event until then"


def clone_protocol(
    treated: str, comparator: str, every_days: int, adjusted_for: str
) -> tuple[ProtocolItem, ...]:
    """The table of two strategies that every patient's copies follow from one time zero."""
    given = adjusted_for or "nothing"
    return (
        ProtocolItem("eligibility", "meets the criteria at time zero", "everybody handed over"),
        ProtocolItem(
            "strategies", f"{treated}; {comparator}", f"the same, seen in periods of {every_days} days"
        ),
        ProtocolItem(
            "assignment", "at random", "each patient is copied to both strategies, so both groups begin alike"
        ),
        ProtocolItem("time zero", "the day of assignment", "day 0, the same for both copies of a patient"),
        ProtocolItem(
            "follow-up",
            "to the event, the first departure from the strategy, or the end",
            f"the same; a departure depends on {given}, and so may the end",
        ),
        ProtocolItem("outcome", "the event, assessed alike in both groups", "the event as recorded"),
        ProtocolItem(
            "contrast",
            "effect of keeping to the strategy",
            f"hazard ratio and difference of risks, {treated} and {comparator}",
        ),
        ProtocolItem(
            "analysis",
            "Cox regression and survival curves",
            "copies weighted by the inverse probability of keeping to their strategy; variance robust, "
            "clustered by patient",
        ),
    )
