"""The slow twin of kernels/follow_up.py: verdict rule 3 and course rules C16 and C17, one list at a time."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from ranvier.vocabulary.steps import StepRule


class FollowUp(NamedTuple):
    """Visits of one patient numbered from the reference, which is 0; None where there is none."""

    onset: int | None
    confirmed: int | None
    pending: int | None
    last_confirmable: int | None
    last: int | None


def follow_up(
    visits: Sequence[tuple[int, float]],
    relapses: Sequence[int],
    steps: StepRule,
    window_days: tuple[int, float] = (168, inf),
    relapse_free_days: int = 30,
    *,
    sustained_to_end: bool = False,
) -> FollowUp:
    """Worsening from the first visit; visits as (day, EDSS) by day; window_days: of the confirming visit."""
    n = len(visits)
    if n < 2:
        return FollowUp(None, None, None, None, None)
    needed = visits[0][1] + steps.change_from(visits[0][1])
    worse = [score >= needed for _, score in visits]

    def confirms(onset: int, later: int) -> bool:
        day = visits[later][0]
        far = all(not 0 <= day - relapse <= relapse_free_days for relapse in relapses)
        return far and later > onset and window_days[0] <= day - visits[onset][0] <= window_days[1]

    confirmable = [i for i in range(1, n) if any(confirms(i, later) for later in range(n))]
    for onset in range(1, n):
        if worse[onset]:
            later = next((x for x in range(n) if confirms(onset, x)), None)
            if later is not None and all(worse[onset : None if sustained_to_end else later + 1]):
                return FollowUp(onset, later, None, confirmable[-1], n - 1)
    held = 0
    while held < n and worse[n - 1 - held]:
        held += 1
    pending = n - held if held else None
    return FollowUp(None, None, pending, confirmable[-1] if confirmable else None, n - 1)
