"""How long it took until the EDSS of the treated first fell."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.records import of_group
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.changes import NO_MEDIANS
from ranvier.claims.endpoints.event_curves import arrays_of, curve_of, seen_until
from ranvier.claims.endpoints.improved_by_day import LABEL, improvements_asked
from ranvier.claims.endpoints.needs import time_zero_columns, unanswered, without_contrast
from ranvier.claims.endpoints.visit_spacing import days_apart
from ranvier.claims.language.asserted import AssertedSet, Position
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.wording import DAYS, asserted_text
from ranvier.estimates.result import Bounds
from ranvier.estimates.survival.kaplan_meier import estimate_survival
from ranvier.vocabulary.people import Group

_HOW = (
    "worst: improved at the visit that shows it, the lost never; best: right after the visit before, the "
    "lost right after they were last seen; visits lie {:g} days apart (median)"
)


def find_first_improvement_days(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The days until half of the treated had improved (Kaplan–Meier, dated at the visit that shows it).

    Between two visits nobody knows when it began. Where the claim tells apart what lies between the visit
    that shows it and the one before, it cannot be told; elsewhere worst and best case hold both days, and
    those who were lost.
    """
    missing = time_zero_columns(bench)
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    treated = of_group(improvements_asked(bench.records, interpretation), Group.TREATED)
    unseen, apart = _unseen(bench, treated), days_apart(bench.records, treated)
    median = curve_of(treated, LABEL).median()
    why_not = _why_not(treated, median.estimate, apart, interpretation.asserted)
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


def _why_not(treated: pl.DataFrame, median_day: float, apart: float, asserted: AssertedSet) -> str:
    """Why there is no answer; nothing where there is one."""
    if math.isnan(apart):
        return "No treated patient has an EDSS after time zero."
    if math.isnan(median_day):
        return "Less than half of the treated improved while they were followed, so there is no median."
    exits, events = arrays_of(treated)
    before = treated["before_day"].to_numpy().astype(np.int64)
    first_day = _median_day(np.where(events, before + 1, exits), events)
    if asserted.position(first_day, median_day) is not Position.STRADDLES:
        return ""
    return (
        f"Half had improved on a day from {first_day:g} to {median_day:g}; visits lie {apart:g} days apart "
        f"(median), so whether it was {asserted_text(asserted)} cannot be told."
    )


def _is_lost() -> pl.Expr:
    """Left without improvement although they could have been seen for longer."""
    return ~pl.col("event") & (pl.col("exit_day") < seen_until(_FAR_DAY))


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
    worst_day = _median_day(late, np.append(events, nobody.astype(bool)))
    best_day = _median_day(early, np.append(events | lost, ~nobody.astype(bool)))
    return Bounds(worst_day, best_day, int(lost.sum()) + nobody.size, how)


def _median_day(exits: NDArray[np.int64], events: NDArray[np.bool_]) -> float:
    """The day by which half had the event; infinite where that never comes."""
    day = estimate_survival(exits, events).median().estimate
    return math.inf if math.isnan(day) else day
