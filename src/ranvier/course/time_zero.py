"""Who is treated, who is a comparator, and from which day each one's time counts."""

from __future__ import annotations

import polars as pl

from ranvier.tables.cohort import Cohort
from ranvier.tables.model import TABLES
from ranvier.tables.of_a_cohort import of_a_cohort
from ranvier.vocabulary.people import Group


@of_a_cohort
def find_time_zero(cohort: Cohort) -> pl.DataFrame:
    """Day 0 of everyone treated or compared with: one row a patient, sorted by patient_id.

    Columns: patient_id, group ("treated" or "comparator"), zero_date (null where the programme declares no
    time zero for the group, or the patient has no such date). Patients of neither group are left out.
    Source of the rule: verdict rule 2.
    """
    grouped = _grouped(cohort).filter(pl.col("group").is_not_null())
    declared = cohort.programme.time_zero
    parts = [
        _with_zero_date(cohort, grouped.filter(pl.col("group") == group), source)
        for group, source in ((Group.TREATED, declared.treated), (Group.COMPARATOR, declared.comparator))
    ]
    return pl.concat(parts).sort("patient_id")


def _grouped(cohort: Cohort) -> pl.DataFrame:
    group = (
        pl.when(_is_treated(cohort))
        .then(pl.lit(Group.TREATED.value))
        .when(_is_comparator(cohort))
        .then(pl.lit(Group.COMPARATOR.value))
    )
    return cohort.patients.select("patient_id", group.alias("group"))


def _is_treated(cohort: Cohort) -> pl.Expr:
    """Matched by the programme's words; else by a cell dose; else everyone, where no dose table exists."""
    words = cohort.programme.groups.treated
    if words:
        return pl.col("group").is_in(list(words))
    if cohort.has("administrations"):
        dosed = cohort.administrations["patient_id"].unique()
        return pl.col("patient_id").is_in(dosed.implode()) & ~_is_comparator(cohort)
    return ~_is_comparator(cohort)


def _is_comparator(cohort: Cohort) -> pl.Expr:
    return pl.col("group").is_in(list(cohort.programme.groups.comparator)).fill_null(value=False)


def _with_zero_date(cohort: Cohort, members: pl.DataFrame, source: str | None) -> pl.DataFrame:
    table, _, column = (source or "").partition(".")
    if table not in TABLES or column not in {date.name for date in TABLES[table].dates}:
        return members.with_columns(pl.lit(None, pl.Date).alias("zero_date"))
    dates = cohort.table(table).group_by("patient_id").agg(pl.col(column).min().alias("zero_date"))
    return members.join(dates, on="patient_id", how="left")
