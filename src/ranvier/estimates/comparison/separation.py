"""Whether covariates tell two outcomes apart without error, in which case no odds ratio exists."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from ranvier.estimates.comparison.covariates import Columns
from ranvier.estimates.comparison.refusals import Separation, refuse

#: A direction shorter than this, of at most 1, is rounding of the linear programme.
_NOTHING = 1e-7


def refuse_separated(
    of: str, outcomes: NDArray[np.bool_], columns: Columns, used: NDArray[np.bool_] | None = None
) -> None:
    """Raise Separation, naming the covariates, where some sum of them orders the outcomes without error.

    Complete or quasi-complete; found exactly, by a linear programme. Source: Konis K. Computational
    algorithms for detecting separation in logistic regression. Thesis, Oxford 2007.
    """
    if used is not None:
        outcomes, columns = outcomes[used], Columns(columns.names, columns.values[used])
    guilty = _alone(outcomes, columns) or _together(outcomes, columns)
    if guilty:
        verb = "tells" if len(guilty) == 1 else "together tell"
        problem = f"{' and '.join(guilty)} {verb} the two groups apart without error"
        hint = "leave it out or merge its categories; or keep only patients of whom both groups have some"
        refuse(Separation, of, problem, where="covariates", hint=hint)


def _alone(outcomes: NDArray[np.bool_], columns: Columns) -> list[str]:
    """Covariates of which one outcome has the higher values throughout."""
    ours, theirs = columns.values[outcomes], columns.values[~outcomes]
    above = ours.min(axis=0) >= theirs.max(axis=0)
    below = ours.max(axis=0) <= theirs.min(axis=0)
    return [name for name, apart in zip(columns.names, above | below, strict=True) if apart]


def _together(outcomes: NDArray[np.bool_], columns: Columns) -> list[str]:
    direction = separating_direction(outcomes, columns.values)[1:]
    return [name for name, part in zip(columns.names, direction, strict=True) if abs(part) > _NOTHING]


def separating_direction(outcomes: NDArray[np.bool_], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The sum of intercept and covariates that is 0 or more for one outcome and 0 or less for the other.

    values: (n, p). Returns (p + 1,), zero throughout where no such sum exists.
    """
    spread = values.std(axis=0)
    scaled = (values - values.mean(axis=0)) / np.where(spread > 0, spread, 1)
    sides = np.where(outcomes, 1.0, -1.0)[:, None] * np.column_stack([np.ones(len(values)), scaled])
    answer = linprog(-sides.sum(axis=0), A_ub=-sides, b_ub=np.zeros(len(sides)), bounds=(-1, 1))
    direction = np.asarray(answer.x, np.float64)
    return direction if (sides @ direction).sum() > _NOTHING * len(sides) else np.zeros(direction.size)
