"""How much of the follow-up that could have been there is there."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.rates.share import SHARE, estimate_share
from ranvier.estimates.result import Estimate
from ranvier.estimates.unknown import unknown_estimate


def estimate_completeness(
    exit_day: ArrayLike,
    potential_day: ArrayLike,
    event: ArrayLike | None = None,
    *,
    through_day: int | None = None,
    definition: str = "person-time observed of person-time possible",
) -> Estimate:
    """Person-time observed over person-time possible (the completeness index), from 0 to 1.

    exit_day: when each patient was last observed; potential_day: how far one could have been followed at
    the data date; both in days from time zero. A patient with the event was completely followed, as was who
    died, when *event* says so. through_day: counts only the time up to that day. Observation past
    potential_day adds nothing. No interval (NaN): it describes these records and samples nothing.
    Not known when no person-time was possible. Raises InputError.
    Source: Clark TG, Altman DG, De Stavola BL. Lancet 2002;359:1309-1310.
    """
    inputs = Inputs("completeness")
    observed, potential = inputs.days("exit_day", exit_day), inputs.days("potential_day", potential_day)
    complete = inputs.flags("event", event) if event is not None else np.zeros(observed.size, np.bool_)
    inputs.same_length(
        ("exit_day", observed.size), ("potential_day", potential.size), ("event", complete.size)
    )
    inputs.days("through_day", [] if through_day is None else [through_day])
    inputs.finish()
    if through_day is not None:
        observed, potential = np.minimum(observed, through_day), np.minimum(potential, through_day)
    observed = np.minimum(observed, potential)
    possible = int(np.where(complete, observed, potential).sum())
    if possible == 0:
        return unknown_estimate(
            "no follow-up was possible", definition=definition, n=observed.size, unit=SHARE
        )
    return Estimate(
        estimate=int(observed.sum()) / possible,
        lower=math.nan,
        upper=math.nan,
        n=observed.size,
        method="completeness index (Clark), no interval",
        definition=definition,
        unit=SHARE,
        reference="Clark TG, Altman DG, De Stavola BL. Lancet 2002;359:1309-1310",
    )


def estimate_share_assessed(
    n_assessed: int, n_due: int, conf_level: float = 0.95, *, definition: str = "assessed of those due"
) -> Estimate:
    """The share assessed among the patients whose assessment was due, with its exact interval.

    Raises InputError.
    """
    return estimate_share(n_assessed, n_due, conf_level, definition=definition)
