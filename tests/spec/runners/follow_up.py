"""Runs the drawings of follow_up.toml."""

from __future__ import annotations

from ranvier.course.baseline import find_baseline
from ranvier.course.follow_up import find_follow_up
from ranvier.course.time_zero import find_time_zero
from ranvier.definitions.follow_up import FreeOfWorsening
from tests.spec.drawing import KINDS as DEFINITIONS, Drawing

__all__ = ["DEFINITIONS", "found"]


def found(drawing: Drawing) -> list[str]:
    cohort = drawing.timeline.cohort()
    baselines = find_baseline(cohort, find_time_zero(cohort))
    row = find_follow_up(cohort, baselines, FreeOfWorsening(drawing.definition)).row(0, named=True)
    if row["event"]:
        return [f"event on {row['exit_day']}, confirmed {row['confirmed_day']}"]
    text = f"leaves on {row['exit_day']}, last confirmable {row['last_confirmable_day']}"
    pending = row["unconfirmed_day"]
    return [text if pending is None else f"{text}, unconfirmed since {pending}"]
