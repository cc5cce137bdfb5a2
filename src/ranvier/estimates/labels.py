"""Labels of strata, clusters and groups as numbers; one that is missing is refused, not taken for a group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.inputs import Inputs, as_array

_MISSING = ("None", "nan", "NaN", "NaT", "<NA>")
"""How numpy, Polars and pandas write that there is no label."""


def check_labels(inputs: Inputs, name: str, labels: ArrayLike) -> NDArray[np.int64]:
    """Each label as its number in the order of the labels: 0, 1, ..."""
    return number_labels(inputs, name, labels)[1]


def number_labels(inputs: Inputs, name: str, labels: ArrayLike) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """The different labels, sorted, and each label as its number among them."""
    array = known_names(inputs, name, labels)
    if array.dtype.kind == "O":
        array = array.astype(str)
    names, numbers = np.unique(array, return_inverse=True)
    return tuple(str(label) for label in names.tolist()), numbers.astype(np.int64)


def check_columns(inputs: Inputs, covariates: Mapping[str, ArrayLike]) -> Mapping[str, ArrayLike]:
    """Columns by their names, which are words; none where they are faulty."""
    named = isinstance(covariates, Mapping) and all(isinstance(name, str) for name in covariates)
    hint = 'hand over {"age": age}; a Polars frame as frame.to_dict()'
    inputs.require(named, "covariates must be columns by their names", "covariates", hint)
    return covariates if named else {}


def known_names(inputs: Inputs, name: str, labels: ArrayLike) -> NDArray[Any]:
    """The labels as they stand, in one dimension and none missing; empty where they are faulty."""
    array = as_array(labels)
    flat = array.ndim == 1
    inputs.require(flat, f"{name} must be a list of labels", name, "hand over a one-dimensional array")
    known = ~_is_missing(array) if flat else np.empty(0, np.bool_)
    inputs.each(known, f"{name} must be known", name, "leave out rows without one, or name them")
    return array if flat and known.all() else np.empty(0, array.dtype)


def _is_missing(array: NDArray[Any]) -> NDArray[np.bool_]:
    if array.dtype.kind in "fc":
        return np.asarray(np.isnan(array), np.bool_)
    if array.dtype.kind in "mM":
        return np.asarray(np.isnat(array), np.bool_)
    if array.dtype.kind in "OU":
        return np.asarray(np.isin(array.astype(str), _MISSING), np.bool_)
    return np.zeros(array.size, np.bool_)
