"""One named adverse event: how long its episodes last, and after how many doses it follows."""

from __future__ import annotations

import math

import numpy as np
import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.needs import bounds_in_percent, in_percent, unanswered
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import PERCENT
from ranvier.claims.language.wording import DAYS
from ranvier.estimates.change.change import estimate_median
from ranvier.estimates.rates.share import estimate_share
from ranvier.estimates.result import Bounds, Estimate
from ranvier.estimates.unseen.bounds import estimate_share_bounds
from ranvier.tables.declaration import Precision

FOLLOWS_WITHIN_DAYS = 14
"""An event that begins within two weeks of a dose counts as having followed it."""


def find_adverse_event_duration(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The median days an episode lasts, first and last day included.

    Episodes without an end, or dated by the month, are worst and best case.
    """
    missing = bench.cohort.missing("adverse_events.term", "adverse_events.end_date")
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    episodes = _episodes(bench, str(interpretation.parameters["term"]))
    to_the_day = pl.all_horizontal(
        pl.col(f"{name}_precision") == Precision.DAY.value for name in ("onset_date", "end_date")
    )
    days_between = (pl.col("end_date") - pl.col("onset_date")).dt.total_days() + 1
    lasted = episodes.select(pl.when(to_the_day).then(days_between)).to_series()
    days = lasted.drop_nulls().to_numpy().astype(np.float64)
    if days.size == 0:
        return unanswered(
            bench, interpretation, reason="No such episode with a first and a last day is recorded."
        )
    n_open = lasted.null_count()
    median = estimate_median(days, definition=interpretation.label)
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=DAYS,
        higher_is_better=False,
        n_treated=bench.records.n_treated,
        found=Estimate(
            median.estimate, median.lower, median.upper, median.n, median.method, interpretation.label, DAYS
        ),
        bounds=_median_bounds(days, n_open),
        unseen={"no_end_date": n_open} if n_open else {},
        hidden=_hidden(days, interpretation),
        picture={"counts": (("episodes with an end", int(days.size)), ("episodes without an end", n_open))},
    )


def find_adverse_event_incidence(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The share of doses that the event followed within two weeks.

    Doses after which nobody asked are worst and best case.
    """
    route = interpretation.parameters.get("route")
    needed = ("administrations.date", "adverse_events.term", *(("administrations.route",) if route else ()))
    missing = bench.cohort.missing(*needed)
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    doses = bench.cohort.administrations.select("patient_id", "date", "route").with_row_index("dose")
    if route:
        doses = doses.filter(pl.col("route") == str(route))
    if doses.is_empty():
        return unanswered(bench, interpretation, reason="No dose by this route is recorded.")
    followed = _followed(bench, doses, str(interpretation.parameters["term"]))
    asked = _asked(bench, doses)
    seen = int((followed | asked).sum())
    n_followed = int(followed.sum())
    if seen == 0:
        return unanswered(bench, interpretation, reason="Nobody was asked after a dose by this route.")
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=PERCENT,
        higher_is_better=False,
        n_treated=bench.records.n_treated,
        found=in_percent(estimate_share(n_followed, seen, definition=interpretation.label)),
        bounds=bounds_in_percent(
            estimate_share_bounds(n_followed, seen, doses.height - seen, yes_is_good=False)
        ),
        unseen={"not_asked": doses.height - seen} if doses.height > seen else {},
        picture={"counts": (("doses followed", n_followed), ("doses asked about", seen))},
    )


def _episodes(bench: Workbench, term: str) -> pl.DataFrame:
    return bench.cohort.table("adverse_events").filter(
        pl.col("term").str.to_lowercase().str.contains(term.lower(), literal=True)
    )


def _median_bounds(days: np.ndarray[tuple[int], np.dtype[np.float64]], n_open: int) -> Bounds:
    """The median if every open episode were endless, and if every one had ended on its first day."""
    worst = float(np.median(np.append(days, np.full(n_open, math.inf))))
    best = float(np.median(np.append(days, np.ones(n_open))))
    return Bounds(worst, best, n_open, "episodes without an end: worst endless, best one day")


def _hidden(days: np.ndarray[tuple[int], np.dtype[np.float64]], interpretation: Interpretation) -> str:
    """How many unreported longer episodes would carry the median past the asserted end."""
    high = interpretation.asserted.high
    longer = int((days > high).sum())
    within = int(days.size) - longer
    if not math.isfinite(high) or longer > within:
        return ""
    return f"{max(1, within - longer + 1)} unreported longer episodes would overturn this."


def _followed(bench: Workbench, doses: pl.DataFrame, term: str) -> pl.Series:
    events = _episodes(bench, term).select("patient_id", "onset_date")
    since = (pl.col("onset_date") - pl.col("date")).dt.total_days()
    hit = doses.join(events, on="patient_id").filter(since.is_between(0, FOLLOWS_WITHIN_DAYS))
    return doses["dose"].is_in(hit["dose"].implode())


def _asked(bench: Workbench, doses: pl.DataFrame) -> pl.Series:
    """Doses whose following two weeks lie in a stretch of time in which the patient was asked."""
    spans = bench.cohort.table("safety_followup").filter(pl.col("method") == "active")
    covered = doses.join(spans, on="patient_id").filter(
        (pl.col("from_date") <= pl.col("date") + pl.duration(days=1))
        & (pl.col("to_date") >= pl.col("date") + pl.duration(days=FOLLOWS_WITHIN_DAYS))
    )
    return doses["dose"].is_in(covered["dose"].implode())
