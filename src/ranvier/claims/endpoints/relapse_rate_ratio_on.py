"""How many times as often relapses come under a treatment as without any drug."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.exposed_time import (
    BEFORE,
    CAUTIONS,
    DAYS_BEFORE_A_START,
    OFF,
    ON,
    find_exposed_time,
    n_without_time,
    why_not_asked,
)
from ranvier.claims.endpoints.needs import unanswered
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import TIMES
from ranvier.course.relapse_rate import count_relapses
from ranvier.estimates.inputs import InputError
from ranvier.estimates.rates.incidence import Incidence
from ranvier.estimates.rates.rate_model import estimate_rate_ratios
from ranvier.estimates.rates.rate_ratio import estimate_ratio_of_rates
from ranvier.estimates.result import Estimate
from ranvier.estimates.self_controlled.fitted_ratios import estimate_ratios
from ranvier.estimates.self_controlled.intervals import Intervals
from ranvier.vocabulary.time import DAYS_PER_YEAR

OWN_CONTROLS = "each patient beside their own time without any drug; between patients shown beside"
_BETWEEN = "relapse rate on it over that without any drug, between patients"
_WITHIN = "relapse rate on it over that without any drug, patients their own controls"


def find_relapse_rate_ratio_on(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The relapse rate under the treatment over that without any drug; 1: no difference.

    Primary: patients as their own controls (conditional Poisson regression), of everyone in the records with
    both kinds of time. Beside it the ratio between patients (negative binomial, patients as clusters), and
    that of the days before a start, which show why it was begun.
    """
    lacking = why_not_asked(bench, interpretation, "relapses.onset_date")
    if lacking is not None:
        return lacking
    spans = count_relapses(bench.cohort, find_exposed_time(bench.cohort, interpretation))
    unseen = n_without_time(bench.cohort, spans)
    try:
        within = _within(spans)
    except InputError as refused:
        reason = "; ".join(problem.problem for problem in refused.problems)
        return unanswered(bench, interpretation, reason=reason, unseen=unseen)
    between = _between(spans)
    beside = (between,) if between.is_known else ()
    if ON not in within or not within[ON].is_known:
        reason = "No patient with a relapse was seen both under the treatment and without any drug."
        return replace(unanswered(bench, interpretation, reason=reason, unseen=unseen), beside=beside)
    before = within.get(BEFORE)
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=TIMES,
        higher_is_better=False,
        n_treated=bench.records.n_treated,
        found=replace(within[ON], definition=_WITHIN, unit=TIMES),
        unseen=unseen,
        beside=beside,
        cautions=(f"The primary number: {OWN_CONTROLS}.", *CAUTIONS),
        before_exposure=_named_before(before),
        picture={"counts": (("patients with a relapse and both kinds of time", within[ON].n),)},
    )


def _named_before(before: Estimate | None) -> Estimate | None:
    if before is None or not before.is_known:
        return None
    words = f"relapse rate in the {DAYS_BEFORE_A_START} days before a start over that without any drug"
    return replace(before, definition=words, unit=TIMES)


def _within(spans: pl.DataFrame) -> dict[str, Estimate]:
    """The ratio of each state to time without any drug, of patients with a relapse."""
    days = (pl.col("person_years") * DAYS_PER_YEAR).round().sum().cast(pl.Int64).alias("n_days")
    rows = spans.group_by("patient_id", "state").agg(days, pl.col("n_relapses").sum())
    with_relapse = pl.col("n_relapses").sum().over("patient_id") > 0
    varied = pl.col("state").n_unique().over("patient_id") > 1
    rows = rows.filter(with_relapse & varied).sort("patient_id", "state")
    if OFF not in rows["state"]:
        return {}
    columns = {state: (rows["state"] == state).to_numpy() for state in (ON, BEFORE) if state in rows["state"]}
    if ON not in columns:
        return {}
    intervals = Intervals(
        case=np.unique(rows["patient_id"].to_numpy(), return_inverse=True)[1].astype(np.int64),
        n_days=rows["n_days"].to_numpy(),
        n_events=rows["n_relapses"].to_numpy(),
        columns=columns,
        compared_with=dict.fromkeys(columns, "time without any drug"),
        n_windows=len(columns),
    )
    return estimate_ratios(intervals, 0.95)


def _between(spans: pl.DataFrame) -> Estimate:
    """The same between patients; exact, as if relapses came alone, where patients are too few for a model."""
    states = [state for state in (ON, BEFORE) if state in spans["state"]]
    try:
        model = estimate_rate_ratios(
            spans["n_relapses"].to_numpy(),
            spans["person_years"].to_numpy(),
            {state: (spans["state"] == state).to_numpy() for state in states},
            cluster=spans["patient_id"].to_numpy(),
        )
        return replace(model.ratio(ON), definition=_BETWEEN, unit=TIMES)
    except InputError:
        exact = estimate_ratio_of_rates(_incidence(spans, ON), _incidence(spans, OFF))
        return replace(exact, definition=_BETWEEN, unit=TIMES)


def _incidence(spans: pl.DataFrame, state: str) -> Incidence:
    rows = spans.filter(pl.col("state") == state)
    return Incidence(
        int(rows["n_relapses"].sum()), float(rows["person_years"].sum()), rows["patient_id"].n_unique()
    )
