"""What worsening that awaits its confirmation could make of the curve of patients free of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.result import Bounds
from ranvier.estimates.survival.followed import Followed, Interval, check_event, check_followed
from ranvier.estimates.survival.kaplan_meier import curve_of


def estimate_unconfirmed_bounds(
    exit_day: ArrayLike,
    event: ArrayLike,
    last_visit_day: ArrayLike,
    unconfirmed_day: ArrayLike,
    day: int,
) -> Bounds:
    """The share free of worsening after *day* if what awaits confirmation is counted, and if it is not.

    The columns of `find_follow_up`: exit_day and event; last_visit_day; unconfirmed_day, the first visit of a
    worsening the record ends in, NaN for none. In both cases patients without the event stay up to their last
    visit, past the last one at which a worsening could have been confirmed, so *best* reads too well and
    *worst* too badly; the curve of exit_day and event lies between. n_unseen: who awaits confirmation. NaN
    where a curve does not reach *day*. Raises InputError.
    """
    inputs = Inputs("curves with and without what is not confirmed")
    followed = check_followed(inputs, exit_day, check_event(inputs, event), "event")
    last = inputs.days("last_visit_day", last_visit_day)
    first, awaits = _unconfirmed(inputs, unconfirmed_day)
    read_at = inputs.days("day", [day])
    inputs.same_length(
        ("exit_day", followed.n), ("last_visit_day", last.size), ("unconfirmed_day", first.size)
    )
    inputs.finish()
    awaits &= ~followed.event
    left = np.where(followed.event, followed.exit_day, last)
    counted = Followed(np.where(awaits, first, left), (followed.event | awaits).astype(np.int64))
    best, worst = (_share(one, int(read_at[0])) for one in (Followed(left, followed.kind), counted))
    return Bounds(
        worst=worst,
        best=best,
        n_unseen=int(np.count_nonzero(awaits)),
        how="worsening the record ends in: worst all counted, best none",
    )


def _unconfirmed(
    inputs: Inputs, unconfirmed_day: ArrayLike
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The day of each worsening that awaits confirmation, 0 without one, and who has one."""
    given = np.asarray(unconfirmed_day)
    if given.ndim == 1 and given.dtype.kind == "O":
        given = np.array([np.nan if day is None else day for day in given], np.float64)
    awaits = ~np.isnan(given) if given.dtype.kind == "f" else np.ones(given.shape, np.bool_)
    return inputs.days("unconfirmed_day", np.where(awaits, given, 0)), awaits


def _share(followed: Followed, day: int) -> float:
    return curve_of(followed, 0.95, Interval.LOG_LOG, "free of worsening").at(day).estimate
