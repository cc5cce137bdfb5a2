"""Whether patients who came under observation late make the groups look better than they are."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.comparison.balance import weigh_balance
from ranvier.estimates.inputs import Inputs
from ranvier.estimates.result import Estimate
from ranvier.estimates.survival.hazard_ratio import NoHazardRatio, estimate_hazard_ratios
from ranvier.estimates.unknown import unknown_estimate

Days = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class LeftTruncation:
    """Delay until patients came under observation, and what it does to the hazard ratio.

    median_delay_treated, median_delay_comparator: days. delay_difference: standardised, treated minus
    comparator. ignored, accounted: hazard ratio as if everybody had been watched from day 0, and with each
    at risk from entry on.
    """

    median_delay_treated: float
    median_delay_comparator: float
    delay_difference: Estimate
    ignored: Estimate
    accounted: Estimate

    def differs(self, limit: float = 0.1) -> bool:
        """Whether the delays of the groups differ by more than *limit* standard deviations."""
        return abs(self.delay_difference.estimate) > limit


def weigh_left_truncation(
    entry_day: ArrayLike,
    exit_day: ArrayLike,
    event: ArrayLike,
    treated: ArrayLike,
    *,
    conf_level: float = 0.95,
) -> LeftTruncation:
    """How late each group came under observation, and the hazard ratio with and without regard to it.

    entry_day: whole days from the origin (such as onset) to the start of observation. exit_day: from the same
    origin. Patients with an early event never enter; where one group enters later, ignoring it favours that
    group. A ratio is not known where it cannot be fitted. Raises InputError.
    Source: Tsai WY, Jewell NP, Wang MC. Biometrika 1987;74:883-886.
    """
    inputs = Inputs("delay until observation")
    entries, exits = inputs.days("entry_day", entry_day), inputs.days("exit_day", exit_day)
    events, flags = inputs.flags("event", event), inputs.flags("treated", treated)
    inputs.same_length(
        ("entry_day", entries.size),
        ("exit_day", exits.size),
        ("event", events.size),
        ("treated", flags.size),
    )
    if entries.size == exits.size:
        hint = "leave out patients who were never under observation and count them as unseen"
        inputs.each(entries < exits, "entry_day must be before exit_day", "entry_day", hint)
    inputs.finish()
    delay = weigh_balance(flags, {"delay until observation": entries}, conf_level=conf_level).worst.before
    return LeftTruncation(
        median_delay_treated=float(np.median(entries[flags])),
        median_delay_comparator=float(np.median(entries[~flags])),
        delay_difference=delay,
        ignored=_ratio(exits, events, flags, None, conf_level),
        accounted=_ratio(exits, events, flags, entries, conf_level),
    )


def _ratio(exits: Days, events: Flags, treated: Flags, entries: Days | None, conf_level: float) -> Estimate:
    ignored = "entry ignored" if entries is None else "entry accounted for"
    definition = f"hazard ratio, treated to comparator, {ignored}"
    covariates = {"treated": treated.astype(np.float64)}
    try:
        model = estimate_hazard_ratios(exits, events, covariates, entry_day=entries, conf_level=conf_level)
    except NoHazardRatio:
        reason, n = "the hazard ratio runs to infinity or 0", exits.size
        return unknown_estimate(reason, definition=definition, n=n, unit="ratio", conf_level=conf_level)
    return replace(model.ratio("treated"), definition=definition)
