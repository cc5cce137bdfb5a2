"""Each patient's time, cut where a treatment starts or ends."""

from __future__ import annotations

import polars as pl

from ranvier.course.relapse_rate import find_observation
from ranvier.course.stretches import find_stretches
from ranvier.definitions.epochs import TreatmentEpochs
from ranvier.errors import RanvierError
from ranvier.tables.cohort import Cohort
from ranvier.tables.of_a_cohort import of_a_cohort
from ranvier.vocabulary.products import TreatmentKind

_DEFAULT = TreatmentEpochs()

START, SWITCH, RESUMED, GAP = "start", "switch", "resumed", "gap"
"""How an epoch begins: a treatment after none, after another, again after another; no treatment."""


@of_a_cohort
def find_epochs(cohort: Cohort, definition: TreatmentEpochs = _DEFAULT) -> pl.DataFrame:
    """Treatment epochs: many rows a patient, without overlap or hole, by patient_id and start_date.

    They cover the observation of each patient (`find_observation`). Columns: patient_id, start_date,
    end_date (the first day of the next epoch, or the last of observation), substance and kind (null: no
    treatment), beside (other substances at some time of it, by name; null: none), begins ("start",
    "switch", "resumed", "gap"), course_date (the day the treatment began, which may lie before the epoch;
    null: no treatment) and assessed_from (start_date, or the end of the treatment's wash-in if that is
    later; not after end_date).

    Of two treatments started on one day the first by name holds the time. A treatment without an end lasts to
    the end of observation: so do transplantations and cell doses, which have none. Substances are compared
    without regard to capitals. Dates known by month or year are used at their stated day. A treatment whose
    kind is not recorded holds no time.

    Raises RanvierError where the treatments and their kinds (for epochs of cells alone: the doses) were not
    supplied: a gap is time without treatment, not time of which nothing is known.
    """
    _check_supplied(cohort, definition)
    observed = find_observation(cohort)
    courses = _courses(cohort, observed, definition)
    segments = _with_holder(find_stretches(observed, courses), courses)
    return _epochs(segments, definition)


def _check_supplied(cohort: Cohort, definition: TreatmentEpochs) -> None:
    of_treatments = cohort.has("treatments", "kind" if cohort.treatments.height else "patient_id")
    of_cells = set(definition.kinds) == {TreatmentKind.CELLS} and cohort.has("administrations")
    if not (of_treatments or of_cells):
        raise RanvierError(
            "time without treatment cannot be told from time of which nothing is known",
            where="treatments, column kind",
            hint="supply the table treatments with its kinds, empty if there were none",
        )


def _courses(cohort: Cohort, observed: pl.DataFrame, definition: TreatmentEpochs) -> pl.DataFrame:
    """patient_id, substance, kind, from_date and to_date of each course, same substances merged."""
    rows = pl.concat([_treatments(cohort), _doses(cohort)])
    rows = rows.filter(pl.col("kind").is_in([kind.value for kind in definition.kinds]))
    same = ["patient_id", "substance"]
    bridge = pl.duration(days=definition.bridged_days)
    return (
        rows.join(observed.select("patient_id", "end_date"), on="patient_id")
        .with_columns(pl.min_horizontal(pl.col("to_date").fill_null(pl.col("end_date")), "end_date"))
        .drop("end_date")
        .filter(pl.col("from_date") < pl.col("to_date"))
        .sort(*same, "from_date", "to_date", "kind")
        .with_columns(pl.col("to_date").cum_max().shift().over(same).alias("until"))
        .with_columns(
            (pl.col("from_date") > pl.col("until") + bridge)
            .fill_null(value=True)
            .cum_sum()
            .over(same)
            .alias("n")
        )
        .group_by(*same, "n", maintain_order=True)
        .agg(pl.col("kind").first(), pl.col("from_date").min(), pl.col("to_date").max())
        .drop("n")
    )


def _treatments(cohort: Cohort) -> pl.DataFrame:
    return cohort.treatments.select(
        "patient_id",
        pl.col("substance").str.strip_chars().str.to_lowercase(),
        "kind",
        from_date="start_date",
        to_date="end_date",
    )


def _doses(cohort: Cohort) -> pl.DataFrame:
    cells = pl.lit(TreatmentKind.CELLS.value)
    return cohort.administrations.select(
        "patient_id",
        pl.coalesce("product", cells).alias("substance"),
        cells.alias("kind"),
        from_date="date",
        to_date=pl.lit(None, pl.Date),
    )


def _with_holder(segments: pl.DataFrame, courses: pl.DataFrame) -> pl.DataFrame:
    """Adds the treatment that holds each stretch, and those beside it."""
    active = (
        segments.join(courses, on="patient_id")
        .filter(pl.col("from_date") <= pl.col("start_date"), pl.col("start_date") < pl.col("to_date"))
        .sort("from_date", "substance", descending=[True, False])
        .group_by("patient_id", "start_date", maintain_order=True)
        .agg(
            pl.col("substance").first(),
            pl.col("kind").first(),
            pl.col("from_date").first().alias("course_date"),
            pl.col("substance").slice(1).alias("beside"),
        )
    )
    return segments.join(active, on=["patient_id", "start_date"], how="left").sort("patient_id", "start_date")


def _epochs(segments: pl.DataFrame, definition: TreatmentEpochs) -> pl.DataFrame:
    """Stretches that one course of treatment holds without a break become one epoch."""
    same = ("patient_id", "substance", "course_date")
    changes = pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift()) for name in same)
    washed_in = pl.col("course_date") + pl.duration(days=definition.wash_in_days)
    return (
        segments.with_columns(changes.cum_sum().alias("epoch"))
        .group_by("epoch", maintain_order=True)
        .agg(
            pl.col(*same, "kind", "start_date").first(),
            pl.col("end_date").last(),
            pl.col("beside").list.explode(keep_nulls=False, empty_as_null=False).unique().sort(),
        )
        .select(
            *("patient_id", "start_date", "end_date", "substance", "kind"),
            pl.col("beside").list.join(", ").replace("", None),
            _begins(),
            "course_date",
            pl.min_horizontal("end_date", pl.max_horizontal("start_date", washed_in)).alias("assessed_from"),
        )
        .sort("patient_id", "start_date")
    )


def _begins() -> pl.Expr:
    """How an epoch begins."""
    before = pl.col("substance").shift().over("patient_id", order_by="start_date")
    is_first = pl.col("start_date") == pl.col("start_date").min().over("patient_id")
    return (
        pl.when(pl.col("substance").is_null())
        .then(pl.lit(GAP))
        .when(~is_first & (pl.col("course_date") < pl.col("start_date")))
        .then(pl.lit(RESUMED))
        .when(before.is_null())
        .then(pl.lit(START))
        .otherwise(pl.lit(SWITCH))
        .alias("begins")
    )
