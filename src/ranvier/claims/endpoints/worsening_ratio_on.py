"""How many times as often confirmed worsening begins under a treatment as without any drug."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.records import worsening_named
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.exposed_time import (
    BEFORE,
    CAUTIONS,
    DAYS_BEFORE_A_START,
    ON,
    find_exposed_time,
    n_without_time,
    why_not_asked,
)
from ranvier.claims.endpoints.needs import unanswered
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import DEFINITION, TIMES
from ranvier.course.days import days_between
from ranvier.course.follow_up import find_follow_up
from ranvier.definitions.follow_up import FreeOfWorsening
from ranvier.estimates.inputs import InputError
from ranvier.estimates.survival.hazard_ratio import estimate_hazard_ratios
from ranvier.estimates.survival.hazard_ratio_model import HazardModel
from ranvier.tables.cohort import Cohort

_DATED = (
    "A worsening is dated at the visit that shows it, and counts for the treatment under way then; it may "
    "have begun before.",
    "Worsening happens once, so that patients cannot be their own controls: this is between patients, at one "
    "EDSS and age at the first visit.",
)
_NOBODY = "Nobody under this treatment was seen often enough for a worsening to be confirmed."
_HAZARD = "hazard of confirmed worsening, {} over without any drug"


def find_worsening_ratio_on(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The hazard of confirmed worsening under the treatment over that without any drug; 1: no difference.

    Everyone in the records counts from the first EDSS on, until the first confirmed worsening or the last
    visit that could be confirmed. Exposure changes with time (Cox regression, patients as clusters, adjusted
    for EDSS and age at the first visit).
    """
    lacking = why_not_asked(bench, interpretation, "visits.edss")
    if lacking is not None:
        return lacking
    spans = find_exposed_time(bench.cohort, interpretation)
    unseen = n_without_time(bench.cohort, spans)
    rows = _rows(bench.cohort, spans, interpretation)
    if ON not in rows["state"]:
        return unanswered(bench, interpretation, reason=_NOBODY, unseen=unseen)
    try:
        model = _model(rows)
    except InputError as refused:
        reason = "; ".join(problem.problem for problem in refused.problems)
        return unanswered(bench, interpretation, reason=reason, unseen=unseen)
    before = None
    if BEFORE in model.names:
        words = _HAZARD.format(f"in the {DAYS_BEFORE_A_START} days before a start")
        before = replace(model.ratio(BEFORE), definition=words, unit=TIMES)
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=TIMES,
        higher_is_better=False,
        n_treated=bench.records.n_treated,
        found=replace(model.ratio(ON), definition=_HAZARD.format("on it"), unit=TIMES),
        unseen=unseen,
        cautions=(*_DATED, *CAUTIONS),
        before_exposure=before,
        picture={"counts": (("patients followed", model.n),)},
    )


def _rows(cohort: Cohort, spans: pl.DataFrame, interpretation: Interpretation) -> pl.DataFrame:
    """Stretches at risk: patient_id, state, entry_day, exit_day, event, EDSS and age at the first visit."""
    people = _first_visits(cohort)
    asked = FreeOfWorsening(worsening=worsening_named(interpretation.parameters.get(DEFINITION)))
    followed = find_follow_up(cohort, people, asked).select(
        "patient_id", pl.col("event").alias("worsens"), pl.col("exit_day").alias("last_day")
    )
    births = cohort.patients.select("patient_id", "birth_year")
    return (
        spans.join(people.select("patient_id", "zero_date", "baseline_edss"), on="patient_id")
        .join(followed, on="patient_id")
        .join(births, on="patient_id", how="left")
        .with_columns(
            days_between("start_date", "zero_date").clip(0).alias("entry_day"),
            pl.min_horizontal(days_between("end_date", "zero_date"), "last_day").alias("exit_day"),
            (pl.col("zero_date").dt.year() - pl.col("birth_year")).alias("age"),
        )
        .filter(pl.col("exit_day") > pl.col("entry_day"))
        .with_columns((pl.col("worsens") & (pl.col("exit_day") == pl.col("last_day"))).alias("event"))
        .sort("patient_id", "entry_day")
    )


def _first_visits(cohort: Cohort) -> pl.DataFrame:
    """The first EDSS of everyone, as the baseline that follow-up is counted from."""
    return (
        cohort.visits.select("patient_id", "date", "edss")
        .drop_nulls()
        .sort("patient_id", "date", "edss")
        .group_by("patient_id", maintain_order=True)
        .agg(pl.col("date").first().alias("zero_date"), pl.col("edss").first().alias("baseline_edss"))
        .with_columns(
            pl.lit(None, pl.String).alias("group"),
            pl.col("zero_date").alias("baseline_date"),
            pl.lit(0, pl.Int32).alias("baseline_day"),
        )
    )


def _model(rows: pl.DataFrame) -> HazardModel:
    exposure = {state: _flags(rows, state) for state in (ON, BEFORE) if state in rows["state"]}
    if BEFORE in exposure and not rows.filter(pl.col("state") == BEFORE)["event"].any():
        rows = rows.filter(pl.col("state") != BEFORE)  # without an event its ratio runs to 0
        exposure = {ON: _flags(rows, ON)}
    known = {
        name: rows[column].to_numpy().astype(np.float64)
        for name, column in (("EDSS", "baseline_edss"), ("age", "age"))
        if rows[column].null_count() == 0 and rows[column].n_unique() > 1
    }
    return estimate_hazard_ratios(
        rows["exit_day"].to_numpy(),
        rows["event"].to_numpy(),
        {**exposure, **known},
        entry_day=rows["entry_day"].to_numpy(),
        cluster=rows["patient_id"].to_numpy(),
    )


def _flags(rows: pl.DataFrame, state: str) -> NDArray[np.float64]:
    return (rows["state"] == state).to_numpy().astype(np.float64)
