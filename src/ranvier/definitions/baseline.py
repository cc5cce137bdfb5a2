"""Which examination stands for a patient before the therapy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ranvier.definitions.definition import Definition


@dataclass(frozen=True)
class BaselineRule(Definition):
    """The last EDSS before or on day 0, not old, and not under the steroids of the same stay.

    oldest_days: how old it may be on day 0. steroid_stay_days: a steroid that starts at most so many days
    before day 0 belongs to the same stay, and the EDSS must not be later than its start.
    """

    citation: ClassVar[str] = (
        "verdict rule 2, docs/reference/verdicts.md: at most 90 days old; the 14 days of a stay are "
        "ranvier's own"
    )

    oldest_days: int = 90
    steroid_stay_days: int = 14
