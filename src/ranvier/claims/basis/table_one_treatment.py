"""The lines of table 1 about what was given, imaged and scored."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from ranvier.claims.basis.table_one_cells import Cell, not_recorded, share_cell
from ranvier.course.days import days_between
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.products import TreatmentKind

MS_DRUGS = [TreatmentKind.DMT.value, TreatmentKind.IMMUNOSUPPRESSANT.value, TreatmentKind.AHSCT.value]
DRUG_WINDOW_DAYS = 90
STEROID_WINDOW_DAYS = 30
NO_DEVIATION = ("", "none", "no")
"""What a cell of deviations may say where there was none."""


def _drug(cohort: Cohort, members: pl.DataFrame) -> Cell:
    """On a drug for MS on any day of the window: begun before it closes, not ended before it opens."""
    if not cohort.has("treatments", "kind"):
        return not_recorded(members)
    begun = days_between("start_date", "zero_date") <= DRUG_WINDOW_DAYS
    ended = (days_between("end_date", "zero_date") < -DRUG_WINDOW_DAYS).fill_null(value=False)
    on_drug = (
        cohort.treatments.filter(pl.col("kind").is_in(MS_DRUGS))
        .join(members.select("patient_id", "zero_date"), on="patient_id")
        .filter(begun & ~ended)
    )
    return _share_of_dated(members, on_drug)


def _steroids(cohort: Cohort, members: pl.DataFrame) -> Cell:
    if not (cohort.has("treatments", "kind") or cohort.has("relapses", "steroids_start")):
        return not_recorded(members)
    courses = cohort.treatments.filter(pl.col("kind") == TreatmentKind.STEROID.value)
    starts = pl.concat(
        [
            courses.select("patient_id", pl.col("start_date").alias("date")),
            cohort.relapses.select("patient_id", pl.col("steroids_start").alias("date")),
        ]
    )
    near = starts.join(members.select("patient_id", "zero_date"), on="patient_id").filter(
        days_between("date", "zero_date").abs() <= STEROID_WINDOW_DAYS
    )
    return _share_of_dated(members, near)


def _share_of_dated(members: pl.DataFrame, found: pl.DataFrame) -> Cell:
    """The share of those with a time zero who have a row in *found*."""
    has_row = pl.col("patient_id").is_in(found["patient_id"].implode())
    return share_cell(members.select(pl.when(pl.col("zero_date").is_not_null()).then(has_row)).to_series())


def _lesion(cohort: Cohort, members: pl.DataFrame) -> Cell:
    """On the last MRI with contrast on or before time zero."""
    if not cohort.has("mri", "gd_lesions"):
        return not_recorded(members)
    last = (
        cohort.table("mri")
        .filter(pl.col("gd_lesions").is_not_null())
        .join(members.select("patient_id", "zero_date"), on="patient_id")
        .filter(pl.col("date") <= pl.col("zero_date"))
        .filter(pl.col("date") == pl.col("date").max().over("patient_id"))
        .group_by("patient_id")
        .agg((pl.col("gd_lesions") > 0).any().alias("has_lesion"))
    )
    has_lesion = members.join(last, on="patient_id", how="left", maintain_order="left")["has_lesion"]
    return share_cell(has_lesion, shows_total=True)


def _two_doses(cohort: Cohort, members: pl.DataFrame) -> Cell:
    if not cohort.has("administrations"):
        return not_recorded(members)
    doses = cohort.administrations.group_by("patient_id").agg(pl.len().alias("n_doses"))
    n_doses = members.join(doses, on="patient_id", how="left", maintain_order="left")["n_doses"].fill_null(0)
    return share_cell(n_doses >= 2)


def _deviations(cohort: Cohort, members: pl.DataFrame) -> Cell:
    if not cohort.has("administrations", "deviation"):
        return not_recorded(members)
    deviating = deviating_doses(cohort).join(members, on="patient_id", how="semi")
    n_patients = deviating["patient_id"].n_unique()
    patients = "patient" if n_patients == 1 else "patients"
    doses = "dose" if deviating.height == 1 else "doses"
    text = f"{n_patients:,} {patients}, {deviating.height:,} {doses}"
    return Cell(text, 0, (n_patients, deviating.height))


def deviating_doses(cohort: Cohort) -> pl.DataFrame:
    """Doses whose row says what departed from the plan."""
    said = pl.col("deviation").str.strip_chars().str.to_lowercase()
    return cohort.administrations.filter(said.is_not_null() & ~said.is_in(NO_DEVIATION))


def _blinded(cohort: Cohort, members: pl.DataFrame) -> Cell:
    """Patients all of whose scores after time zero are known to come from a blinded rater."""
    if not cohort.has("visits", "rater_blinded"):
        return not_recorded(members)
    scored = (
        cohort.visits.filter(pl.col("edss").is_not_null() & pl.col("rater_blinded").is_not_null())
        .join(members.select("patient_id", "zero_date"), on="patient_id")
        .filter(pl.col("date") > pl.col("zero_date"))
        .group_by("patient_id")
        .agg(pl.col("rater_blinded").all().alias("is_blinded"))
    )
    return share_cell(members.join(scored, on="patient_id", how="left", maintain_order="left")["is_blinded"])


TREATMENT_LINES: tuple[tuple[str, Callable[[Cohort, pl.DataFrame], Cell]], ...] = (
    (f"Drug for MS within ±{DRUG_WINDOW_DAYS} days", _drug),
    (f"Steroids within {STEROID_WINDOW_DAYS} days", _steroids),
    ("Contrast-taking lesion on last MRI", _lesion),
    ("Two doses or more", _two_doses),
    ("Dose with a deviation", _deviations),
    ("Rater blinded to treatment", _blinded),
)
"""Lines with what fills them, in the order of the table."""
