"""How far the patients not seen must differ from those seen until an answer turns over."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum

from numpy.typing import ArrayLike

from ranvier.estimates.change.change import estimate_mean
from ranvier.estimates.exact import as_printed
from ranvier.estimates.inputs import Inputs
from ranvier.estimates.rates.share import check_share, estimate_share
from ranvier.estimates.result import Estimate
from ranvier.estimates.unknown import unknown_estimate

MEAN_REFERENCE = "Little RJA. J Am Stat Assoc 1993;88:125-134"
SHARE_REFERENCE = "Yan X, Lee S, Li N. J Biopharm Stat 2009;19:1085-1098"


class Limit(StrEnum):
    """Which number of an estimate is held against the threshold."""

    ESTIMATE = "estimate"
    LOWER = "lower"
    UPPER = "upper"

    def of(self, estimate: Estimate) -> float:
        """That number."""
        return float(getattr(estimate, self.value))


@dataclass(frozen=True)
class Tipping:
    """The least departure of the unseen from the seen at which a number reaches or leaves a threshold.

    departure: how far the unseen depart, in `unit`; NaN where no departure does it, and `how` says why.
    unseen_show: what the unseen show then. then: the estimate of everybody then. limit: which of its numbers
    is held against *threshold*.
    """

    departure: float
    unit: str
    unseen_show: float
    then: Estimate
    threshold: float
    limit: Limit
    n_unseen: int
    how: str

    @property
    def tips(self) -> bool:
        """Whether any departure turns the answer over."""
        return not math.isnan(self.departure)


def estimate_tipping_mean(
    changes: ArrayLike,
    n_unseen: int,
    threshold: float,
    conf_level: float = 0.95,
    *,
    limit: Limit = Limit.ESTIMATE,
    unit: str = "EDSS points",
) -> Tipping:
    """How much more the unseen must have changed than the seen for the mean of all to reach *threshold*.

    changes: one number a patient seen. The unseen spread as the seen do, around their own mean; how many are
    unseen is taken as fixed, so the interval keeps its width (Student's t of the seen) and moves. Without
    anybody seen there is nothing to depart from, and without anybody unseen nobody departs. Raises
    InputError. Source: Little RJA. J Am Stat Assoc 1993;88:125-134 (pattern mixtures).
    """
    inputs = Inputs("tipping point")
    n_unseen, threshold = inputs.count("n_unseen", n_unseen), inputs.number("threshold", threshold)
    limit = inputs.choice("limit", limit, Limit)
    inputs.finish()
    seen = estimate_mean(changes, conf_level, unit=unit)
    n_all, here = seen.n + n_unseen, limit.of(seen)
    if not n_unseen or math.isnan(here):
        reason = "nobody is unseen" if not n_unseen else f"the {limit.value} of the seen is not known"
        return _never(reason, threshold, limit, n_unseen, unit)
    departure = (threshold - here) * n_all / n_unseen
    moved = departure * n_unseen / n_all
    return Tipping(
        departure=departure,
        unit=unit,
        unseen_show=seen.estimate + departure,
        then=Estimate(
            estimate=seen.estimate + moved,
            lower=seen.lower + moved,
            upper=seen.upper + moved,
            n=n_all,
            method=f"the unseen differ by {_signed(departure)} in the mean; width of the seen",
            definition="mean change of everybody",
            unit=unit,
            conf_level=conf_level,
            reference=MEAN_REFERENCE,
        ),
        threshold=threshold,
        limit=limit,
        n_unseen=n_unseen,
        how="mean change of the unseen minus that of the seen",
    )


def estimate_tipping_share(
    n_yes: int,
    n_seen: int,
    n_unseen: int,
    threshold: float,
    conf_level: float = 0.95,
    *,
    limit: Limit = Limit.ESTIMATE,
) -> Tipping:
    """How many of the unseen must be a yes for the share of all to reach *threshold*, or to leave it.

    Begins where the unseen are a yes as often as the seen (to the nearest patient) and goes on patient by
    patient until "at least *threshold*" turns from true to false or back; the limits are exact. `unseen_show`
    times `n_unseen` is the count. Raises InputError.
    Source: Yan X, Lee S, Li N. J Biopharm Stat 2009;19:1085-1098.
    """
    inputs = Inputs("tipping point")
    n_yes, n_seen = check_share(inputs, n_yes, n_seen, ("n_yes", "n_seen"))
    n_unseen, threshold = inputs.count("n_unseen", n_unseen), inputs.share("threshold", threshold)
    conf_level, limit = inputs.conf_level(conf_level), inputs.choice("limit", limit, Limit)
    inputs.finish()
    if not (n_seen and n_unseen):
        reason = "nobody was seen" if not n_seen else "nobody is unseen"
        return _never(reason, threshold, limit, n_unseen, "share")

    def with_yes(count: int) -> Estimate:
        return estimate_share(n_yes + count, n_seen + n_unseen, conf_level, definition="share of everybody")

    counts = range(n_unseen + 1)
    first = bisect_left(counts, True, key=lambda count: _reaches(with_yes(count), limit, threshold))
    # A half is rounded upwards, whatever the parity.
    begins = (2 * n_yes * n_unseen + n_seen) // (2 * n_seen)
    count = first - 1 if begins >= first else first
    if count not in counts:
        return _never("no number of yes among the unseen does it", threshold, limit, n_unseen, "share")
    return Tipping(
        departure=count / n_unseen - n_yes / n_seen,
        unit="share",
        unseen_show=count / n_unseen,
        then=with_yes(count),
        threshold=threshold,
        limit=limit,
        n_unseen=n_unseen,
        how=f"share of the unseen minus that of the seen, {count:,} of {n_unseen:,} being a yes",
    )


def _reaches(share: Estimate, limit: Limit, threshold: float) -> bool:
    if limit is Limit.ESTIMATE:  # counts, so that 7 of 10 is 0.7 and not the nearest binary number
        return (share.n_events or 0) >= as_printed(threshold) * share.n
    return limit.of(share) >= threshold


def _never(reason: str, threshold: float, limit: Limit, n_unseen: int, unit: str) -> Tipping:
    return Tipping(
        departure=math.nan,
        unit=unit,
        unseen_show=math.nan,
        then=unknown_estimate(reason, definition="everybody", unit=unit),
        threshold=threshold,
        limit=limit,
        n_unseen=n_unseen,
        how=reason,
    )


def _signed(change: float) -> str:
    return f"{change:+.2f}".replace("-", "\N{MINUS SIGN}")
