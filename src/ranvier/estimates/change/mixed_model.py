"""How scores of patients move over the years: a mixed model with a random intercept and slope."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.change.mixed_model_result import MixedModel
from ranvier.estimates.change.mixed_model_rows import OF, ModelRows, model_rows
from ranvier.estimates.change.mixed_model_search import Found, find_random_effects
from ranvier.estimates.inputs import Inputs
from ranvier.estimates.labels import check_labels
from ranvier.estimates.result import Estimate
from ranvier.kernels.mixed_model import PatientSums, patient_scores, patient_sums

Floats = NDArray[np.float64]


#: Of the variance of all scores; what is left around the lines below it is rounding.
_ROUNDING = 1e-9


def estimate_mixed_model(
    score: ArrayLike,
    patient: ArrayLike,
    years: ArrayLike,
    covariates: Mapping[str, ArrayLike] | None = None,
    *,
    slope_by: Sequence[str] = (),
    random_slope: bool = True,
    reml: bool = True,
) -> MixedModel:
    """The course of a score over the years, with a level and a slope of each patient around the common ones.

    score, patient, years: one entry a visit; visits need not be balanced. covariates: numbers, one entry a
    visit, in the model as they are. slope_by: covariates that also change the slope (years times covariate).
    random_slope: without it patients differ in their level alone. reml: restricted likelihood, else maximum
    likelihood, which a comparison of models with other covariates needs. A variance estimated as 0 is said
    in `singular` and is no error.
    Raises InputError for missing, constant or collinear covariates, for patients with a single row
    throughout, for too few rows, and where the search does not end. Equals R lme4's lmer.
    Source: Laird NM, Ware JH. Biometrics 1982;38:963-974.
    """
    rows = model_rows(score, patient, years, covariates or {}, slope_by, random_slope=random_slope)
    scaled = _scaled(rows, random_slope=random_slope)
    found = find_random_effects(scaled.sums, random_slope=random_slope, reml=reml)
    _check_found(found, rows)
    return _model(rows, scaled, found, reml=reml)


def estimate_slope_difference(
    score: ArrayLike,
    patient: ArrayLike,
    years: ArrayLike,
    treated: ArrayLike,
    covariates: Mapping[str, ArrayLike] | None = None,
    *,
    robust: bool = False,
    conf_level: float = 0.95,
) -> Estimate:
    """How much steeper the scores of the treated run a year than the others', by a mixed model.

    treated: true or false, one entry a visit. robust: interval by the sandwich of the patients, refused of
    fewer than 10 patients in a group, whose own line leaves nothing of their spread. See
    `estimate_mixed_model`, which this calls by REML with a random intercept and slope. Raises InputError.
    """
    inputs = Inputs(OF)
    flags = inputs.flags("treated", treated)
    inputs.finish()
    if robust:
        _check_groups(flags, patient)
    columns = {"treated": flags, **(covariates or {})}
    model = estimate_mixed_model(score, patient, years, columns, slope_by=("treated",))
    return model.slope_difference("treated", conf_level, robust=robust)


FEWEST = 10
"""Patients of a group below which the sandwich is far too narrow; of one patient it is near 0."""


def _check_groups(treated: NDArray[np.bool_], patient: ArrayLike) -> None:
    """Raises InputError."""
    inputs = Inputs(OF)
    numbers = check_labels(inputs, "patient", patient)
    inputs.same_length(("treated", treated.size), ("patient", numbers.size))
    inputs.finish()
    fewest = min(np.unique(numbers[of_group]).size for of_group in (treated, ~treated))
    inputs.require(
        fewest == 0 or fewest >= FEWEST,
        f"a group has fewer than {FEWEST} patients, too few for a robust interval",
        "treated",
        "use robust=False, or tell the patients one by one",
    )
    inputs.finish()


@dataclass(frozen=True)
class _Scaled:
    """The rows in units in which the search is well conditioned, and the way back.

    turn: X is basis @ turn. first: coefficients of an ordinary fit, from which the search starts. undo: takes
    random effects in scaled years to those in years.
    """

    sums: PatientSums
    basis: Floats
    rest: Floats
    turn: Floats
    first: Floats
    undo: Floats


def _scaled(rows: ModelRows, *, random_slope: bool) -> _Scaled:
    middle, spread = 0.0, 1.0
    if random_slope:
        middle, spread = float(rows.years.mean()), float(rows.years.std())
    basis, turn = np.linalg.qr(rows.design)
    first = basis.T @ rows.score
    rest = rows.score - basis @ first
    sums = patient_sums(basis, rest, (rows.years - middle) / spread, rows.starts)
    undo = np.array([[1.0, -middle / spread], [0.0, 1 / spread]])
    return _Scaled(sums, basis, rest, turn, first, undo)


def _model(rows: ModelRows, scaled: _Scaled, found: Found, *, reml: bool) -> MixedModel:
    best = found.profile
    back = np.linalg.inv(scaled.turn)
    degrees = rows.score.size - (best.beta.size if reml else 0)
    residual_variance = best.squares / degrees
    between = residual_variance * (scaled.undo @ found.g @ scaled.undo.T)
    inverse = np.linalg.inv(best.xvx)
    bread = back @ inverse
    rest = scaled.rest - scaled.basis @ best.beta
    pulls = patient_scores(scaled.sums, found.g, best, scaled.basis * rest[:, None], rows.starts) @ bread.T
    # REML counts |X'V^-1 X| in the units of X, as lme4 does.
    units = 2 * float(np.log(np.abs(np.diag(scaled.turn))).sum()) if reml else 0.0
    return MixedModel(
        names=rows.names,
        coefficients=_frozen(back @ (scaled.first + best.beta)),
        covariance=_frozen(residual_variance * (bread @ back.T)),
        robust_covariance=_frozen(pulls.T @ pulls),
        intercept_variance=float(between[0, 0]),
        slope_variance=float(between[1, 1]),
        covariance_of_both=float(between[0, 1]),
        residual_variance=residual_variance,
        log_likelihood=-(best.deviance + units) / 2,
        n=rows.starts.size,
        n_rows=rows.score.size,
        reml=reml,
        singular=_singular(between, found),
    )


def _singular(between: Floats, found: Found) -> str:
    if not found.is_singular:
        return ""
    if between[0, 0] <= 0:
        return "the variance between patients is estimated as 0"
    if between[1, 1] <= 0:
        return "the variance of the slopes is estimated as 0"
    return "the correlation of intercept and slope is estimated as 1 or \N{MINUS SIGN}1"


def _check_found(found: Found, rows: ModelRows) -> None:
    inputs = Inputs(OF)
    error = found.profile.squares / rows.score.size
    inputs.require(
        error > _ROUNDING * float(rows.score.var()),
        "the scores lie on lines without error",
        "score",
        "a mixed model needs scores that vary around their patient's line",
    )
    inputs.require(
        found.has_converged or error <= 0,
        "the search for the variances does not end",
        "score",
        "leave out the random slope, or covariates",
    )
    inputs.finish()


def _frozen(values: Floats) -> Floats:
    values.flags.writeable = False
    return values
