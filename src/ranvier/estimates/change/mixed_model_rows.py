"""The rows of a mixed model: checked, laid out patient by patient, and refused where they say too little."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.labels import check_labels

Floats = NDArray[np.float64]
OF = "mixed model"
INTERCEPT, YEARS = "intercept", "years"

#: A column that the others explain but for this share of its length is no column of its own; R's qr has 1e-7.
_COLLINEAR = 1e-7


class ModelRows(NamedTuple):
    """Rows sorted by patient. design: columns as *names* says. starts: first row of each patient."""

    names: tuple[str, ...]
    design: Floats
    score: Floats
    years: Floats
    starts: NDArray[np.int64]


def interaction_name(covariate: str) -> str:
    """The name of the coefficient by which *covariate* changes the slope."""
    return f"{YEARS}:{covariate}"


def is_slope(name: str) -> bool:
    """Whether the coefficient *name* counts a year."""
    return name == YEARS or name.startswith(f"{YEARS}:")


def model_rows(
    score: ArrayLike,
    patient: ArrayLike,
    years: ArrayLike,
    covariates: Mapping[str, ArrayLike],
    slope_by: Sequence[str],
    *,
    random_slope: bool,
) -> ModelRows:
    """The rows of the model. Raises InputError with everything that is wrong with them."""
    inputs = Inputs(OF)
    scores, at = inputs.numbers("score", score), inputs.numbers("years", years)
    columns = {name: inputs.numbers(name, values) for name, values in covariates.items()}
    numbers = check_labels(inputs, "patient", patient)
    _check_names(inputs, columns, slope_by)
    sizes = [("score", scores.size), ("patient", numbers.size), ("years", at.size)]
    inputs.same_length(*sizes, *((name, column.size) for name, column in columns.items()))
    inputs.finish()
    order = np.argsort(numbers, kind="stable")
    starts = np.flatnonzero(np.diff(numbers[order], prepend=-1)).astype(np.int64)
    rows = _laid_out(scores[order], at[order], {n: c[order] for n, c in columns.items()}, slope_by, starts)
    _check_variation(rows, random_slope=random_slope)
    return rows


def _laid_out(
    scores: Floats,
    years: Floats,
    columns: Mapping[str, Floats],
    slope_by: Sequence[str],
    starts: NDArray[np.int64],
) -> ModelRows:
    named = {INTERCEPT: np.ones_like(years), YEARS: years, **columns}
    named |= {interaction_name(name): years * columns[name] for name in slope_by}
    return ModelRows(tuple(named), np.column_stack(list(named.values())), scores, years, starts)


def _check_names(inputs: Inputs, columns: Mapping[str, Floats], slope_by: Sequence[str]) -> None:
    taken = [name for name in columns if name in (INTERCEPT, YEARS)]
    inputs.require(
        not taken,
        f"{', '.join(taken)} is a column of every model",
        "covariates",
        "give the covariate another name",
    )
    unknown = [name for name in slope_by if name not in columns]
    inputs.require(
        not unknown,
        f"slope_by names {', '.join(unknown)}, which is no covariate",
        "slope_by",
        "hand over the covariate as well",
    )
    for name, column in columns.items():
        inputs.require(
            not column.size or bool(np.any(column != column[0])),
            f"the covariate {name} is the same in all rows",
            name,
            "leave it out: it cannot be told from the intercept",
        )


def _check_variation(rows: ModelRows, *, random_slope: bool) -> None:
    inputs = Inputs(OF)
    n_rows, n_patients = rows.score.size, rows.starts.size
    inputs.require(n_patients > 1, "the rows must be of two patients or more", "patient", "see estimate_mean")
    visits = np.diff(rows.starts, append=n_rows)
    inputs.require(
        bool(np.any(visits > 1)),
        "every patient has a single row",
        "patient",
        "a mixed model needs patients seen twice; compare means instead",
    )
    inputs.require(
        n_rows > len(rows.names) + 1,
        f"{n_rows} rows are too few for {len(rows.names)} coefficients",
        "score",
        "leave out covariates",
    )
    if random_slope:
        inputs.require(
            n_rows > 2 * n_patients and np.unique(rows.years).size > 2,
            "the visits cannot tell a slope of each patient from the error of a score",
            "years",
            "it takes more than two rows a patient and three times or more; else random_slope=False",
        )
    inputs.require(
        bool(np.any(rows.score != rows.score[:1])), "all scores are the same", "score", "nothing changes"
    )
    inputs.finish()
    _check_collinear(rows)


def _check_collinear(rows: ModelRows) -> None:
    inputs = Inputs(OF)
    lengths = np.sqrt((rows.design**2).sum(axis=0))
    inputs.require(
        bool(np.all(lengths > 0)), "all rows are at 0 years", "years", "years are counted from time zero"
    )
    inputs.finish()
    left = np.abs(np.diag(np.linalg.qr(rows.design / lengths, mode="r")))
    explained = [name for name, own in zip(rows.names, left, strict=True) if own < _COLLINEAR]
    inputs.require(
        not explained,
        f"{', '.join(explained)} can be computed from the columns before it",
        ", ".join(explained),
        "leave it out, or one of the covariates that give it away",
    )
    inputs.finish()
