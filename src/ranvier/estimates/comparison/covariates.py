"""What patients differed in before treatment: columns by name, as the comparisons read them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.comparison.refusals import Collinear, refuse
from ranvier.estimates.inputs import Inputs

#: Share of a covariate's spread that the others must leave unexplained; R's glm asks for its square root.
LEAST_UNEXPLAINED = 1e-10


#: Numbers that differ by less are one number, written or computed in two ways: 0.3 and 0.1 + 0.2.
_ROUNDING, _SMALLEST_SPREAD = 1e-14, 1e-100


@dataclass(frozen=True)
class Columns:
    """Covariates of the same patients. values: (n, p), one column a name."""

    names: tuple[str, ...]
    values: NDArray[np.float64]

    @property
    def n(self) -> int:
        """Patients."""
        return int(self.values.shape[0])


def read_covariates(inputs: Inputs, covariates: Mapping[str, ArrayLike], n: int) -> Columns:
    """The covariates of *n* patients as columns; what is wrong is left with *inputs*.

    A covariate must be known for every patient: a missing value would silently drop the patient.
    """
    if not isinstance(covariates, Mapping):
        hint = "hand over {name: column}; a Polars table is .to_dict()"
        inputs.require(False, "covariates must name their columns", "covariates", hint)
        return Columns((), np.empty((n, 0)))
    hint = "name at least one covariate that was known before treatment"
    inputs.require(bool(covariates), "there are no covariates", "covariates", hint)
    columns = [inputs.numbers(f"covariate {name}", values) for name, values in covariates.items()]
    for name, column in zip(covariates, columns, strict=True):
        inputs.same_length(("patients", n), (f"covariate {name}", column.size))
    faultless = all(column.size == n for column in columns)
    # Column by column in memory: each is read as a whole, again and again.
    values = np.array(columns).T if faultless and columns else np.empty((n, 0))
    return Columns(tuple(covariates), values)


def refuse_dependent(of: str, columns: Columns, used: NDArray[np.bool_] | None = None) -> None:
    """Raise Collinear for a covariate that is constant or follows from those before it.

    used: the patients who count; everybody where there is none.
    """
    values = columns.values if used is None else columns.values[used]
    if not values.size:
        return
    spread = values.max(axis=0) - values.min(axis=0)
    least = np.maximum(_SMALLEST_SPREAD, _ROUNDING * np.abs(values).max(axis=0))
    alike = spread <= least
    constant = [name for name, same in zip(columns.names, alike, strict=True) if same]
    if constant:
        problem = f"{' and '.join(constant)} must differ between patients, but all are alike"
        hint = "leave the covariate out: nobody differs in it"
        refuse(Collinear, of, problem, where="covariates", hint=hint)
    dependent = _dependent(columns.names, values)
    if dependent:
        problem = f"{dependent} follows from the other covariates"
        hint = "leave it out; of columns made from one category leave out one"
        refuse(Collinear, of, problem, where="covariates", hint=hint)


def find_indicators(
    name: str, categories: Sequence[Hashable], *, reference: Hashable | None = None
) -> dict[str, NDArray[np.float64]]:
    """One column of 0 and 1 for each category but the *reference*, ready to be covariates.

    reference: the category the others are compared with; the most frequent (of equals, the first in the
    alphabet) where none is named. The columns are called "name: category". Raises InputError.
    """
    inputs = Inputs("indicator columns")
    found = sorted({str(category) for category in categories})
    counts = {category: 0 for category in found}
    for category in categories:
        counts[str(category)] += 1
    missing = any(category is None or category != category for category in categories)  # noqa: PLR0124 - NaN
    inputs.require(not missing, f"{name} must be known", name, "make unknown a category of its own")
    hint = "leave the covariate out: nobody differs in it"
    inputs.require(len(found) > 1, f"{name} must have two categories or more", name, hint)
    known = reference is None or str(reference) in counts
    inputs.require(known, "the reference must be one of the categories", "reference", "name one that occurs")
    inputs.finish()
    left_out = max(found, key=lambda one: counts[one]) if reference is None else str(reference)
    texts = np.array([str(category) for category in categories])
    return {f"{name}: {one}": (texts == one).astype(np.float64) for one in found if one != left_out}


def _dependent(names: tuple[str, ...], values: NDArray[np.float64]) -> str:
    """The first covariate that the ones before it explain; nothing where there is none."""
    spread = values - values.mean(axis=0)
    spread /= np.sqrt(np.square(spread).sum(axis=0))
    gram = spread.T @ spread
    for last in range(1, len(names)):
        before, with_last = gram[:last, :last], gram[:last, last]
        unexplained = gram[last, last] - with_last @ np.linalg.solve(before, with_last)
        if unexplained < LEAST_UNEXPLAINED:
            return names[last]
    return ""
