"""Whether patients with more lesions before changed otherwise: EDSS points for ten more lesions."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.changes import unseen_size
from ranvier.claims.endpoints.needs import time_zero_columns, unanswered, unseen_reasons
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import POINTS_PER_10_LESIONS
from ranvier.course.days import days_between
from ranvier.course.edss_change import NO_BASELINE, NO_TIME_ZERO
from ranvier.estimates.comparison.covariates import Columns
from ranvier.estimates.comparison.effect_modification import estimate_effect_modification
from ranvier.estimates.comparison.modifier import Modifier
from ranvier.estimates.comparison.robust_lines import fit_robust_lines
from ranvier.estimates.inputs import InputError
from ranvier.estimates.result import Bounds, Estimate
from ranvier.estimates.unknown import unknown_estimate
from ranvier.vocabulary.people import Group
from ranvier.vocabulary.visits import MriRegion

Floats = NDArray[np.float64]

OLDEST_MRI_DAYS = 365
"""An older MRI of the brain does not say how many lesions there were at time zero. Own proposal."""

NO_MRI_BEFORE, NO_AGE = "no_mri_before", "no_birth_year"

CAUTIONS = (
    "Lesions are counted with error, so that the slope reads too shallow (regression dilution).",
    "Many lesions are a mark of active disease, and active patients recover from relapses by themselves. "
    "Only the same slope among comparators takes that away.",
)
_OF = "slope on lesions"
_ADJUSTED = "adjusted for EDSS and age before"
_HOW = "not seen, with lesions known: worst where they make more lesions look worse, best the reverse"


@dataclass(frozen=True)
class _People:
    """Lesions in tens, EDSS and age before, and the change (NaN: not seen); one entry a patient."""

    columns: Floats
    changes: Floats

    @property
    def seen(self) -> NDArray[np.bool_]:
        return np.isfinite(self.changes)


def find_change_by_lesions(bench: Workbench, interpretation: Interpretation) -> Finding:
    """EDSS points by which the change differs for ten more T2 lesions before, in the treated.

    Lesions of the brain on the last MRI of the year before time zero, adjusted for the EDSS and the age then.
    Below 0: more lesions, better course. The contrast takes the slope among the comparators away.
    """
    missing = time_zero_columns(bench, "visits.edss", "mri.t2_lesions", "patients.birth_year")
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    rows = _rows(bench, interpretation)
    treated = rows.filter(pl.col("group") == Group.TREATED.value)
    unseen = unseen_reasons(treated)
    try:
        found = _slope(_people(treated), interpretation.label)
    except InputError as refused:
        return unanswered(bench, interpretation, reason=_why(refused), unseen=unseen)
    size = unseen_size(interpretation.asserted, bench.rules.unseen_points)
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=POINTS_PER_10_LESIONS,
        higher_is_better=False,
        n_treated=bench.records.n_treated,
        found=found,
        bounds=_bounds(_people(treated), size),
        contrast=_contrast(bench, rows),
        unseen=unseen,
        cautions=CAUTIONS,
    )


def _rows(bench: Workbench, interpretation: Interpretation) -> pl.DataFrame:
    """Everyone of either group: tens of lesions, EDSS, age, change, and why one of them is not known."""
    changes = bench.records.changes(float(interpretation.parameters["months"]))
    ages = bench.records.covariates().select("patient_id", "age")
    rows = changes.join(_lesions(bench), on="patient_id", how="left").join(ages, on="patient_id", how="left")
    has_start = ~pl.col("unseen").is_in([NO_TIME_ZERO, NO_BASELINE]).fill_null(value=False)
    why = (
        pl.when(has_start & pl.col("tens").is_null())
        .then(pl.lit(NO_MRI_BEFORE))
        .when(has_start & pl.col("age").is_null())
        .then(pl.lit(NO_AGE))
        .otherwise("unseen")
    )
    return rows.with_columns(why.alias("unseen")).sort("patient_id")


def _lesions(bench: Workbench) -> pl.DataFrame:
    """Tens of T2 lesions of the brain on the last MRI of the year before time zero."""
    is_brain = pl.col("region").is_null() | (pl.col("region") == MriRegion.BRAIN.value)
    return (
        bench.cohort.table("mri")
        .filter(is_brain, pl.col("t2_lesions").is_not_null())
        .join(bench.records.zeros.select("patient_id", "zero_date"), on="patient_id")
        .filter(days_between("zero_date", "date").is_between(0, OLDEST_MRI_DAYS))
        .sort("patient_id", "date", "t2_lesions")
        .group_by("patient_id", maintain_order=True)
        .agg((pl.col("t2_lesions").last() / 10).alias("tens"))
    )


def _people(rows: pl.DataFrame) -> _People:
    """The patients whose lesions, EDSS and age before are known."""
    known = rows.drop_nulls(["tens", "baseline_edss", "age"])
    columns = known.select("tens", "baseline_edss", "age").to_numpy().astype(np.float64)
    return _People(columns, known["change"].cast(pl.Float64).fill_null(np.nan).to_numpy())


def _slope(people: _People, label: str) -> Estimate:
    names = ("lesions", "EDSS", "age")
    seen = people.seen
    columns = Columns(names, people.columns[seen])
    found = fit_robust_lines(_OF, people.changes[seen], columns).combined((1.0,), 0.95)
    method = f"linear model, {_ADJUSTED}, robust variance (HC3), t interval"
    return Estimate(*found, int(seen.sum()), method, label, POINTS_PER_10_LESIONS)


def _bounds(people: _People, size: float) -> Bounds:
    """The slope if the unseen changed by *size*, each so that more lesions look worse, or better."""
    design = np.column_stack([np.ones(people.changes.size), people.columns])
    weight = np.linalg.pinv(design)[1]  # the slope is this sum of the changes
    seen = people.seen
    known = float(weight[seen] @ people.changes[seen])
    reach = size * float(np.abs(weight[~seen]).sum())
    return Bounds(known + reach, known - reach, int((~seen).sum()), _HOW)


def _contrast(bench: Workbench, rows: pl.DataFrame) -> Estimate | None:
    """The slope among the treated minus that among the comparators; None where nobody is compared."""
    if bench.records.n_comparator == 0:
        return None
    definition = f"difference of slopes, treated minus comparator, {_ADJUSTED}"
    known = rows.drop_nulls(["tens", "baseline_edss", "age", "change"])
    try:
        found = estimate_effect_modification(
            known["change"].to_numpy(),
            (known["group"] == Group.TREATED.value).to_numpy(),
            Modifier("lesions", known["tens"].to_numpy()),
            covariates={"EDSS": known["baseline_edss"].to_numpy(), "age": known["age"].to_numpy()},
            conf_level=bench.rules.contrast_conf_level,
        ).interaction
    except InputError as refused:
        return unknown_estimate(
            _why(refused), definition=definition, n=known.height, unit=POINTS_PER_10_LESIONS
        )
    return replace(found, definition=definition, unit=POINTS_PER_10_LESIONS)


def _why(refused: InputError) -> str:
    return "; ".join(problem.problem for problem in refused.problems)
