"""Which days around a happening count as its risk window, and which as the check before it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RiskWindow:
    """Days from *first_day* to *last_day* after a happening of *kind*, both included; negative: before.

    kind: as in the records, "" for any. Of windows of one kind that hold the same day, one that begins at the
    happening or later goes before one that begins earlier, then that of the latest happening, then the one
    that is named first.
    """

    name: str
    first_day: int
    last_day: int
    kind: str = ""

    @property
    def is_before(self) -> bool:
        """Whether it lies before the happening: a check, not a risk."""
        return self.last_day < 0


WINDOWS = (RiskWindow("14 days before", -14, -1), RiskWindow("0 to 28 days after", 0, 28))
"""Four weeks after the happening, and the two weeks before it as the check (source S152)."""
