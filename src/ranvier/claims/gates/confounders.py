"""Checks 19 and 20: whether what confounds is recorded, and alike in both groups."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.stats import ttest_ind_from_stats

from ranvier.claims.basis.covariates import COVARIATES, find_covariates
from ranvier.claims.gates.gate import Asks, Gate, Outcome, cannot_say, fails, flags, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.gates.wording import listed, percent
from ranvier.estimates.comparison.balance import Balance


@dataclass(frozen=True)
class Difference:
    """How far the groups differ in one covariate: in standard deviations, and how often by chance."""

    covariate: str
    size_sd: float
    chance: float


def judge_confounders(inquiry: Inquiry) -> Outcome:
    """Whether the six covariates that confound are known in most patients of both groups."""
    if len(inquiry.groups) < 2:
        return cannot_say("nobody is compared")
    least = inquiry.limit("confounder_known_percent")
    covariates = [find_covariates(inquiry.cohort, members) for _, members in inquiry.groups]
    unknown = [
        name for name in COVARIATES if min(_known_percent(group, name) for group in covariates) < least
    ]
    counted = f"{inquiry.count(inquiry.comparator.height)} comparators"
    if unknown:
        return fails(f"not known in enough patients of both groups: {listed(unknown)}", counted)
    return passes(f"known in both groups: {listed(list(COVARIATES))}", counted)


def _known_percent(covariates: pl.DataFrame, name: str) -> float:
    return percent(covariates.height - covariates[name].null_count(), covariates.height)


def judge_balance(inquiry: Inquiry) -> Outcome:
    """Whether the groups differ at time zero: at all, or by more than chance where lot chose."""
    if len(inquiry.groups) < 2:
        return cannot_say("nobody is compared")
    if inquiry.fair is not None and inquiry.fair.adjusted is not None:
        return _judge_weighted(inquiry, inquiry.fair.adjusted.balance)
    differences = _differences(inquiry)
    if not differences:
        return cannot_say("no covariate is known in both groups")
    largest = max(differences, key=lambda difference: difference.size_sd)
    counted = f"{len(differences)} covariates"
    reason = f"largest difference {_size_text(largest.size_sd)}, in {largest.covariate}"
    if inquiry.records.is_randomised:
        return _judge_lot(inquiry, differences, reason, counted)
    return _judge_size(inquiry, largest.size_sd, reason, counted)


def _judge_weighted(inquiry: Inquiry, balance: Balance) -> Outcome:
    """What the weights leave of the differences, and what they were."""
    worst, before = balance.worst, max(balance.covariates, key=lambda one: abs(one.before.estimate))
    reason = (
        f"largest difference after weighting {_size_text(balance.largest)}, in {worst.name}; "
        f"before {_size_text(abs(before.before.estimate))}, in {before.name}"
    )
    return _judge_size(inquiry, balance.largest, reason, f"{len(balance.covariates)} covariates")


def _judge_size(inquiry: Inquiry, size_sd: float, reason: str, counted: str) -> Outcome:
    if size_sd > inquiry.limit("difference_fail_sd"):
        return fails(reason, counted)
    return (flags if size_sd > inquiry.limit("difference_flag_sd") else passes)(reason, counted)


def _judge_lot(inquiry: Inquiry, differences: list[Difference], reason: str, counted: str) -> Outcome:
    """Lot leaves differences by chance; only those that chance does not explain tell against it.

    Lot also gives both groups the same calendar: comparators of other years were not drawn with the treated.
    """
    everything = [*differences, *_calendar(inquiry)]
    rarest = min(everything, key=lambda difference: difference.chance)
    if 100 * rarest.chance * len(everything) < inquiry.limit("randomised_chance_percent"):
        size = f"{_size_text(rarest.size_sd)} in {rarest.covariate}"
        return fails(f"{size}: lot would hardly ever give that", counted)
    return passes(f"{reason}: as lot gives it", counted)


def _differences(inquiry: Inquiry) -> list[Difference]:
    """The difference of every covariate; found once for all claims."""
    return inquiry.records.kept("differences of covariates", lambda: _found_differences(inquiry))


def _found_differences(inquiry: Inquiry) -> list[Difference]:
    here = find_covariates(inquiry.cohort, inquiry.treated)
    there = find_covariates(inquiry.cohort, inquiry.comparator)
    found = []
    for name in COVARIATES:
        one, other = here[name].drop_nulls().to_numpy(), there[name].drop_nulls().to_numpy()
        if len(one) > 1 and len(other) > 1:
            found.append(Difference(name, _size_sd(one, other), _chance(one, other)))
    return found


def _calendar(inquiry: Inquiry) -> list[Difference]:
    one, other = (
        members["zero_date"].drop_nulls().cast(pl.Int32).cast(pl.Float64).to_numpy()
        for _, members in inquiry.groups
    )
    if min(len(one), len(other)) < 2:
        return []
    return [Difference("the date of time zero", _size_sd(one, other), _chance(one, other))]


def _size_sd(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Standardised mean difference: of the means, over the root of the mean variance."""
    spread = math.sqrt((float(np.var(one, ddof=1)) + float(np.var(other, ddof=1))) / 2)
    gap = abs(float(np.mean(one)) - float(np.mean(other)))
    if spread == 0:
        return 0.0 if gap == 0 else math.inf
    return gap / spread


def _chance(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """How often chance alone gives such a difference (Welch); constants in both groups say by themselves."""
    if np.ptp(one) == 0 and np.ptp(other) == 0:
        return 1.0 if one[0] == other[0] else 0.0
    here, there = (
        (float(np.mean(group)), float(np.std(group, ddof=1)), len(group)) for group in (one, other)
    )
    return float(ttest_ind_from_stats(*here, *there, equal_var=False).pvalue)


def _size_text(size_sd: float) -> str:
    return "complete" if math.isinf(size_sd) else f"{size_sd:.2f} standard deviations"


CONFOUNDERS = Gate(
    number=19,
    name="Confounders recorded",
    checks="age, sex, years since onset, EDSS, relapses before and phenotype are known in both groups",
    judge=judge_confounders,
    source="own list, after ROBINS-I, confounding",
    used=tuple(column for columns in COVARIATES.values() for column in columns),
    limits="each known in {confounder_known_percent} of each group",
    asks=Asks.RECORDS,
)
BALANCE = Gate(
    number=20,
    name="Balance",
    checks=(
        "the groups, weighted where lot did not choose, are alike at time zero; "
        "groups called randomised differ no more than chance allows"
    ),
    judge=judge_balance,
    source="standardised mean differences; Welch's test with Bonferroni's correction where randomised",
    used=tuple(column for columns in COVARIATES.values() for column in columns),
    limits=(
        "noted above {difference_flag_sd}, fails above {difference_fail_sd}; "
        "randomised: fails if chance gives it in under {randomised_chance_percent}"
    ),
)
