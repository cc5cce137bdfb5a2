"""One study's number on the scale of pooling: from an interval, from counts, or as it was published."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from scipy.special import ndtri

from ranvier.estimates.inputs import Inputs, chosen, expect
from ranvier.estimates.pooling.options import PoolingScale
from ranvier.estimates.rates.share import check_share
from ranvier.estimates.result import Estimate
from ranvier.literature.study import PublishedNumber
from ranvier.vocabulary.provenance import Provenance

#: The number may lie this share of half the interval off its middle, for printed limits are rounded.
MOST_OFF_MIDDLE = 0.25


@dataclass(frozen=True)
class StudyNumber:
    """One study's number and its standard error on the *scale* on which it is pooled.

    label: as a forest plot prints it. n: patients, where known. status: how the number reached us; own
    records have none. may_decide: whether the number was verified at its source.
    """

    label: str
    value: float
    std_error: float
    scale: PoolingScale
    n: int | None = None
    status: Provenance | None = None
    may_decide: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "scale", chosen("mean of studies", "scale", self.scale, PoolingScale))


def study_from_estimate(label: str, found: Estimate, scale: PoolingScale) -> StudyNumber:
    """A study by an estimate with its interval: the limits give the standard error.

    Raises InputError for a number without an interval, limits that the scale cannot hold (0 for a ratio),
    and limits that lie unevenly around the number on that scale, as exact ones of few events do.
    """
    expect("mean of studies", "found", found, Estimate, "hand over a number with its interval")
    scale = chosen("mean of studies", "scale", scale, PoolingScale)
    inputs = Inputs("mean of studies")
    middle, lower, upper = (scale.of(end) for end in (found.estimate, found.lower, found.upper))
    known = all(math.isfinite(end) for end in (middle, lower, upper)) and lower < upper
    inputs.require(
        known,
        f"number and limits must be finite on the {scale.value} scale, the lower below the upper",
        label,
        "leave the study out, or hand over value and standard error",
    )
    off = abs(middle - (lower + upper) / 2) if known else 0.0
    inputs.require(
        not known or off <= MOST_OFF_MIDDLE * (upper - lower) / 2,
        f"the limits must lie evenly around the number on the {scale.value} scale",
        label,
        "choose the scale on which they do, or hand over value and standard error",
    )
    inputs.finish()
    std_error = (upper - lower) / (2 * float(ndtri((1 + found.conf_level) / 2)))
    return StudyNumber(label, middle, std_error, scale, n=found.n)


def study_from_published(published: PublishedNumber, found: Estimate, scale: PoolingScale) -> StudyNumber:
    """A study by a number of the literature; *found* holds the value and interval that it prints.

    A number that was not verified keeps its status, and is not pooled unless asked for. Raises InputError.
    """
    study = study_from_estimate(published.key, found, scale)
    return replace(study, status=published.status, may_decide=published.may_decide)


def study_from_share(label: str, n_yes: int, n_all: int, *, add: float = 0.0) -> StudyNumber:
    """A study by how many of its patients had it, on the logit scale.

    add: added to both cells of a study in which none or all had it (0.5 is usual); without it such a study is
    refused. Raises InputError. Equals R metafor escalc(measure="PLO").
    """
    inputs = Inputs("mean of shares")
    n_yes, n_all = check_share(inputs, n_yes, n_all)
    at_edge = n_yes in (0, n_all)
    add = inputs.amount("add", add)
    inputs.require(n_all > 0, "a study must have patients", label, "leave it out")
    inputs.require(not at_edge or add > 0, "none or all had it, so the logit has no limit", label, _AT_EDGE)
    inputs.finish()
    added = add if at_edge else 0.0
    yes, no = n_yes + added, n_all - n_yes + added
    return StudyNumber(label, math.log(yes / no), math.sqrt(1 / yes + 1 / no), PoolingScale.LOGIT, n=n_all)


def study_from_mean(label: str, mean: float, std_deviation: float, n: int) -> StudyNumber:
    """A study by its mean and standard deviation. Raises InputError."""
    inputs = Inputs("mean of studies")
    mean, std_deviation = (
        inputs.number("mean", mean),
        inputs.amount("std_deviation", std_deviation),
    )
    n = inputs.count("n", n)
    inputs.require(n >= 2, "a study needs two patients", label, "leave it out")
    inputs.require(std_deviation > 0, "std_deviation must be above 0", label, "look it up in the paper")
    inputs.finish()
    return StudyNumber(label, mean, std_deviation / math.sqrt(n), PoolingScale.PLAIN, n=n)


_AT_EDGE = "hand over add=0.5, or sum the counts and use estimate_share"
