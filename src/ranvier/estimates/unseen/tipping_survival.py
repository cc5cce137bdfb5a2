"""How much oftener the lost must have had the event than the followed until a curve's answer turns over."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq
from scipy.special import ndtri

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.result import Estimate
from ranvier.estimates.survival.curve import SurvivalCurve
from ranvier.estimates.survival.kaplan_meier import estimate_survival
from ranvier.estimates.unknown import unknown_estimate
from ranvier.estimates.unseen.tipping import Limit, Tipping

REFERENCE = "Lipkovich I, Ratitch B, O'Kelly M. Pharm Stat 2016;15:216-229"

_LEAST, _MOST = 1e-6, 1e6


class _Parts(NamedTuple):
    """What makes up the share free at a day.

    remaining: for each of the lost, the share of those followed as long who stay free until the day. others:
    the sum of the shares of everybody else.
    """

    remaining: NDArray[np.float64]
    others: float
    n_all: int

    def share(self, ratio: float) -> float:
        """The share free if the lost have the event *ratio* times as often."""
        return (self.others + float((self.remaining**ratio).sum())) / self.n_all


def estimate_tipping_survival(
    exit_day: ArrayLike,
    event: ArrayLike,
    day: int,
    threshold: float,
    conf_level: float = 0.95,
    *,
    limit: Limit = Limit.ESTIMATE,
    due_day: ArrayLike | None = None,
) -> Tipping:
    """How many times as often the lost must have had the event for the curve to reach *threshold*.

    exit_day, event, due_day: as for `estimate_survival_bounds`; who was not due stays as he is. The departure
    is a ratio of hazards after loss: 1 is the curve as it stands, in which the lost fare like the followed
    (Efron's redistribution to the right), 0 leaves all of them free. The interval keeps its width on the
    log-log scale. NaN where no ratio from a millionth to a million does it. Raises InputError.
    Source: Lipkovich I, Ratitch B, O'Kelly M. Pharm Stat 2016;15:216-229.
    """
    inputs = Inputs("tipping point")
    exits, events = inputs.days("exit_day", exit_day), inputs.flags("event", event)
    day = inputs.day("day", day)
    due = np.full(exits.size, day) if due_day is None else inputs.days("due_day", due_day)
    inputs.same_length(("exit_day", exits.size), ("event", events.size), ("due_day", due.size))
    limit = inputs.choice("limit", limit, Limit)
    threshold = inputs.share("threshold", threshold)
    inside = 0 < threshold < 1
    inputs.require(inside, "threshold must lie between 0 and 1", "threshold", "no curve passes its ends")
    inputs.finish()
    curve = estimate_survival(exits, events, conf_level=conf_level)
    lost = ~events & (exits < np.minimum(due, day))
    return _tipping(curve, exits, events, lost, day, threshold, limit)


def _tipping(
    curve: SurvivalCurve,
    exits: NDArray[np.int64],
    events: NDArray[np.bool_],
    lost: NDArray[np.bool_],
    day: int,
    threshold: float,
    limit: Limit,
) -> Tipping:
    here = curve.at(day, least_at_risk=0)
    widening = _widening(curve, day, limit)
    n_lost = int(np.count_nonzero(lost))
    reason = _why_not(here, n_lost, widening)
    if reason:
        return _never(reason, threshold, limit, n_lost)
    sides = _sides(curve, exits, events, lost, day)
    wanted = math.exp(math.log(threshold) / widening)
    if not sides.share(_MOST) <= wanted <= sides.share(_LEAST):
        return _never("no ratio from a millionth to a million does it", threshold, limit, n_lost)
    ends = math.log(_LEAST), math.log(_MOST)
    ratio = math.exp(brentq(lambda power: sides.share(math.exp(power)) - wanted, *ends, xtol=1e-12))
    return Tipping(
        departure=ratio,
        unit="ratio",
        unseen_show=float((sides.remaining**ratio).mean()),
        then=_then(curve, here, sides.share(ratio), day),
        threshold=threshold,
        limit=limit,
        n_unseen=n_lost,
        how="hazard of the lost after their loss, as a multiple of that of the followed",
    )


def _sides(
    curve: SurvivalCurve,
    exits: NDArray[np.int64],
    events: NDArray[np.bool_],
    lost: NDArray[np.bool_],
    day: int,
) -> _Parts:
    """Each patient's part of the share free at *day*: with the lost like the followed they make the curve."""
    row = np.searchsorted(curve.day, exits, side="right")
    at_exit = np.concatenate([[1.0], curve.survival])[row]
    here = curve.at(day, least_at_risk=0).estimate
    stays = np.where(exits >= day, 1.0, here / np.where(at_exit > 0, at_exit, 1.0))
    stays[events & (exits <= day)] = 0.0
    return _Parts(stays[lost], float(stays[~lost].sum()), exits.size)


def _widening(curve: SurvivalCurve, day: int, limit: Limit) -> float:
    """The power that takes the share to its limit on the log-log scale; NaN where there is no such limit."""
    if limit is Limit.ESTIMATE:
        return 1.0
    share = curve.at(day, least_at_risk=0).estimate
    if not 0 < share < 1:
        return math.nan
    error = curve.std_error_at(day) / (share * -math.log(share))
    return math.exp((1 if limit is Limit.LOWER else -1) * float(ndtri((1 + curve.conf_level) / 2)) * error)


def _why_not(here: Estimate, n_lost: int, widening: float) -> str:
    if not here.is_known:
        return here.method.removeprefix("not known: ")
    if not n_lost:
        return "nobody was lost"
    return "the curve is at 1 or 0 and has no log-log limit" if math.isnan(widening) else ""


def _then(curve: SurvivalCurve, here: Estimate, share: float, day: int) -> Estimate:
    lower, upper = (_widening(curve, day, limit) for limit in (Limit.LOWER, Limit.UPPER))
    return Estimate(
        estimate=share,
        lower=share**lower,
        upper=share**upper,
        n=here.n,
        method="Kaplan-Meier with another hazard after loss; width of the curve on the log-log scale",
        definition=here.definition,
        unit=here.unit,
        conf_level=here.conf_level,
        reference=REFERENCE,
    )


def _never(reason: str, threshold: float, limit: Limit, n_lost: int) -> Tipping:
    return Tipping(
        departure=math.nan,
        unit="ratio",
        unseen_show=math.nan,
        then=unknown_estimate(reason, definition="everybody", unit="share"),
        threshold=threshold,
        limit=limit,
        n_unseen=n_lost,
        how=reason,
    )
