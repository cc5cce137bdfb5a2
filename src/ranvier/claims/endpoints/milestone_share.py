"""How many reach a lasting EDSS within years of onset, without cells."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.event_curves import VISIT_SLACK_DAYS, arrays_of
from ranvier.claims.endpoints.needs import in_percent, unanswered, unseen_reasons, without_contrast
from ranvier.claims.endpoints.readable import is_readable
from ranvier.claims.endpoints.untreated_course import REACHED_BEFORE_SEEN, find_untreated_courses
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import PERCENT
from ranvier.estimates.result import Bounds, Estimate
from ranvier.estimates.survival.curve import SurvivalCurve
from ranvier.estimates.survival.kaplan_meier import estimate_survival
from ranvier.vocabulary.time import DAYS_PER_YEAR

Days = NDArray[np.int64]

TOO_FEW_THEN = "too_few_then"
"""Left, or was there, before enough patients were watched at once for a curve to begin."""

_NOT_COMPARED = "everyone counts until the first cell dose, so nobody is compared"
_HOW = (
    "worst: reached by the lost, by those without a usable record and by those there already when first "
    "seen; best: by none of them"
)


def find_milestone_share(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The share that has reached a lasting EDSS within the years, of everyone in the records.

    Everyone counts, treated later or not, until the first cell dose. A patient is at risk from the first
    visit on: who was there already when first seen is not counted, and is worst case (Kaplan–Meier with late
    entry). Few are watched right after onset: the curve begins with enough at risk.
    """
    missing = bench.cohort.missing("patients.onset_date", "visits.edss")
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    parameters = interpretation.parameters
    horizon = round(float(parameters["years"]) * DAYS_PER_YEAR)
    courses = find_untreated_courses(bench.cohort, float(parameters["edss"]))
    rows, from_day = _counted(courses, horizon, bench.rules.least_at_risk)
    unseen = unseen_reasons(rows)
    curve = _curve(rows.filter(pl.col("unseen").is_null()), from_day)
    if not is_readable(curve, horizon, bench.rules):
        reason = f"Too few were watched without cells until {parameters['years']:g} years after onset."
        return unanswered(bench, interpretation, reason=reason, unseen=unseen)
    n_lost = int(rows["is_lost"].sum())
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=PERCENT,
        higher_is_better=False,
        n_treated=bench.records.n_treated,
        found=_reached(curve, horizon, from_day),
        bounds=_bounds(rows, from_day, horizon),
        contrast=without_contrast(bench, _NOT_COMPARED),
        unseen={**unseen, "left_before": n_lost} if n_lost else unseen,
        picture={"counts": (("patients watched without cells", curve.n),)},
    )


def _counted(courses: pl.DataFrame, horizon: int, least_at_risk: float) -> tuple[pl.DataFrame, int]:
    """*courses* with is_lost and due_day, and the day from onset from which the curve counts."""
    due = pl.min_horizontal("potential_day", pl.lit(horizon))
    left = ~pl.col("event") & (pl.col("exit_day") < due) & (pl.col("last_visit_day") < due - VISIT_SLACK_DAYS)
    watched = courses.filter(pl.col("unseen").is_null())
    from_day = _first_day_with(watched, least_at_risk)
    early = pl.col("unseen").is_null() & (pl.col("exit_day") <= from_day)
    rows = courses.with_columns(
        pl.when(early).then(pl.lit(TOO_FEW_THEN)).otherwise("unseen").alias("unseen"), due.alias("due_day")
    )
    is_lost = (pl.col("unseen").is_null() & left).fill_null(value=False)
    return rows.with_columns(is_lost.alias("is_lost")), from_day


def _first_day_with(watched: pl.DataFrame, least_at_risk: float) -> int:
    """The first day after which so many are at risk; the last entry where there never are.

    Only an entry brings the number up, so one of the days of entry is the first.
    """
    entries, exits = (
        np.sort(watched[name].to_numpy().astype(np.int64)) for name in ("entry_day", "exit_day")
    )
    days = np.unique(entries)
    at_risk = np.searchsorted(entries, days, side="right") - np.searchsorted(exits, days, side="right")
    enough = days[at_risk >= min(least_at_risk, at_risk.max(initial=0))]
    return int(enough[0]) if enough.size else 0


def _curve(inside: pl.DataFrame, from_day: int) -> SurvivalCurve:
    exits, events = arrays_of(inside)
    entries = np.maximum(inside["entry_day"].to_numpy().astype(np.int64), from_day)
    return estimate_survival(exits, events, entries, definition="without that EDSS")


def _reached(curve: SurvivalCurve, horizon: int, from_day: int) -> Estimate:
    """The share that reached it by *horizon*, of those who had not by *from_day*."""
    free = in_percent(curve.at(horizon, least_at_risk=0))
    since = f", counted from {from_day / DAYS_PER_YEAR:.1f} years on" if from_day else ""
    return replace(
        free,
        estimate=100 - free.estimate,
        lower=100 - free.upper,
        upper=100 - free.lower,
        method=f"{free.method}, late entry accounted for",
        definition=f"reached within {horizon / DAYS_PER_YEAR:g} years of onset{since}",
    )


def _bounds(rows: pl.DataFrame, from_day: int, horizon: int) -> Bounds:
    """The share if all whose course is not known had reached it at once, and if none of them had."""
    inside = rows.filter(pl.col("unseen").is_null())
    exits, events = arrays_of(inside)
    lost = inside["is_lost"].to_numpy()
    due = np.maximum(inside["due_day"].to_numpy().astype(np.int64), exits)
    n_outside = rows.height - inside.height
    n_there = int((rows["unseen"] == REACHED_BEFORE_SEEN).sum())
    entries = np.maximum(inside["entry_day"].to_numpy().astype(np.int64), from_day)
    worst = _share_reached(
        (entries, np.where(lost, exits + 1, exits), events | lost),
        n_outside,
        (from_day, from_day + 1),
        horizon,
    )
    stays = (from_day, max(horizon, from_day + 1))
    best = _share_reached((entries, np.where(lost, due, exits), events), n_outside - n_there, stays, horizon)
    return Bounds(worst, best, int(lost.sum()) + n_outside, _HOW)


def _share_reached(
    watched: tuple[Days, Days, NDArray[np.bool_]], n_more: int, stay: tuple[int, int], horizon: int
) -> float:
    """The share reached by *horizon*, in percent, with *n_more* patients watched for *stay*.

    They reach it with the end of it, unless that is the horizon.
    """
    entries, exits, events = watched
    more = np.ones(n_more, np.int64)
    curve = estimate_survival(
        np.append(exits, more * stay[1]),
        np.append(events, np.full(n_more, stay[1] < horizon)),
        np.append(entries, more * stay[0]),
    )
    return 100 - 100 * curve.at(horizon, least_at_risk=0).estimate
