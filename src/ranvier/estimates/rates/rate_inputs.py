"""What a regression of counts accepts, and why it refuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.errors import RanvierError
from ranvier.estimates.inputs import InputError, Inputs
from ranvier.estimates.labels import check_columns, check_labels
from ranvier.estimates.rates.count_fit import Counts
from ranvier.estimates.rates.scaled_design import scaled_design
from ranvier.estimates.rates.separation import separated_columns

Numbers = NDArray[np.float64]

INTERCEPT = "intercept"
FEWEST_PATIENTS = 10
"""Fewer give no large-sample interval worth the name."""

MOST_EVENTS = 1_000_000

_OF = "regression of counts"
_NO_RATIO = 1e-5
"""A column that the others leave less than this share of is their sum: the rest is rounding."""


class NoEventsInGroup(InputError):
    """A covariate marks patients without a single event: their rate ratio has no finite estimate."""


@dataclass(frozen=True)
class GivenCounts:
    """Counts that can be fitted. cluster: 0, 1, ... for each row, or None."""

    counts: Counts
    cluster: NDArray[np.int64] | None
    is_weighted: bool

    @property
    def n_patients(self) -> int:
        """Clusters where rows have one, else rows."""
        return len(self.counts.count) if self.cluster is None else int(self.cluster.max()) + 1


def checked_counts(
    counts: ArrayLike,
    person_years: ArrayLike,
    covariates: Mapping[str, ArrayLike],
    weights: ArrayLike | None,
    cluster: ArrayLike | None,
    conf_level: float,
) -> GivenCounts:
    """The arguments as arrays of rows with person-time; raises InputError with all that is wrong."""
    inputs = Inputs(_OF)
    inputs.conf_level(conf_level)
    count, years = inputs.numbers("counts", counts), inputs.numbers("person_years", person_years)
    covariates = check_columns(inputs, covariates)
    columns = {name: inputs.numbers(name, values) for name, values in covariates.items()}
    weight = np.ones(len(count)) if weights is None else inputs.numbers("weights", weights)
    groups = np.arange(len(count)) if cluster is None else check_labels(inputs, "cluster", cluster)
    sizes = (("counts", count), ("person_years", years), ("weights", weight), ("cluster", groups))
    inputs.same_length(*((name, len(values)) for name, values in (*sizes, *columns.items())))
    _check_counts(inputs, count, years, weight)
    inputs.require(INTERCEPT not in columns, "a covariate is called intercept", INTERCEPT, "rename it")
    inputs.finish()
    used = (years > 0) & (weight > 0)
    design = np.column_stack([np.ones(int(used.sum())), *(values[used] for values in columns.values())])
    numbers = np.unique(groups[used], return_inverse=True)[1].astype(np.int64)
    _check_design(count[used], design, list(columns), np.unique(numbers).size)
    ready = Counts(count[used], np.log(years[used]), design, weight[used])
    return GivenCounts(ready, None if cluster is None else numbers, weights is not None)


def _check_counts(inputs: Inputs, count: Numbers, years: Numbers, weight: Numbers) -> None:
    whole = (count >= 0) & (count == np.floor(count))
    inputs.each(whole, "counts must be whole numbers, 0 or more", "counts", "hand over events a patient")
    few = count <= MOST_EVENTS
    inputs.each(few, "counts must be at most 1,000,000", "counts", "hand over events a patient")
    inputs.each(years >= 0, "person_years must be 0 or more", "person_years", "check the dates")
    inputs.each(weight >= 0, "weights must be 0 or more", "weights", "leave out what should not count")
    if len(count) == len(years):
        idle = (count == 0) | (years > 0)
        hint = "count only events within the person-time"
        inputs.each(idle, "events need time under observation", "counts, person_years", hint)


def _check_design(count: Numbers, design: Numbers, names: list[str], n_patients: int) -> None:
    """Refuse what has no estimate: too few patients, no event, a covariate that cannot be told apart."""
    inputs = Inputs(_OF)
    fewest = max(FEWEST_PATIENTS, design.shape[1] + 2)
    problem = f"fewer than {fewest} patients (rows, or clusters of them) have person-time"
    inputs.require(n_patients >= fewest, problem, "counts", "compare two rates: estimate_ratio_of_rates")
    hint = "say what none excludes: estimate_rate_ceiling"
    inputs.require(bool(count.any()) or not len(count), "there is no event", "counts", hint)
    for name, column in zip(names, design[:, 1:].T, strict=True):
        varies = not len(column) or bool((column != column[0]).any())
        inputs.require(varies, f"{name} is the same in everybody", name, "leave it out")
    inputs.finish()
    _check_sums(inputs, design, names)
    inputs.finish()
    without = [names[place - 1] for place in separated_columns(design, count > 0) if place]
    if without:
        raise _separated(without)


def _check_sums(inputs: Inputs, design: Numbers, names: list[str]) -> None:
    """Each covariate must be more than a sum of those before it."""
    scaled = scaled_design(design)[0] / np.sqrt(len(design))
    left = np.abs(np.diag(np.linalg.qr(scaled, mode="r")))
    for name, share in zip(names, left[1:], strict=True):
        inputs.require(
            bool(share > _NO_RATIO), f"{name} is a sum of covariates before it", name, "leave one of them out"
        )


def _separated(names: list[str]) -> NoEventsInGroup:
    """The refusal, with the covariates that tell patients without events apart."""
    problem = RanvierError(
        "These covariates mark patients of whom none had an event, so no finite ratio is the most likely",
        where=", ".join(names),
        hint="compare the two groups exactly: estimate_ratio_of_rates; or join the group with another",
    )
    return NoEventsInGroup([problem], headline=f"The {_OF} cannot be estimated from these numbers")


def fit_refused() -> InputError:
    """The refusal of counts for which no most likely fit was reached."""
    problem = RanvierError(
        "No most likely coefficients were reached",
        where="covariates",
        hint="use fewer covariates, on scales near 1 (years in tens, say)",
    )
    return InputError([problem], headline=f"The {_OF} cannot be estimated from these numbers")
