"""Whether young deficits of a functional system recede more often than old ones."""

from __future__ import annotations

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.redraw import Numbers
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.needs import time_zero_columns, unanswered
from ranvier.claims.endpoints.other_scores import system_changes
from ranvier.claims.endpoints.two_groups import TwoGroups, two_groups
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import PERCENTAGE_POINTS
from ranvier.course.days import days_between
from ranvier.vocabulary.scales.functional_systems import SYSTEMS, FunctionalSystem
from ranvier.vocabulary.time import days_from_months

RELAPSE_DAYS = 30
"""A relapse that began at most so long before a grade was first seen brought it: the deficit is as old."""

AGE_UNKNOWN = "deficit_age_unknown"
"""There already at the first visit, and seen for less than the stated age since."""

CAUTIONS = (
    "Young deficits are often those of a relapse that recedes by itself: this tells how deficits run, not "
    "what a therapy does.",
    "A grade scored too high at one visit looks like a young deficit, and recedes at the next (regression to "
    "the mean); one seen at many visits is more often real.",
    "A deficit counts from the first visit of the unbroken run of visits that show it; it may have begun "
    "before, so that some old ones pass for young.",
)
_YOUNG, _OLD = "deficits younger than {:g} months", "older deficits"


def find_gain_by_deficit_duration(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The share of young deficits that receded minus that of old ones, in percentage points.

    Of everyone in the records with a time zero and a raw grade of the system then, of at least the grades to
    be gained. A deficit there at the first visit already may be older than it was seen: unless it is old
    anyway, it may belong to either group, and is worst and best case.
    """
    system = _system(interpretation)
    missing = time_zero_columns(bench, f"visits.{system.column}", "relapses.onset_date")
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    groups = two_groups(_rows(bench, interpretation, system), 0.0, 100.0)
    if not groups.are_enough(bench):
        reason = f"Fewer than {bench.rules.least_group} young or old deficits were seen at that time."
        return unanswered(bench, interpretation, reason=reason, unseen=groups.unseen())
    words = (_YOUNG.format(float(interpretation.parameters["months_old"])), _OLD)

    def numbers(of: TwoGroups) -> Numbers:
        return Numbers(
            of.difference_of_shares(f"difference of shares that receded, {words[0]} minus {words[1]}"),
            of.bounds(lower_is_better=False),
        )

    told = numbers(groups)
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=PERCENTAGE_POINTS,
        higher_is_better=True,
        n_treated=bench.records.n_treated,
        found=told.found,
        bounds=told.bounds,
        hidden=groups.hidden(interpretation.asserted, ("all better", "none better")),
        redraw=groups.redrawn(numbers, bench),
        unseen=groups.unseen(),
        beside=groups.shares(words),
        cautions=CAUTIONS,
        picture={"counts": (("deficits seen", groups.n_seen),)},
    )


def _rows(bench: Workbench, interpretation: Interpretation, system: FunctionalSystem) -> pl.DataFrame:
    parameters = interpretation.parameters
    grades, old = float(parameters["grades"]), days_from_months(float(parameters["months_old"]))
    changes = system_changes(bench.records, system, float(parameters["months"]))
    affected = changes.filter(pl.col("baseline") >= max(grades, 1.0))
    rows = affected.join(_ages(bench, affected, system), on="patient_id", how="left")
    young = (
        pl.when(pl.col("age_days") >= old)
        .then(pl.lit(value=False))
        .when(~pl.col("was_there_first"))
        .then(pl.lit(value=True))
    )
    receded = 100.0 * (pl.col("change") <= -grades).cast(pl.Float64)
    unknown = pl.when(pl.col("first").is_null()).then(pl.lit(AGE_UNKNOWN))
    return rows.select("patient_id", "unseen", young.alias("first"), receded.alias("value")).with_columns(
        pl.coalesce("unseen", unknown).alias("unseen")
    )


def _ages(bench: Workbench, affected: pl.DataFrame, system: FunctionalSystem) -> pl.DataFrame:
    """age_days of the deficit at its baseline, and whether it was there at the first visit already."""
    graded = (
        bench.cohort.visits.select("patient_id", "date", pl.col(system.column).alias("grade"))
        .drop_nulls()
        .join(affected.select("patient_id", "baseline", "baseline_date"), on="patient_id")
        .filter(pl.col("date") <= pl.col("baseline_date"))
        .sort("patient_id", "date")
    )
    before = pl.col("date").filter(pl.col("grade") < pl.col("baseline")).max()
    run = (
        graded.with_columns(before.over("patient_id").alias("last_without"))
        .filter((pl.col("date") > pl.col("last_without")).fill_null(value=True))
        .group_by("patient_id", maintain_order=True)
        .agg(
            pl.col("date").first().alias("first_date"),
            pl.col("baseline_date").first(),
            pl.col("last_without").first().is_null().alias("was_there_first"),
        )
    )
    return (
        run.join(_relapse_before(bench, run), on="patient_id", how="left")
        .with_columns(pl.coalesce("relapse_date", "first_date").alias("began_date"))
        .select(
            "patient_id",
            days_between("baseline_date", "began_date").alias("age_days"),
            (pl.col("was_there_first") & pl.col("relapse_date").is_null()).alias("was_there_first"),
        )
    )


def _relapse_before(bench: Workbench, run: pl.DataFrame) -> pl.DataFrame:
    """The first relapse that began within the days before the grade was first seen."""
    since = days_between("first_date", "onset_date")
    return (
        bench.cohort.relapses.select("patient_id", "onset_date")
        .join(run.select("patient_id", "first_date"), on="patient_id")
        .filter(since.is_between(0, RELAPSE_DAYS))
        .group_by("patient_id")
        .agg(pl.col("onset_date").min().alias("relapse_date"))
    )


def _system(interpretation: Interpretation) -> FunctionalSystem:
    return next(system for system in SYSTEMS if system.name == interpretation.parameters["system"])
