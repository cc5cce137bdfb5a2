"""How long it took until the EDSS of the treated first fell."""

from __future__ import annotations

import math

import numpy as np
import polars as pl

from ranvier.claims.claim import Interpretation
from ranvier.claims.endpoints.changes import NO_MEDIANS
from ranvier.claims.endpoints.event_curves import arrays_of, curve_of, seen_until
from ranvier.claims.endpoints.improved_by_day import LABEL, improvements_asked
from ranvier.claims.endpoints.needs import time_zero_columns, unanswered, without_contrast
from ranvier.claims.endpoints.visit_spacing import days_apart, finest_days
from ranvier.claims.finding import Finding
from ranvier.claims.records import of_group
from ranvier.claims.wording import DAYS
from ranvier.claims.workbench import Workbench
from ranvier.estimates.result import Bounds
from ranvier.estimates.survival.kaplan_meier import estimate_survival
from ranvier.vocabulary.people import Group

_HOW = (
    "worst: improved at the visit that shows it, the lost never; best: right after the visit before, the "
    "lost right after they were last seen; visits lie {:g} days apart (median)"
)


def find_first_improvement_days(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The days until half of the treated had improved (Kaplan–Meier, dated at the visit that shows it).

    Between two visits nobody knows when it began: worst and best case date it at the later one and right
    after the earlier one. Where visits are rarer than the claim is fine, it cannot be told.
    """
    missing = time_zero_columns(bench)
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    treated = of_group(improvements_asked(bench.records, interpretation), Group.TREATED)
    unseen, apart = _unseen(bench, treated), days_apart(bench.records, treated)
    median = curve_of(treated, LABEL).median()
    why_not = _why_not(median.estimate, apart, finest_days(interpretation.asserted))
    if why_not:
        return unanswered(bench, interpretation, reason=why_not, unseen=unseen)
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=DAYS,
        higher_is_better=False,
        n_treated=bench.records.n_treated,
        found=median,
        bounds=_bounds(treated, bench.records.n_treated, _HOW.format(apart)),
        contrast=without_contrast(bench, NO_MEDIANS),
        null=bench.null(interpretation.endpoint, interpretation.parameters),
        unseen=unseen,
    )


def _why_not(median_days: float, apart: float, finest: float) -> str:
    """Why there is no answer; nothing where there is one."""
    if math.isnan(apart):
        return "No treated patient has an EDSS after time zero."
    if apart > finest:
        return f"Visits lie {apart:g} days apart (median), and the claim is finer: it cannot be told."
    if math.isnan(median_days):
        return "Less than half of the treated improved while they were followed, so there is no median."
    return ""


def _is_lost() -> pl.Expr:
    """Left without improvement although they could have been seen for longer."""
    last_day = seen_until(_FAR_DAY)
    return ~pl.col("event") & (pl.col("exit_day") < last_day)


_FAR_DAY = 100 * 366
"""Later than any data date."""


def _unseen(bench: Workbench, treated: pl.DataFrame) -> dict[str, int]:
    lost = treated.filter(_is_lost()).height
    reasons = {"no_baseline": bench.records.n_treated - treated.height, "left_before": lost}
    return {reason: n for reason, n in reasons.items() if n}


def _bounds(treated: pl.DataFrame, n_all: int, how: str) -> Bounds:
    """The median day if improvement came as late, and as early, as visits and the lost leave room for."""
    exits, events = arrays_of(treated)
    lost = treated.select(_is_lost()).to_series().to_numpy()
    potential = treated["potential_day"].to_numpy().astype(np.int64)
    before = treated["before_day"].to_numpy().astype(np.int64)
    nobody = np.zeros(n_all - treated.height, np.int64)
    late = np.append(np.where(lost, np.maximum(potential, exits), exits), nobody + _FAR_DAY)
    early = np.append(np.where(events, before, exits) + (events | lost), nobody + 1)
    worst = estimate_survival(late, np.append(events, nobody.astype(bool)))
    best = estimate_survival(early, np.append(events | lost, ~nobody.astype(bool)))
    ends = (curve.median().estimate for curve in (worst, best))
    worst_day, best_day = (math.inf if math.isnan(end) else end for end in ends)
    return Bounds(worst_day, best_day, int(lost.sum()) + nobody.size, how)
