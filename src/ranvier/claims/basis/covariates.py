"""What patients of both groups were like at time zero: the covariates that confound."""

from __future__ import annotations

import polars as pl

from ranvier.course.days import days_between
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.people import Sex
from ranvier.vocabulary.phenotypes import Phenotype
from ranvier.vocabulary.time import DAYS_PER_YEAR

COVARIATES: dict[str, tuple[str, ...]] = {
    "age": ("patients.birth_year",),
    "sex": ("patients.sex",),
    "years since onset": ("patients.onset_date",),
    "EDSS": ("visits.edss",),
    "relapses in the year before": ("relapses.onset_date",),
    "phenotype": ("patients.phenotype",),
}
"""Covariate and the columns it is made from."""

CALENDAR = "calendar year"
"""Of time zero: diagnosis, drugs and course change with the years. Groups are adjusted for it as well."""

ALL_COVARIATES = (*COVARIATES, CALENDAR)

PROGRESSIVE = [phenotype.value for phenotype in Phenotype if phenotype.is_progressive]
DAYS_BEFORE = 365


def find_covariates(cohort: Cohort, members: pl.DataFrame) -> pl.DataFrame:
    """One row a patient of *members*, one number a covariate; null where it is not known."""
    people = members.join(
        cohort.patients.select("patient_id", "birth_year", "sex", "onset_date", "phenotype"),
        on="patient_id",
        how="left",
    ).join(_relapses_before(cohort, members), on="patient_id", how="left")
    return people.select(
        "patient_id",
        (pl.col("zero_date").dt.year() - pl.col("birth_year")).cast(pl.Float64).alias("age"),
        (pl.col("sex") == Sex.FEMALE.value).cast(pl.Float64).alias("sex"),
        (days_between("zero_date", "onset_date") / DAYS_PER_YEAR).alias("years since onset"),
        pl.col("baseline_edss").alias("EDSS"),
        pl.col("n_relapses").alias("relapses in the year before"),
        pl.col("phenotype").is_in(PROGRESSIVE).cast(pl.Float64).alias("phenotype"),
        pl.col("zero_date").dt.year().cast(pl.Float64).alias(CALENDAR),
    ).sort("patient_id")


def _relapses_before(cohort: Cohort, members: pl.DataFrame) -> pl.DataFrame:
    """n_relapses in the year before time zero: 0 where none is known, null without a relapse table."""
    dated = members.filter(pl.col("zero_date").is_not_null()).select("patient_id", "zero_date")
    if not cohort.has("relapses"):
        return dated.select("patient_id", pl.lit(None, pl.Float64).alias("n_relapses"))
    counted = (
        cohort.relapses.join(dated, on="patient_id")
        .filter(days_between("zero_date", "onset_date").is_between(1, DAYS_BEFORE))
        .group_by("patient_id")
        .agg(pl.len().cast(pl.Float64).alias("n_relapses"))
    )
    return dated.join(counted, on="patient_id", how="left").select(
        "patient_id", pl.col("n_relapses").fill_null(0)
    )
