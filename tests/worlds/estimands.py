"""Programmes for scoring estimates, and what is true of them under continuous observation without error."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.records import find_records
from ranvier.claims.basis.rules import Rules
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.language.asserted import AssertedKind, AssertedSet
from ranvier.claims.language.claim import Interpretation
from ranvier.course.baseline import find_baseline
from ranvier.course.follow_up import find_follow_up
from ranvier.course.time_zero import find_time_zero
from ranvier.definitions.follow_up import FreeOfWorsening
from ranvier.estimates.rates.relapse_rate import estimate_relapse_rate
from ranvier.estimates.survival.kaplan_meier import estimate_survival
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.people import Assignment
from ranvier.vocabulary.time import DAYS_PER_YEAR
from tests.worlds.cohort_changes import chosen_by_severity
from tests.worlds.courses import together
from tests.worlds.design import Design, record
from tests.worlds.leaving import Leaves, Leaving
from tests.worlds.raters import heavy_tailed, nearest_step
from tests.worlds.step_law import StepPlan, draw_law, step_courses

EFFECT, SPREAD = -1.0, 0.3
FIVE_YEARS = 1826
PLAN = StepPlan(n=240, lowest=2.5, highest=6.0, in_relapse=0.2)
SICKER = replace(PLAN, n=120, lowest=3.5, progressive=0.6)
MILDER = replace(PLAN, n=120, highest=5.0, progressive=0.25)
DENSE = tuple(np.arange(1, 150) * 0.5)
"""Months of visits so close that nothing is missed: every 15 days."""

NOBODY = "nobody"
LEAVING = {
    NOBODY: Leaving(),
    "anybody": Leaving(0.08),
    "the worse": Leaving(0.08, Leaves.WORSE, 1.0),
    "the better": Leaving(0.08, Leaves.BETTER, 1.0),
}
"""Who leaves: 8 % a year where nothing has changed, times e for each point of change in that direction."""

CHANGE, FALL, FREE, RATE = "mean change", "share with a fall", "share free", "relapse rate"
CONTRAST, FREE_CONTRAST = "contrast of changes", "contrast of shares free"
CHOSEN, SEVERE = "adjusted contrast, chosen by score", "adjusted contrast, chosen by severity"


@dataclass(frozen=True)
class Found:
    """One estimate of one programme, in points, percent or relapses a year; NaN where there is none."""

    estimate: float
    lower: float
    upper: float
    worst: float = float("nan")
    best: float = float("nan")
    seen_percent: float = 100.0


def estimates(seed: int, leaving: Leaving) -> dict[str, Found]:
    """Every estimate, each from the programme of *seed* that it is scored on."""
    chosen = chosen_by_severity(_programme(seed, leaving, replace(PLAN, n=480)), seed)
    return {
        **_by_lot(_programme(seed, leaving, PLAN)),
        CHOSEN: _contrast(_finding(_bench(chosen), "edss_change_mean", months=12)),
        SEVERE: _contrast(_finding(_bench(_severe_treated(seed, leaving)), "edss_change_mean", months=12)),
    }


def _programme(seed: int, leaving: Leaving, plan: StepPlan) -> Cohort:
    rng = np.random.default_rng([seed, plan.n])
    return record(step_courses(plan, rng), _design(leaving, Assignment.RANDOMISED), rng)


def _severe_treated(seed: int, leaving: Leaving) -> Cohort:
    """Nobody was drawn by lot: the treated are truly sicker, which their scores show only in part."""
    rng = np.random.default_rng([seed, 1])
    courses = together(step_courses(SICKER, rng), step_courses(MILDER, rng))
    return record(courses, _design(leaving, Assignment.EXTERNAL), rng)


def _design(leaving: Leaving, compared: Assignment) -> Design:
    return Design(EFFECT, SPREAD, compared, rater=heavy_tailed, leaving=leaving)


def _by_lot(cohort: Cohort) -> dict[str, Found]:
    """The estimates of a programme whose comparators were drawn by lot."""
    bench = _bench(cohort)
    change = _finding(bench, "edss_change_mean", months=12)
    fall = _finding(bench, "edss_fall_share", months=12, points=1.0)
    free = _finding(bench, "free_of_worsening", months=60)
    return {
        CHANGE: _found(change),
        FALL: _found(fall),
        FREE: _found(free),
        RATE: _relapse_rate(cohort),
        CONTRAST: _contrast(change),
        FREE_CONTRAST: _contrast(free),
    }


def _bench(cohort: Cohort) -> Workbench:
    # 95 % for every interval, so that one column can be read; a claim's contrast is judged at 99 %
    return Workbench(find_records(cohort), Rules(contrast_conf_level=0.95), lambda _name, _parameters: None)


def _finding(bench: Workbench, endpoint: str, **parameters: float) -> Finding:
    anything = AssertedSet(AssertedKind.BETWEEN, -3.0, 3.0)
    return ENDPOINTS[endpoint](bench, Interpretation(endpoint, endpoint, anything, parameters))


def _seen_percent(finding: Finding) -> float:
    return 100 - 100 * sum(finding.unseen.values()) / finding.n_treated


def _found(finding: Finding) -> Found:
    found, bounds = finding.found, finding.bounds
    nan = float("nan")
    if found is None or bounds is None:
        return Found(nan, nan, nan, seen_percent=_seen_percent(finding))
    ends = (bounds.worst, bounds.best) if bounds.n_unseen else (nan, nan)
    return Found(found.estimate, found.lower, found.upper, *ends, _seen_percent(finding))


def _contrast(finding: Finding) -> Found:
    found, bounds = finding.contrast, finding.contrast_bounds
    nan = float("nan")
    if found is None:
        return Found(nan, nan, nan, seen_percent=_seen_percent(finding))
    ends = (bounds.worst, bounds.best) if bounds is not None and bounds.n_unseen else (nan, nan)
    return Found(found.estimate, found.lower, found.upper, *ends, _seen_percent(finding))


def _relapse_rate(cohort: Cohort) -> Found:
    """Relapses from day 0 to the last visit, of everybody: the therapy changes none."""
    people = cohort.patients.select("patient_id", "enrolled_date", "last_contact_date")
    years = (people["last_contact_date"] - people["enrolled_date"]).dt.total_days().clip(0) / DAYS_PER_YEAR
    after = cohort.relapses.join(people, on="patient_id").filter(
        (pl.col("onset_date") > pl.col("enrolled_date"))
        & (pl.col("onset_date") <= pl.col("last_contact_date"))
    )
    counts = people.join(
        after.group_by("patient_id").len(), on="patient_id", how="left", maintain_order="left"
    )
    found = estimate_relapse_rate(counts["len"].fill_null(0).to_numpy(), years.to_numpy())
    return Found(found.estimate, found.lower, found.upper)


@cache
def truths() -> dict[str, float]:
    """What is true of all whom such a programme could take: from the causes, without rater or loss."""
    rng = np.random.default_rng(2024)
    plan = replace(PLAN, n=100_000)
    law = draw_law(plan, rng.random(plan.n) < plan.progressive, rng)
    day = np.column_stack([-rng.integers(0, 8, plan.n), np.full(plan.n, 365.0)]).astype(np.float64)
    effect = EFFECT + SPREAD * rng.standard_normal(plan.n)
    points = law.points_at(day)
    treated = points + np.column_stack([np.zeros(plan.n), effect])
    change = nearest_step(treated[:, 1]) - nearest_step(treated[:, 0])
    relapses = (law.onset_day > 0) & (law.onset_day <= FIVE_YEARS)
    free, free_without = (_true_share_free(rng_seed=7, effect=size) for size in (EFFECT, 0.0))
    return {
        CHANGE: float((treated[:, 1] - treated[:, 0]).mean()),
        FALL: 100 * float((change <= -1).mean()),
        FREE: free,
        RATE: float(relapses.sum() / (plan.n * FIVE_YEARS / DAYS_PER_YEAR)),
        CONTRAST: EFFECT,
        FREE_CONTRAST: free - free_without,
        CHOSEN: EFFECT,
        SEVERE: EFFECT,
    }


def _true_share_free(*, rng_seed: int, effect: float, n: int = 10_000) -> float:
    """Percent free of confirmed worsening at five years, seen every 15 days without error or loss."""
    rng = np.random.default_rng(rng_seed)
    courses = step_courses(replace(PLAN, n=n, months=DENSE), rng)
    design = Design(effect, SPREAD if effect else 0.0, Assignment.NONE)
    cohort = record(courses, design, rng)
    followed = find_follow_up(cohort, find_baseline(cohort, find_time_zero(cohort)), FreeOfWorsening())
    curve = estimate_survival(followed["exit_day"].to_numpy(), followed["event"].to_numpy())
    return 100 * curve.at(FIVE_YEARS).estimate
