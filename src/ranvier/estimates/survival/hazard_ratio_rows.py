"""What a Cox regression accepts, checked, and laid out for its kernel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.labels import check_columns, check_labels
from ranvier.estimates.survival.followed import Followed
from ranvier.kernels.cox import CoxRows, cox_rows
from ranvier.kernels.cox_slots import lay_out

Floats = NDArray[np.float64]

FEWEST_PATIENTS = 10
"""Fewer give no large-sample interval worth the name; nor do fewer than two more than covariates, whose
robust covariance could not be told from one that is singular."""


@dataclass(frozen=True, eq=False)
class HazardRows:
    """Rows that count, with covariates (n_covariates, n_rows) under their names; strata are 0, 1, ..."""

    followed: Followed
    names: tuple[str, ...]
    covariates: Floats
    stratum: NDArray[np.int64]

    @property
    def n_patients(self) -> int:
        """Clusters where rows have one, else rows."""
        cluster = self.followed.cluster
        return self.followed.n if cluster is None else int(np.count_nonzero(np.bincount(cluster)))


@dataclass(frozen=True, eq=False)
class ScaledRows:
    """Rows as the kernel takes them, covariates around their stratum's mean in units of *scale*."""

    rows: CoxRows
    scale: Floats


def check_rows(
    inputs: Inputs, followed: Followed, covariates: Mapping[str, ArrayLike], strata: ArrayLike | None
) -> HazardRows:
    """The rows with a weight above 0; raises InputError with everything that *inputs* found wrong."""
    inputs.each(
        followed.exit_day > 0,
        "exit_day must be 1 or more",
        "exit_day",
        "leave out patients seen on day 0 only and count them as unseen",
    )
    covariates = check_columns(inputs, covariates)
    columns = [inputs.numbers(name, values) for name, values in covariates.items()]
    inputs.require(
        bool(columns), "covariates must hold at least one", "covariates", 'such as {"treated": treated}'
    )
    stratum = np.zeros(followed.n, np.int64) if strata is None else check_labels(inputs, "strata", strata)
    sizes = [(name, column.size) for name, column in zip(covariates, columns, strict=True)]
    inputs.same_length(("exit_day", followed.n), ("strata", stratum.size), *sizes)
    inputs.finish()
    rows = _that_count(HazardRows(followed, tuple(covariates), np.stack(columns), stratum))
    _refuse_what_cannot_vary(rows)
    return rows


def scaled_rows(rows: HazardRows) -> ScaledRows:
    """Covariates centred within strata, which changes no ratio and keeps digits, and scaled."""
    followed = rows.followed
    slots = lay_out(followed.exit_day, followed.event, followed.entry_day, rows.stratum)
    weight = followed.each_weight[slots.row]
    covariates = _centred(rows.covariates[:, slots.row], rows.stratum[slots.row])
    spread = np.sqrt(np.einsum("ij,ij->i", covariates, covariates) / covariates.shape[1])
    scale = np.where(spread > 0, spread, 1.0)
    covariates /= scale[:, None]
    return ScaledRows(cox_rows(slots, covariates, weight), scale)


def _centred(covariates: Floats, stratum: NDArray[np.int64]) -> Floats:
    if stratum.max() == 0:
        return np.asarray(covariates - covariates.mean(axis=1, keepdims=True), np.float64)
    n = np.maximum(np.bincount(stratum), 1)
    means = np.stack([np.bincount(stratum, weights=covariate) / n for covariate in covariates])
    return np.asarray(covariates - means[:, stratum], np.float64)


def _that_count(rows: HazardRows) -> HazardRows:
    weights = rows.followed.weights
    if weights is None or (weights > 0).all():
        return rows
    counts = weights > 0
    followed = rows.followed
    return HazardRows(
        Followed(
            followed.exit_day[counts],
            followed.kind[counts],
            None if followed.entry_day is None else followed.entry_day[counts],
            weights[counts],
            None if followed.cluster is None else followed.cluster[counts],
        ),
        rows.names,
        rows.covariates[:, counts],
        rows.stratum[counts],
    )


def _refuse_what_cannot_vary(rows: HazardRows) -> None:
    inputs = Inputs("hazard ratio")
    fewest = max(FEWEST_PATIENTS, len(rows.names) + 2)
    inputs.require(
        rows.n_patients >= fewest,
        f"{len(rows.names)} hazard ratios need {fewest} patients or more, but there are {rows.n_patients}"
        if fewest > FEWEST_PATIENTS
        else f"a hazard ratio needs {FEWEST_PATIENTS} patients or more, but there are {rows.n_patients}",
        "exit_day",
        "tell the patients one by one, or compare shares with exact intervals",
    )
    inputs.require(
        bool(rows.followed.event.any()),
        "nobody has the event, so no hazard can be compared",
        "event",
        "report the upper limit of the rate or of the share instead",
    )
    for name, covariate in zip(rows.names, rows.covariates, strict=True):
        inputs.require(
            rows.n_patients == 0 or bool(np.ptp(covariate) > 0),
            f"{name} is the same for everybody, so it explains nothing",
            name,
            "leave it out, or compare with patients in whom it differs",
        )
    inputs.finish()
