"""Each patient's time on a named treatment, shortly before a start of it, and without any drug."""

from __future__ import annotations

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.needs import unanswered
from ranvier.claims.language.claim import Interpretation
from ranvier.course.days import first_dates
from ranvier.course.relapse_rate import find_observation
from ranvier.course.stretches import find_stretches
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.products import TreatmentKind

ON, BEFORE, OFF = "on", "before", "off"
"""States of a patient's time: under the treatment, in the days before a start of it, without any drug."""

DAYS_BEFORE_A_START = 90
"""A drug is begun because of what happened just before: these days are kept apart. Own proposal."""

NO_TIME_OBSERVED = "no_time_observed"
"""Not seen twice, or only under other drugs and after a cell dose."""

CAUTIONS = (
    "A treatment is begun because the disease is active, and ended for reasons of its own (indication). The "
    f"{DAYS_BEFORE_A_START} days before each start are kept apart; what was active for longer, and receded "
    "by itself, still counts for the treatment.",
    "Time under other drugs, under treatments of unknown kind and after the first cell dose is left out. "
    "Before the first day of a treatment a patient counts as without it (no immortal time).",
)

_DRUGS = (TreatmentKind.DMT.value, TreatmentKind.IMMUNOSUPPRESSANT.value, TreatmentKind.AHSCT.value)


def why_not_asked(bench: Workbench, interpretation: Interpretation, *more: str) -> Finding | None:
    """The answer where the treatment is not named, or the records lack what it takes; None elsewhere."""
    missing = bench.cohort.missing(
        "treatments.substance", "treatments.kind", "treatments.start_date", "visits.date", *more
    )
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    if not {"substance", "kind"} & interpretation.parameters.keys():
        return unanswered(bench, interpretation, reason="The claim names neither a substance nor a kind.")
    return None


def find_exposed_time(cohort: Cohort, interpretation: Interpretation) -> pl.DataFrame:
    """Stretches of patients' time without overlap: patient_id, start_date, end_date and state.

    From the first visit to the last contact. substance: names separated by commas, capitals do not matter;
    with a kind as well, both must hold. A treatment without an end lasts to the end of observation, as does a
    transplantation. Dates known by month or year are used at their stated day.
    """
    observed = find_observation(cohort)
    courses = _courses(cohort, observed, interpretation)
    segments = find_stretches(observed, courses)
    active = segments.join(courses, on="patient_id").filter(
        pl.col("from_date") <= pl.col("start_date"), pl.col("start_date") < pl.col("to_date")
    )
    states = active.group_by("patient_id", "start_date").agg(pl.col("state").unique())
    held = pl.col("state").list
    return (
        segments.join(states, on=["patient_id", "start_date"], how="left")
        .with_columns(pl.col("state").fill_null([]))
        .filter(~held.contains(_OTHER))
        .with_columns(
            pl.when(held.contains(ON))
            .then(pl.lit(ON))
            .when(held.contains(BEFORE))
            .then(pl.lit(BEFORE))
            .otherwise(pl.lit(OFF))
            .alias("state")
        )
        .sort("patient_id", "start_date")
    )


def n_without_time(cohort: Cohort, spans: pl.DataFrame) -> dict[str, int]:
    """How many patients have no stretch at all, under its reason."""
    n = cohort.patients.height - spans["patient_id"].n_unique()
    return {NO_TIME_OBSERVED: n} if n else {}


_OTHER = "other"


def _courses(cohort: Cohort, observed: pl.DataFrame, interpretation: Interpretation) -> pl.DataFrame:
    """patient_id, from_date, to_date and state of each treatment, and of the days before each start."""
    rows = cohort.treatments.select(
        "patient_id",
        pl.col("start_date").alias("from_date"),
        pl.when(pl.col("kind").ne_missing(TreatmentKind.AHSCT.value)).then("end_date").alias("to_date"),
        _is_asked(interpretation).alias("asked"),
        (pl.col("kind").is_in(_DRUGS) | pl.col("kind").is_null()).alias("is_drug"),
    )
    on = rows.filter("asked").select("patient_id", "from_date", "to_date", state=pl.lit(ON))
    before = on.select(
        "patient_id",
        pl.col("from_date") - pl.duration(days=DAYS_BEFORE_A_START),
        to_date="from_date",
        state=pl.lit(BEFORE),
    )
    others = rows.filter(~pl.col("asked"), "is_drug").select(
        "patient_id", "from_date", "to_date", state=pl.lit(_OTHER)
    )
    dosed = first_dates(cohort.administrations, "date", "from_date").select(
        "patient_id", "from_date", to_date=pl.lit(None, pl.Date), state=pl.lit(_OTHER)
    )
    ends = observed.select("patient_id", last_date="end_date")
    return (
        pl.concat([on, before, others, dosed])
        .join(ends, on="patient_id")
        .with_columns(pl.min_horizontal(pl.col("to_date").fill_null(pl.col("last_date")), "last_date"))
        .drop("last_date")
    )


def _is_asked(interpretation: Interpretation) -> pl.Expr:
    parameters, is_asked = interpretation.parameters, pl.lit(value=True)
    if "substance" in parameters:
        names = [name.strip().lower() for name in str(parameters["substance"]).split(",")]
        is_asked &= pl.col("substance").str.strip_chars().str.to_lowercase().is_in(names)
    if "kind" in parameters:
        is_asked &= (pl.col("kind") == str(parameters["kind"])).fill_null(value=False)
    return is_asked
