"""How much more often the event comes, for one unit more of a covariate: Cox regression on whole days."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.survival.followed import check_event, check_followed
from ranvier.estimates.survival.hazard_ratio_fit import HazardFit, fit_hazards
from ranvier.estimates.survival.hazard_ratio_model import ChiSquareTest, HazardModel
from ranvier.estimates.survival.hazard_ratio_refusals import NoHazardRatio
from ranvier.estimates.survival.hazard_ratio_rows import HazardRows, ScaledRows, check_rows, scaled_rows
from ranvier.kernels.cox import score_residuals

__all__ = ["ChiSquareTest", "HazardModel", "NoHazardRatio", "estimate_hazard_ratios"]

Floats = NDArray[np.float64]

FEWEST_EVENTS = 10
"""Of each covariate; with fewer the intervals hold less than they promise, which the estimate's method says.

Source: Peduzzi P et al. J Clin Epidemiol 1995;48:1503-1510."""


def estimate_hazard_ratios(  # noqa: PLR0913 - what follow-up has, and each option by its name
    exit_day: ArrayLike,
    event: ArrayLike,
    covariates: Mapping[str, ArrayLike],
    *,
    entry_day: ArrayLike | None = None,
    strata: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    cluster: ArrayLike | None = None,
    conf_level: float = 0.95,
    definition: str = "hazard ratio",
) -> HazardModel:
    """Hazard ratios of the covariates, each held against the others (Cox, events of one day by Efron).

    exit_day: whole days, 1 or more, to the event or the end of follow-up. event: whether it was the event.
    entry_day: a row is at risk on the days after it, up to and with exit_day; rows of one patient over time
    share a *cluster*. strata: risk sets are compared within one only. weights: how often a row counts; rows
    with 0 are left out. With weights or clusters the covariance is robust (infinitesimal jackknife, summed
    within clusters), as R coxph(robust = TRUE). Raises InputError; NoHazardRatio, one of its kind, where a
    ratio runs to infinity or covariates cannot be told apart.
    Source: Cox DR. J R Stat Soc B 1972;34:187-220; Efron B. J Am Stat Assoc 1977;72:557-565;
    Lin DY, Wei LJ. J Am Stat Assoc 1989;84:1074-1078. Equals R survival::coxph.
    """
    inputs = Inputs("hazard ratio")
    conf_level = inputs.conf_level(conf_level)
    events = check_event(inputs, event)
    followed = check_followed(
        inputs, exit_day, events, "event", entry_day=entry_day, weights=weights, cluster=cluster
    )
    rows = check_rows(inputs, followed, covariates, strata)
    scaled = scaled_rows(rows)
    fit = fit_hazards(scaled, rows.names)
    return _model(rows, scaled, fit, conf_level, definition)


def _model(
    rows: HazardRows, scaled: ScaledRows, fit: HazardFit, conf_level: float, definition: str
) -> HazardModel:
    followed = rows.followed
    units = np.outer(scaled.scale, scaled.scale)
    own = fit.covariance / units
    robust = _robust_covariance(rows, scaled, fit) / units if followed.is_robust else own
    return HazardModel(
        names=rows.names,
        coefficients=fit.coefficients / scaled.scale,
        covariance=robust,
        model_covariance=own,
        log_likelihood=fit.at.log_likelihood,
        null_log_likelihood=fit.null_log_likelihood,
        score_statistic=fit.score_statistic,
        n=rows.n_patients,
        n_rows=followed.n,
        n_events=int(np.count_nonzero(followed.event)),
        conf_level=conf_level,
        is_robust=followed.is_robust,
        definition=definition,
        how=_how(rows),
        weights=followed.weights_text,
    )


def _robust_covariance(rows: HazardRows, scaled: ScaledRows, fit: HazardFit) -> Floats:
    """The influence of each cluster on the coefficients, squared and added up."""
    influence = fit.covariance @ score_residuals(scaled.rows, fit.at)
    cluster = rows.followed.cluster
    if cluster is not None:
        of_rows = cluster[scaled.rows.slots.row]
        influence = np.stack([np.bincount(of_rows, weights=part) for part in influence])
    return np.asarray(influence @ influence.T, np.float64)


def _how(rows: HazardRows) -> str:
    strata = ", within strata" if rows.stratum.any() else ""
    robust = "robust " if rows.followed.is_robust else ""
    clustered = "" if rows.followed.cluster is None else ", rows of one cluster together"
    n_events = np.count_nonzero(rows.followed.event)
    few = ", fewer than 10 events a covariate" if n_events < FEWEST_EVENTS * len(rows.names) else ""
    return f"Cox regression, Efron ties{strata}, {robust}Wald interval{clustered}{few}"
