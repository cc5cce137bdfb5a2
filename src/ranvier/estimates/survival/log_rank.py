"""Whether groups differ in when the event comes: the log-rank test."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.labels import number_labels
from ranvier.estimates.printed import chi_square_words
from ranvier.estimates.survival.followed import Followed, check_event, check_followed
from ranvier.kernels.log_rank import ExpectedEvents, expect_events


@dataclass(frozen=True)
class LogRank:
    """The log-rank test: events of each group beside those expected without a difference.

    groups: their labels, sorted; n, observed, expected: one number a group. chi_square, degrees, p_value:
    NaN, 0 and NaN where there is nothing to test, `method` saying why.
    """

    groups: tuple[str, ...]
    n: tuple[int, ...]
    observed: tuple[int, ...]
    expected: tuple[float, ...]
    chi_square: float
    degrees: int
    p_value: float
    method: str
    reference: str = "Mantel N. Cancer Chemother Rep 1966;50:163-170"

    @property
    def is_known(self) -> bool:
        """Whether there is a test at all."""
        return not math.isnan(self.p_value)

    def __str__(self) -> str:
        """One line: events seen and expected in each group, and the test."""
        each = zip(self.groups, self.observed, self.expected, strict=True)
        seen = ", ".join(f"{group} {n:,} (expected {expected:,.1f})" for group, n, expected in each)
        if not self.is_known:
            return f"events: {seen}; {self.method}"
        return f"events: {seen}; {chi_square_words(self.chi_square, self.degrees, self.p_value)}"


def estimate_log_rank(
    exit_day: ArrayLike,
    event: ArrayLike,
    group: ArrayLike,
    entry_day: ArrayLike | None = None,
    *,
    strata: ArrayLike | None = None,
) -> LogRank:
    """Whether the event comes as soon in all groups, with the variance for events on one day.

    exit_day, event, entry_day: as in `estimate_survival`. group: a label a patient, two or more groups.
    strata: patients are compared within them only. Groups in which no event could be expected are left out
    of the test. Raises InputError.
    Source: Mantel N. Cancer Chemother Rep 1966;50:163-170; as R survdiff, and with entry days as the score
    test of R coxph with ties="exact".
    """
    inputs = Inputs("log-rank test")
    groups, number = number_labels(inputs, "group", group)
    followed = check_followed(inputs, exit_day, check_event(inputs, event), "event", entry_day=entry_day)
    stratum = np.zeros(followed.n, np.int64)
    if strata is not None:
        stratum = number_labels(inputs, "strata", strata)[1]
    inputs.same_length(("exit_day", followed.n), ("group", number.size), ("strata", stratum.size))
    hint = "a test compares two groups or more"
    inputs.require(len(groups) > 1 or not groups, "group must name two groups or more", "group", hint)
    inputs.finish()
    return _test(groups, number, _summed(followed, number, stratum, len(groups)))


def _summed(
    followed: Followed, group: NDArray[np.int64], stratum: NDArray[np.int64], n_groups: int
) -> ExpectedEvents:
    """The sums of all strata."""
    order = np.argsort(stratum, kind="stable")
    ends = np.cumsum(np.bincount(stratum))[:-1]
    total = ExpectedEvents(np.zeros(n_groups), np.zeros(n_groups), np.zeros((n_groups, n_groups)))
    for rows in np.split(order, ends):
        entries = None if followed.entry_day is None else followed.entry_day[rows]
        found = expect_events(followed.exit_day[rows], followed.event[rows], group[rows], n_groups, entries)
        total = ExpectedEvents(*(one + more for one, more in zip(total, found, strict=True)))
    return total


def _test(groups: tuple[str, ...], group: NDArray[np.int64], sums: ExpectedEvents) -> LogRank:
    excess = sums.observed - sums.expected
    degrees = int(np.linalg.matrix_rank(sums.covariance, hermitian=True)) if groups else 0
    chi_square, method = math.nan, "not known: nobody had the event"
    if sums.observed.sum():
        method = "not known: nobody of another group was at risk when the events came"
    if degrees:
        chi_square = float(excess @ np.linalg.pinv(sums.covariance, hermitian=True) @ excess)
        method = "log-rank test, hypergeometric variance"
    return LogRank(
        groups=groups,
        n=tuple(np.bincount(group, minlength=len(groups)).tolist()),
        observed=tuple(int(events) for events in sums.observed),
        expected=tuple(sums.expected.tolist()),
        chi_square=chi_square,
        degrees=degrees,
        p_value=float(chdtrc(degrees, chi_square)) if degrees else math.nan,
        method=method,
    )
