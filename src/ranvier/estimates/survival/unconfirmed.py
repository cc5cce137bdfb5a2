"""What worsening that awaits its confirmation could make of the curve of patients free of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.inputs import Inputs, as_array
from ranvier.estimates.result import Bounds
from ranvier.estimates.survival.curve import SurvivalCurve
from ranvier.estimates.survival.followed import Followed, Interval, check_event, check_followed
from ranvier.estimates.survival.kaplan_meier import curve_of


@dataclass(frozen=True, eq=False)
class UnconfirmedCurves:
    """The curve with every worsening that awaits confirmation counted, and with none of them.

    n_awaiting: patients whose record ends in a worsening neither confirmed nor refuted.
    """

    counted: SurvivalCurve
    not_counted: SurvivalCurve
    n_awaiting: int

    def bounds_at(self, day: int) -> Bounds:
        """The share free of worsening after *day* by both curves; NaN where a curve does not reach it."""
        return Bounds(
            worst=self.counted.at(day, least_at_risk=0).estimate,
            best=self.not_counted.at(day, least_at_risk=0).estimate,
            n_unseen=self.n_awaiting,
            how="worsening the record ends in: worst all counted, best none",
        )


def estimate_unconfirmed_curves(
    exit_day: ArrayLike,
    event: ArrayLike,
    last_visit_day: ArrayLike,
    unconfirmed_day: ArrayLike,
    conf_level: float = 0.95,
    *,
    definition: str = "free of worsening",
) -> UnconfirmedCurves:
    """Patients free of worsening if what awaits confirmation is counted, and if it is not.

    The columns of `find_follow_up`: exit_day and event; last_visit_day; unconfirmed_day, the first visit of a
    worsening the record ends in, NaN for none. In both curves patients without the event stay up to their
    last visit, past the last one at which a worsening could have been confirmed. So the one without reads too
    well and the one with them too badly, and neither is the answer: that is `estimate_survival` of exit_day
    and event. Raises InputError. Source: the rule of the last confirmable visit, docs/decisions.
    """
    inputs = Inputs("curves with and without what is not confirmed")
    followed = check_followed(inputs, exit_day, check_event(inputs, event), "event")
    last = inputs.days("last_visit_day", last_visit_day)
    first, awaits = _unconfirmed(inputs, unconfirmed_day)
    conf_level = inputs.conf_level(conf_level)
    inputs.same_length(
        ("exit_day", followed.n), ("last_visit_day", last.size), ("unconfirmed_day", first.size)
    )
    inputs.finish()
    _check_order(inputs, followed, last, first, awaits)
    awaits &= ~followed.event
    left = np.where(followed.event, followed.exit_day, last)
    with_them = Followed(np.where(awaits, first, left), (followed.event | awaits).astype(np.int64))
    counted, not_counted = (
        curve_of(one, conf_level, Interval.LOG_LOG, f"{definition}, unconfirmed {said},")
        for one, said in ((with_them, "counted"), (Followed(left, followed.kind), "not counted"))
    )
    return UnconfirmedCurves(counted, not_counted, int(np.count_nonzero(awaits)))


#: How Polars, numpy and pandas write that there is no day.
_NONE = ("None", "nan", "<NA>")


def _check_order(
    inputs: Inputs,
    followed: Followed,
    last: NDArray[np.int64],
    first: NDArray[np.int64],
    awaits: NDArray[np.bool_],
) -> None:
    """Nobody is followed, or seen to worsen, after the last visit. Raises InputError."""
    hint = "hand over the columns of find_follow_up as they are"
    seen = followed.event | (followed.exit_day <= last)
    inputs.each(seen, "exit_day must not be after last_visit_day", "exit_day", hint)
    inputs.each(
        ~awaits | (first <= last), "unconfirmed_day must not be after last_visit_day", "unconfirmed_day", hint
    )
    inputs.finish()


def _unconfirmed(inputs: Inputs, unconfirmed_day: ArrayLike) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The day of each worsening that awaits confirmation, 0 without one, and who has one."""
    given = as_array(unconfirmed_day)
    awaits = np.ones(given.shape, np.bool_)
    if given.dtype.kind == "f":
        awaits = ~np.isnan(given)
    elif given.dtype.kind == "O":
        awaits = np.array([str(day) not in _NONE for day in given.flat]).reshape(given.shape)
    if awaits.all():
        return inputs.days("unconfirmed_day", given), awaits
    return inputs.days("unconfirmed_day", np.where(awaits, given, 0)), awaits
