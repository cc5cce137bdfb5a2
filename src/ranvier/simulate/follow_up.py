"""When patients of a simulated clinic are seen, which visits do not take place, and who is lost."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ranvier.simulate.limits import Limits

SHORTEST_MONTHS, LONGEST_MONTHS = 0.25, 1_200.0
"""A week, and a hundred years."""

MOST_MISSED = 0.95
"""With more, a schedule is none."""

MOST_HIDDEN = 1_000_000
"""As many as a clinic can have on its list."""

STRONGEST_PULL = 5.0
"""Beyond it a single point of change decides alone who stays."""


class Lost(StrEnum):
    """Which patients stay away more often."""

    WORSE = "worse"  # those who became worse: the remaining ones look better
    BETTER = "better"  # those who became better: the remaining ones look worse
    ANY = "any"  # no relation to the outcome


@dataclass(frozen=True)
class FollowUpPlan:
    """When patients are seen, and who is lost.

    visit_months: planned visits after day 10, in order. jitter: spread of a visit as a part of the time since
    the visit before. missed: chance that a planned visit does not take place; missed_again: the same after a
    visit that was missed, the share of missed visits staying what it was (None: missed visits come one by
    one). lost_per_year: chance a year to stay away for good. lost: who does so more often, those who become
    worse or better, or any. lost_pull: that chance is multiplied by e to the power of it for each point of
    change in that direction. relapse_visit_chance: share of relapses in which the patient is seen
    unplanned; assumed. hidden_patients: treated, with bad outcomes, and left out of the records.

    ImpossiblePlan: no visit, months below 0.25 or not in order, chances outside 0 to 1, rates below 0.
    """

    visit_months: tuple[float, ...] = (1, 3, 6, 12, 24, 36, 48, 60, 66, 72)
    jitter: float = 0.05
    missed: float = 0.06
    missed_again: float | None = None
    lost_per_year: float = 0.07
    lost: Lost = Lost.WORSE
    lost_pull: float = 0.8
    relapse_visit_chance: float = 0.4
    hidden_patients: int = 5

    def __post_init__(self) -> None:
        limits = Limits("follow-up of patients")
        _check_months(self.visit_months, limits)
        limits.between("jitter", self.jitter, 0.0, 0.5)
        limits.between("missed", self.missed, 0.0, MOST_MISSED)
        self._check_missed_again(limits)
        limits.rate("lost_per_year", self.lost_per_year, 100.0)
        limits.between("lost_pull", self.lost_pull, 0.0, STRONGEST_PULL)
        limits.probability("relapse_visit_chance", self.relapse_visit_chance)
        limits.whole("hidden_patients", self.hidden_patients, 0, MOST_HIDDEN)
        if self.lost not in tuple(Lost):
            limits.refuse("lost", "lost names no group of patients", "permitted: worse, better, any")
        limits.finish()

    @property
    def missed_after_seen(self) -> float:
        """The chance of missing a planned visit after one that took place."""
        if self.missed_again is None or self.missed == 0.0:
            return self.missed
        return self.missed * (1.0 - self.missed_again) / (1.0 - self.missed)

    @property
    def missed_after_missed(self) -> float:
        """The chance of missing a planned visit after one that was missed."""
        return self.missed if self.missed_again is None else self.missed_again

    def _check_missed_again(self, limits: Limits) -> None:
        if self.missed_again is None:
            return
        limits.probability("missed_again", self.missed_again)
        missed, again = self.missed, self.missed_again
        if 0 < missed < 1 and 0 <= again <= 1 and missed * (2.0 - again) > 1.0:
            least = 2.0 - 1.0 / missed
            limits.refuse(
                "missed_again",
                "so many missed visits cannot stand so far apart",
                f"permitted with these missed visits: {least:.3g} to 1",
            )


def _check_months(months: tuple[float, ...], limits: Limits) -> None:
    if len(months) == 0:
        limits.refuse(
            "visit_months",
            "a schedule needs at least one visit",
            "permitted: 0.25 to 1200 months after day 0",
        )
        return
    for month in months:
        limits.between("visit_months", month, SHORTEST_MONTHS, LONGEST_MONTHS)
    if any(not isinstance(month, int | float) for month in months):
        return
    if any(not later > earlier for earlier, later in pairwise(months)):
        limits.refuse("visit_months", "the months of visits must rise", "name each month once, in order")
