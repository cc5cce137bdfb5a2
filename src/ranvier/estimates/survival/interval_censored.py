"""When the event came is known from visits only: answers for late, midway, and all likely days."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.inputs import Inputs, as_array
from ranvier.estimates.rates.share import SHARE
from ranvier.estimates.result import Bounds, Estimate
from ranvier.estimates.survival.curve import LEAST_AT_RISK
from ranvier.estimates.survival.followed import Followed, Interval
from ranvier.estimates.survival.kaplan_meier import curve_of
from ranvier.estimates.survival.turnbull import NEVER, TurnbullCurve, fit_turnbull
from ranvier.estimates.unknown import unknown_estimate

_REFERENCE = "Turnbull BW. J R Stat Soc B 1976;38:290-295"


@dataclass(frozen=True)
class IntervalCensored:
    """The share free of the event after a day: events at the visit that shows them, midway, or anywhere.

    at_visit, mid_interval: Kaplan-Meier. turnbull: of largest likelihood for events anywhere between two
    visits; it has no interval. turnbull_range: the smallest and largest share that are as likely; they differ
    on days between visits.
    """

    at_visit: Estimate
    mid_interval: Estimate
    turnbull: Estimate
    turnbull_range: Bounds

    @property
    def spread(self) -> float:
        """How far the three are apart, NaN where one is not known."""
        shares = [one.estimate for one in (self.at_visit, self.mid_interval, self.turnbull)]
        return math.nan if any(map(math.isnan, shares)) else max(shares) - min(shares)


def estimate_interval_censored(
    free_until_day: ArrayLike,
    seen_day: ArrayLike,
    event: ArrayLike,
    day: int,
    conf_level: float = 0.95,
    *,
    least_at_risk: int = LEAST_AT_RISK,
    definition: str = "free of the event",
) -> IntervalCensored:
    """The share free of the event after *day*, by three rules for an event between two visits.

    free_until_day: the last visit without the event, 0 for none. seen_day: the first visit that shows it,
    after that one; not looked at where event is false. Midway is rounded down to a whole day. The first
    two are not known with fewer than *least_at_risk* at risk on the day. Raises InputError.
    Source: Turnbull BW. J R Stat Soc B 1976;38:290-295; as R survfit of Surv(type="interval2").
    """
    inputs = Inputs("share between visits")
    events = inputs.flags("event", event)
    free = inputs.days("free_until_day", free_until_day)
    seen = _seen(inputs, seen_day, events, free)
    read_at = inputs.days("day", [day])
    conf_level = inputs.conf_level(conf_level)
    inputs.finish()
    seen = np.where(events, seen, free)
    at_day = int(read_at[0])

    def kaplan_meier(exits: NDArray[np.int64], rule: str) -> Estimate:
        followed = Followed(exits, events.astype(np.int64))
        curve = curve_of(followed, conf_level, Interval.LOG_LOG, f"{definition}, event {rule},")
        return curve.at(at_day, least_at_risk=least_at_risk)

    turnbull, between = _turnbull(free, np.where(events, seen, NEVER), at_day, conf_level, definition)
    return IntervalCensored(
        at_visit=kaplan_meier(seen, "at the visit that shows it"),
        mid_interval=kaplan_meier((free + seen) // 2, "midway between visits"),
        turnbull=turnbull,
        turnbull_range=between,
    )


def _seen(
    inputs: Inputs, seen_day: ArrayLike, event: NDArray[np.bool_], free: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The days of the visits that show the event, 0 for patients without it."""
    given = as_array(seen_day)
    if given.shape == event.shape and event.size and given.dtype.kind in "biufO":
        given = np.where(event, given, 0)
    seen = inputs.days("seen_day", given)
    inputs.same_length(("free_until_day", free.size), ("seen_day", seen.size), ("event", event.size))
    if free.size == seen.size == event.size:
        hint = "the visit that shows the event comes after the last one without it"
        inputs.each(~event | (free < seen), "free_until_day must be before seen_day", "seen_day", hint)
    return seen


def _turnbull(
    free: NDArray[np.int64], seen: NDArray[np.int64], day: int, conf_level: float, definition: str
) -> tuple[Estimate, Bounds]:
    definition, how = (
        f"{definition}, event between visits, at day {day}",
        "events early and late between visits",
    )
    reason = "nobody was followed" if not free.size else ""
    fit = fit_turnbull(free, seen) if free.size else None
    if fit is not None:
        reason = _why_unknown(fit, day)
    if fit is None or reason:
        unknown = unknown_estimate(
            reason, definition=definition, n=free.size, unit=SHARE, conf_level=conf_level
        )
        return unknown, Bounds(math.nan, math.nan, 0, how)
    lowest, highest = fit.range_at(day)
    estimate = Estimate(
        estimate=fit.share_at(day),
        lower=math.nan,
        upper=math.nan,
        n=free.size,
        method="Turnbull, largest likelihood, no interval",
        definition=definition,
        unit=SHARE,
        n_events=int(np.count_nonzero(seen <= day)),
        conf_level=conf_level,
        reference=_REFERENCE,
    )
    return estimate, Bounds(lowest, highest, 0, how)


def _why_unknown(fit: TurnbullCurve, day: int) -> str:
    if not fit.settled:
        return "the search for the largest likelihood did not come to its end"
    endless = fit.until_day[-1] == NEVER
    if endless and day > fit.after_day[-1]:
        return f"nobody was followed beyond day {int(fit.after_day[-1])}"
    return ""
