"""Studies pooled, with the rows of a forest plot: each study's number, interval, weight and provenance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl
from scipy.special import ndtri

from ranvier.estimates.inputs import Inputs, expect
from ranvier.estimates.pooling.meta_analysis import estimate_pooled
from ranvier.estimates.pooling.options import RANDOM_EFFECTS, Pooling, PoolingScale
from ranvier.estimates.pooling.pooled_estimate import PooledEstimate
from ranvier.estimates.pooling.study_number import StudyNumber
from ranvier.estimates.result import Estimate, HasEstimates

_COLUMNS = {
    "study": pl.String,
    "estimate": pl.Float64,
    "lower": pl.Float64,
    "upper": pl.Float64,
    "n": pl.Int64,
    "weight_percent": pl.Float64,
    "status": pl.String,
    "is_unverified": pl.Boolean,
    "is_pooled": pl.Boolean,
}


@dataclass(frozen=True)
class ForestRow:
    """One study: its number with a normal interval, and its part in the mean (0 where it is not pooled)."""

    study: str
    estimate: float
    lower: float
    upper: float
    n: int | None
    weight_percent: float
    status: str
    is_unverified: bool
    is_pooled: bool


@dataclass(frozen=True)
class Forest(HasEstimates):
    """The rows of a forest plot and what the studies give together."""

    rows: tuple[ForestRow, ...]
    together: PooledEstimate

    def estimates(self) -> tuple[Estimate, ...]:
        """The mean, the prediction and the spread between the studies."""
        return self.together.estimates()

    @property
    def table(self) -> pl.DataFrame:
        """One row a study."""
        return pl.DataFrame([vars(row) for row in self.rows], schema=_COLUMNS, orient="row")


def estimate_forest(
    studies: Sequence[StudyNumber],
    *,
    method: Pooling = RANDOM_EFFECTS,
    conf_level: float = 0.95,
    with_unverified: bool = False,
    definition: str = "mean of the studies",
    unit: str = "",
) -> Forest:
    """What several studies give together, beside each of them.

    method: as `estimate_pooled` takes it; its scale is that of the studies.
    A number that was not verified at its source is shown and marked, and pooled only when *with_unverified*
    is true; the definition of the mean then says so. Raises InputError for studies on different scales, a
    study named twice, and fewer than two studies to pool.
    """
    scale = _common_scale(studies)
    taken = [study for study in studies if study.may_decide or with_unverified]
    n_unverified = sum(not study.may_decide for study in taken)
    together = estimate_pooled(
        [study.value for study in taken],
        [study.std_error for study in taken],
        method=replace(method, scale=scale),
        conf_level=conf_level,
        definition=definition + (f", {n_unverified} of {len(taken)} unverified" if n_unverified else ""),
        unit=unit,
    )
    weights = dict(zip((study.label for study in taken), together.weights_percent, strict=True))
    return Forest(tuple(_row(study, weights.get(study.label), conf_level) for study in studies), together)


def _common_scale(studies: Sequence[StudyNumber]) -> PoolingScale:
    for number, study in enumerate(studies, 1):
        hint = "make it by study_from_estimate, study_from_share or study_from_mean"
        expect("mean of studies", f"study {number}", study, StudyNumber, hint)
    inputs = Inputs("mean of studies")
    scales = {study.scale for study in studies}
    inputs.require(len(studies) > 0, "there is no study", "studies", "hand over two or more")
    inputs.require(len(scales) <= 1, "studies must be on one scale", "studies", "pool each scale by itself")
    labels = {study.label for study in studies}
    inputs.require(
        len(labels) == len(studies), "a study is named twice", "studies", "give each its own label"
    )
    inputs.finish()
    return scales.pop()


def _row(study: StudyNumber, weight_percent: float | None, conf_level: float) -> ForestRow:
    half_width = float(ndtri((1 + conf_level) / 2)) * study.std_error
    estimate, lower, upper = (study.scale.back(study.value + sign * half_width) for sign in (0, -1, 1))
    return ForestRow(
        study=study.label,
        estimate=estimate,
        lower=lower,
        upper=upper,
        n=study.n,
        weight_percent=float(weight_percent or 0.0),
        status=study.status.value if study.status else "",
        is_unverified=not study.may_decide,
        is_pooled=weight_percent is not None,
    )
