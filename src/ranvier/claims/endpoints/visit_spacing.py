"""Whether visits lie close enough to say when something began."""

from __future__ import annotations

import math

import numpy as np
import polars as pl

from ranvier.claims.basis.records import Records
from ranvier.claims.endpoints.first_improvement import outcome_visits
from ranvier.definitions.follow_up import FreeOfWorsening

WINDOW_SHARE = 3
"""Visits may lie a third of the time asked from the day: as 61 days at half a year (`EdssChange`)."""


def window_days(due_day: int) -> int:
    """How far from *due_day* a visit may lie to tell of it."""
    return min(due_day // WINDOW_SHARE, FreeOfWorsening().reading_window_days)


def days_apart(records: Records, people: pl.DataFrame) -> float:
    """The median days from one visit to the next, time zero first, until the event; NaN without visits.

    people: patient_id, event and exit_day.
    """
    gaps = (
        outcome_visits(records)
        .join(people.select("patient_id", "event", "exit_day"), on="patient_id")
        .filter(~pl.col("event") | (pl.col("day") <= pl.col("exit_day")))
        .sort("patient_id", "day")
        .select(pl.col("day") - pl.col("day").shift(1).over("patient_id").fill_null(0))
        .to_series()
    )
    return float(np.median(gaps.to_numpy())) if len(gaps) else math.nan


def are_seen_near(records: Records, people: pl.DataFrame, due_day: int, known_percent: float) -> bool:
    """Whether enough of those followed, and without the event until then, had a visit near *due_day*.

    people: as of `days_apart`, with last_visit_day. known_percent: so many percent are enough.
    """
    first, last = due_day - window_days(due_day), due_day + window_days(due_day)
    open_then = people.filter(
        ~pl.col("event") | (pl.col("exit_day") >= first), pl.col("last_visit_day") >= first
    )
    near = outcome_visits(records).filter(pl.col("day").is_between(first, last))
    told = open_then.filter(pl.col("patient_id").is_in(near["patient_id"].implode())).height
    return 100 * told >= known_percent * open_then.height
