"""What a patient may be told to do with a treatment: start within certain days, or not start."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ranvier.estimates.emulation.people import NEVER, Days


@dataclass(frozen=True)
class StartWithin:
    """Start on a day from *from_day* up to, without, *before_day*, counted from time zero.

    Data contradict it on the day of a start before from_day, and on before_day without a start.
    """

    name: str
    from_day: int
    before_day: int

    def departs_on(self, start_day: Days) -> Days:
        """The day from which the data contradict the strategy, NEVER where they do not."""
        late = np.where(start_day >= self.before_day, self.before_day, NEVER)
        return np.asarray(np.where(start_day < self.from_day, start_day, late), np.int64)


@dataclass(frozen=True)
class StartNever:
    """Do not start before *until_day*; without it, at no time. A start contradicts it."""

    name: str
    until_day: int = NEVER

    def departs_on(self, start_day: Days) -> Days:
        """The day from which the data contradict the strategy, NEVER where they do not."""
        return np.asarray(np.where(start_day < self.until_day, start_day, NEVER), np.int64)


Strategy = StartWithin | StartNever
