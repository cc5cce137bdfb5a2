"""Whether those who were treated early in the disease changed otherwise than those treated late."""

from __future__ import annotations

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.changes import unseen_size
from ranvier.claims.endpoints.needs import time_zero_columns, unanswered, without_contrast
from ranvier.claims.endpoints.two_groups import two_groups
from ranvier.claims.endpoints.untreated_course import NO_ONSET_DATE
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import EDSS_POINTS
from ranvier.course.days import days_between
from ranvier.vocabulary.people import Group
from ranvier.vocabulary.time import DAYS_PER_YEAR

CAUTION = (
    "Early in the disease relapses are more frequent and recover better, with any treatment and without: the "
    "difference between early and late is not by itself one that the therapy makes."
)
_NOT_COMPARED = "early and late among the treated; what comparators do is not taken away"


def find_change_by_duration(bench: Workbench, interpretation: Interpretation) -> Finding:
    """Mean EDSS change of the treated within so many years of onset minus that of those treated later.

    Below 0: the early ones fared better.
    """
    missing = time_zero_columns(bench, "visits.edss", "patients.onset_date")
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    years = float(interpretation.parameters["years"])
    size = unseen_size(interpretation.asserted, bench.rules.unseen_points)
    groups = two_groups(_rows(bench, interpretation), -size, size)
    if not groups.are_enough(bench):
        reason = f"Fewer than {bench.rules.least_group} treated were seen within or after {years:g} years."
        return unanswered(bench, interpretation, reason=reason, unseen=groups.unseen())
    words = (f"treated within {years:g} years of onset", "treated later")
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=EDSS_POINTS,
        higher_is_better=False,
        n_treated=bench.records.n_treated,
        found=groups.difference(f"difference of mean changes, {words[0]} minus {words[1]}", EDSS_POINTS),
        bounds=groups.bounds(lower_is_better=True),
        contrast=without_contrast(bench, _NOT_COMPARED),
        unseen=groups.unseen(),
        beside=groups.means(words, EDSS_POINTS),
        cautions=(CAUTION,),
    )


def _rows(bench: Workbench, interpretation: Interpretation) -> pl.DataFrame:
    parameters = interpretation.parameters
    onsets = bench.cohort.patients.select("patient_id", "onset_date")
    lasted = days_between("zero_date", "onset_date") / DAYS_PER_YEAR
    zeros = bench.records.members(Group.TREATED).select("patient_id", "zero_date")
    early = zeros.join(onsets, on="patient_id").select(
        "patient_id", (lasted < float(parameters["years"])).alias("first")
    )
    changes = bench.records.changes(float(parameters["months"]), Group.TREATED)
    without_onset = pl.when(pl.col("first").is_null()).then(pl.lit(NO_ONSET_DATE))
    return changes.join(early, on="patient_id", how="left").select(
        "patient_id",
        "first",
        pl.col("change").alias("value"),
        pl.coalesce("unseen", without_onset).alias("unseen"),
    )
