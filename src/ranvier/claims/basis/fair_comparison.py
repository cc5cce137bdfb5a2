"""Treated beside comparators whom lot did not choose: weighted to be alike, and how firm that stands."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.claims.basis.covariates import ALL_COVARIATES
from ranvier.claims.basis.records import Records, of_group
from ranvier.claims.basis.rules import Rules
from ranvier.estimates.comparison.adjustment import AdjustedContrast
from ranvier.estimates.inputs import InputError
from ranvier.estimates.result import Bounds, Estimate
from ranvier.estimates.unknown import unknown_estimate
from ranvier.vocabulary.people import Group

Flags = NDArray[np.bool_]
Covariates = Mapping[str, NDArray[np.float64]]
FindRows = Callable[[Records], pl.DataFrame]
"""Records in; one row a patient with an outcome out: patient_id, group and what the contrast needs."""
Contrast = Callable[[pl.DataFrame, Flags, Covariates], AdjustedContrast]
"""Rows, who is treated, and covariates in; the adjusted contrast out."""


@dataclass(frozen=True)
class LeftOut:
    """Of one group: patients with an outcome, and how many of them lack a covariate."""

    word: str
    n_patients: int
    n_left_out: int

    @property
    def share(self) -> float:
        """Left out of all; 0 in an empty group."""
        return self.n_left_out / self.n_patients if self.n_patients else 0.0


@dataclass(frozen=True)
class Rescored:
    """The adjusted contrast had the treated been scored *points* higher (below 0: lower); None: not known."""

    points: float
    contrast: Estimate | None


@dataclass(frozen=True)
class FairComparison:
    """What adjustment made of a comparison that lot did not make fair.

    plain: the difference without adjustment. adjusted: the weighted one with balance and overlap; None where
    the groups cannot be compared, for the reason of `refusal`. covariates: adjusted for; the others were
    alike in everybody. left_out: for each group, patients of whom not all covariates are known. moved_by: for
    each covariate, by how much leaving it out moves the contrast. if_scored_higher: the adjusted contrast had
    the raters scored the treated `scored_higher_points` higher after time zero; if_scored_lower: so much
    lower, only where the treated are worse off, so that higher scores would make that worse still.
    """

    plain: Estimate
    adjusted: AdjustedContrast | None
    covariates: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    scored_higher_points: float
    moved_by: Mapping[str, float]
    if_scored_higher: Estimate | None = None
    if_scored_lower: Estimate | None = None
    refusal: str = ""

    @property
    def contrast(self) -> Estimate:
        """The adjusted contrast; not known where the groups cannot be compared."""
        if self.adjusted is not None:
            return self.adjusted.contrast
        return unknown_estimate(
            self.refusal,
            definition=self.plain.definition,
            n=self.plain.n,
            unit=self.plain.unit,
            conf_level=self.plain.conf_level,
        )

    @property
    def strongest(self) -> tuple[str, float]:
        """The covariate whose leaving out moves the contrast most, and by how much; nothing without any."""
        return max(self.moved_by.items(), key=lambda item: item[1], default=("", 0.0))

    @property
    def shows_a_difference(self) -> bool:
        """Whether the interval of the adjusted contrast is clear of none."""
        found = self.contrast
        return found.has_interval and (found.lower > 0 or found.upper < 0)

    @property
    def against(self) -> Rescored:
        """Other raters against the difference: harder on the treated, milder where they are worse off."""
        if self.if_scored_lower is not None:
            return Rescored(-self.scored_higher_points, self.if_scored_lower)
        return Rescored(self.scored_higher_points, self.if_scored_higher)

    @property
    def withstands_hidden_bias(self) -> bool:
        """Whether a difference stays with other raters and something unrecorded against it at once.

        Something unrecorded moves the contrast as far as the strongest covariate that was recorded.
        """
        found, worse = self.contrast, self.against.contrast
        if not self.shows_a_difference or worse is None or not worse.has_interval:
            return False
        moved = self.strongest[1]
        return worse.lower - moved > 0 if found.lower > 0 else worse.upper + moved < 0


def find_fair_comparison(
    records: Records, rules: Rules, plain: Estimate, find_rows: FindRows, contrast: Contrast
) -> FairComparison:
    """The contrast with comparators made alike by weights, and what leaving out or blurring does to it."""
    rows = find_rows(records)
    covariates = _known_covariates(records)
    known = _with_covariates(rows, covariates)
    empty = FairComparison(plain, None, (), _left_out(rows, known), rules.rater_shift_points, {})
    names = tuple(name for name in ALL_COVARIATES if name in known.columns and known[name].n_unique() > 1)
    try:
        adjusted = _adjusted(known, names, contrast)
        moved_by = {
            name: _moved(
                adjusted, _adjusted(known, tuple(other for other in names if other != name), contrast)
            )
            for name in (names if len(names) > 1 else ())
        }
    except InputError as refused:
        return replace(empty, covariates=names, refusal=_why(refused))
    fair = replace(empty, adjusted=adjusted, covariates=names, moved_by=moved_by)

    def rescored(points: float) -> Estimate | None:
        rows = find_rows(records.with_treated_scored_higher(points))
        return _adjusted_or_none(_with_covariates(rows, covariates), names, contrast)

    higher = rescored(rules.rater_shift_points)
    lower = rescored(-rules.rater_shift_points) if _is_farther_from_none(fair, higher) else None
    return replace(fair, if_scored_higher=higher, if_scored_lower=lower)


def moved_bounds(bounds: Bounds, fair: FairComparison) -> Bounds:
    """Worst and best case of the plain difference, moved by as much as adjustment moved the difference."""
    by = fair.contrast.estimate - fair.plain.estimate
    if math.isnan(by):
        return bounds
    how = f"{bounds.how}; moved by what adjustment moved the difference"
    return replace(bounds, worst=bounds.worst + by, best=bounds.best + by, how=how)


def _known_covariates(records: Records) -> pl.DataFrame:
    """The patients of whom every covariate is known that is known of anybody."""
    covariates = records.covariates()
    asked = [name for name in ALL_COVARIATES if covariates[name].null_count() < covariates.height]
    return covariates.select("patient_id", *asked).drop_nulls()


def _with_covariates(rows: pl.DataFrame, covariates: pl.DataFrame) -> pl.DataFrame:
    """The rows of those patients, sorted by patient."""
    return rows.join(covariates, on="patient_id").sort("patient_id")


def _left_out(rows: pl.DataFrame, known: pl.DataFrame) -> tuple[LeftOut, ...]:
    words = (("treated", Group.TREATED), ("comparators", Group.COMPARATOR))
    sizes = [(word, of_group(rows, group).height, of_group(known, group).height) for word, group in words]
    return tuple(LeftOut(word, n, n - n_known) for word, n, n_known in sizes)


def _adjusted(known: pl.DataFrame, names: tuple[str, ...], contrast: Contrast) -> AdjustedContrast:
    treated = (known["group"] == Group.TREATED.value).to_numpy()
    return contrast(known, treated, {name: known[name].to_numpy() for name in names})


def _adjusted_or_none(known: pl.DataFrame, names: tuple[str, ...], contrast: Contrast) -> Estimate | None:
    try:
        return _adjusted(known, names, contrast).contrast
    except InputError:
        return None


def _is_farther_from_none(fair: FairComparison, higher: Estimate | None) -> bool:
    """Whether the treated are worse off, so that higher scores would only make the difference larger."""
    if higher is None or not fair.shows_a_difference:
        return False
    found = fair.contrast.estimate
    return (higher.estimate - found) * found > 0


def _moved(whole: AdjustedContrast, without: AdjustedContrast) -> float:
    return abs(whole.contrast.estimate - without.contrast.estimate)


def _why(refused: InputError) -> str:
    return "; ".join(problem.problem for problem in refused.problems)
