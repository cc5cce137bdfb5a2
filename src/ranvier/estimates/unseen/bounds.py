"""The worst and the best that the patients not seen could make of an estimate."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.rates.share import check_share
from ranvier.estimates.result import Bounds
from ranvier.estimates.survival.kaplan_meier import estimate_survival


def estimate_mean_bounds(
    changes: ArrayLike, n_unseen: int, *, worst_change: float, best_change: float
) -> Bounds:
    """The mean change if everybody not seen had changed by *worst_change*, and by *best_change*.

    NaN when there is nobody at all. Raises InputError.
    """
    values, n_unseen, how = _checked_changes(changes, n_unseen, worst_change, best_change)
    n_all, total = values.size + n_unseen, math.fsum(values)
    if n_all == 0:
        return Bounds(math.nan, math.nan, 0, how)
    worst, best = ((total + n_unseen * change) / n_all for change in (worst_change, best_change))
    return Bounds(worst, best, n_unseen, how)


def estimate_median_bounds(
    changes: ArrayLike, n_unseen: int, *, worst_change: float, best_change: float
) -> Bounds:
    """The median change if everybody not seen had changed by *worst_change*, and by *best_change*.

    NaN when there is nobody at all. Raises InputError.
    """
    values, n_unseen, how = _checked_changes(changes, n_unseen, worst_change, best_change)
    if values.size + n_unseen == 0:
        return Bounds(math.nan, math.nan, 0, how)
    worst, best = (
        float(np.median(np.append(values, np.full(n_unseen, change))))
        for change in (worst_change, best_change)
    )
    return Bounds(worst, best, n_unseen, how)


def estimate_share_bounds(n_yes: int, n_seen: int, n_unseen: int, *, yes_is_good: bool = True) -> Bounds:
    """The share with yes if everybody not seen were a no, and a yes; which is worst says *yes_is_good*.

    NaN when there is nobody at all. Raises InputError.
    """
    inputs = Inputs("worst and best case")
    n_yes, n_seen = check_share(inputs, n_yes, n_seen, ("n_yes", "n_seen"))
    n_unseen = inputs.count("n_unseen", n_unseen)
    inputs.finish()
    all_no, all_yes = "not seen: worst all no, best all yes", "not seen: worst all yes, best all no"
    how = all_no if yes_is_good else all_yes
    n_all = n_seen + n_unseen
    if n_all == 0:
        return Bounds(math.nan, math.nan, 0, how)
    low, high = n_yes / n_all, (n_yes + n_unseen) / n_all
    worst, best = (low, high) if yes_is_good else (high, low)
    return Bounds(worst, best, n_unseen, how)


def estimate_survival_bounds(
    exit_day: ArrayLike,
    event: ArrayLike,
    day: int,
    *,
    n_without_follow_up: int = 0,
    due_day: ArrayLike | None = None,
) -> Bounds:
    """The share free of the event after *day* if all who were lost had it right after, and if none had it.

    Lost: left before *day* without the event. Patients without any follow-up have it on day 0, or never.
    due_day: the last day to which each patient could have been followed at the data date; who left on it or
    later is not lost but not due, and stays censored. Without it everybody was due at *day*.
    n_unseen counts the lost and those without follow-up. NaN when there is nobody at all. Raises InputError.
    """
    inputs = Inputs("worst and best case")
    exits, events = inputs.days("exit_day", exit_day), inputs.flags("event", event)
    day = inputs.day("day", day)
    due = np.full(exits.size, day) if due_day is None else inputs.days("due_day", due_day)
    n_without_follow_up = inputs.count("n_without_follow_up", n_without_follow_up)
    inputs.same_length(("exit_day", exits.size), ("event", events.size), ("due_day", due.size))
    inputs.finish()
    seen_until = np.minimum(due, day)
    lost = ~events & (exits < seen_until)
    nobody = np.zeros(n_without_follow_up, np.int64)
    worst = estimate_survival(
        np.append(np.where(lost, exits + 1, exits), nobody),
        np.append(events | lost, np.ones(n_without_follow_up, np.bool_)),
    )
    best = estimate_survival(
        np.append(np.where(lost, seen_until, exits), nobody + day),
        np.append(events, np.zeros(n_without_follow_up, np.bool_)),
    )
    return Bounds(
        worst=worst.at(day, least_at_risk=0).estimate,
        best=best.at(day, least_at_risk=0).estimate,
        n_unseen=int(np.count_nonzero(lost)) + n_without_follow_up,
        how="lost: worst all have the event right after they were last seen, best none",
    )


def estimate_contrast_bounds(treated: Bounds, comparator: Bounds) -> Bounds:
    """Treated minus comparator when the unseen of both groups speak against the treated, and for them."""
    return Bounds(
        worst=treated.worst - comparator.best,
        best=treated.best - comparator.worst,
        n_unseen=treated.n_unseen + comparator.n_unseen,
        how="worst: treated at worst, comparator at best; best: the reverse",
    )


def _checked_changes(
    changes: ArrayLike, n_unseen: int, worst_change: float, best_change: float
) -> tuple[NDArray[np.float64], int, str]:
    inputs = Inputs("worst and best case")
    values, n_unseen = inputs.numbers("changes", changes), inputs.count("n_unseen", n_unseen)
    worst_change = inputs.number("worst_change", worst_change)
    best_change = inputs.number("best_change", best_change)
    inputs.finish()
    return values, n_unseen, f"not seen: worst {_signed(worst_change)}, best {_signed(best_change)}"


def _signed(change: float) -> str:
    return f"{change:+.1f}".replace("-", "\N{MINUS SIGN}")
