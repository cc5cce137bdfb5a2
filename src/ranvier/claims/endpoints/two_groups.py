"""Two groups of the treated beside each other: the difference of means, and what the unseen could do."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.claims.basis.redraw import Numbers, Places, Redraw
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.hidden import Crossing, crossings, fewest_sentence
from ranvier.claims.endpoints.needs import in_percent, unseen_reasons
from ranvier.claims.language.asserted import AssertedSet
from ranvier.claims.language.endpoint_names import PERCENTAGE_POINTS
from ranvier.estimates.change.change import estimate_mean
from ranvier.estimates.comparison.contrast import estimate_difference_of_means, estimate_difference_of_shares
from ranvier.estimates.rates.share import estimate_share
from ranvier.estimates.result import Bounds, Estimate
from ranvier.estimates.unseen.hidden import estimate_hidden_for_mean

Floats = NDArray[np.float64]

NOT_KNOWN = -1

ALL = 100.0
"""The value of a patient who counts, where the values are shares in percent and 0 is for the others."""

HOW = (
    "not seen: worst all against the first group, best all for it; whose group is not known may be in either"
)


def two_groups(rows: pl.DataFrame, lowest: float, highest: float) -> TwoGroups:
    """Two groups from a frame: patient_id, first (null: not known), value (null: not seen) and unseen."""
    return TwoGroups(
        rows=rows.select("patient_id", "unseen"),
        group=rows["first"].cast(pl.Int8).fill_null(NOT_KNOWN).to_numpy(),
        value=rows["value"].cast(pl.Float64).fill_null(math.nan).to_numpy(),
        lowest=lowest,
        highest=highest,
    )


@dataclass(frozen=True)
class TwoGroups:
    """Patients whose group, outcome or both are known.

    rows: patient_id and unseen (why there is no value, or no group), one row a patient. group: 1 for the
    first group, 0 for the others, −1 where it is not known. value: NaN where it was not seen. lowest,
    highest: what a patient not seen may be given.
    """

    rows: pl.DataFrame
    group: NDArray[np.int8]
    value: Floats
    lowest: float
    highest: float

    def values(self, *, first: bool) -> Floats:
        """The values seen in one group."""
        seen: Floats = self.value[(self.group == int(first)) & ~np.isnan(self.value)]
        return seen

    def n_unseen(self, *, first: bool) -> int:
        """Members of one group without a value."""
        return int(((self.group == int(first)) & np.isnan(self.value)).sum())

    @property
    def n_seen(self) -> int:
        """Patients with a group and a value."""
        return self.values(first=True).size + self.values(first=False).size

    @property
    def n_unplaced(self) -> int:
        """Patients whose group is not known."""
        return int((self.group == NOT_KNOWN).sum())

    def unseen(self) -> dict[str, int]:
        """For each reason, how many have no value or no group."""
        return unseen_reasons(self.rows)

    def are_enough(self, bench: Workbench) -> bool:
        """Whether each group has the patients that a comparison needs."""
        sizes = (self.values(first=side).size for side in (True, False))
        return min(sizes) >= bench.rules.least_group

    def difference(self, definition: str, unit: str) -> Estimate:
        """Mean of the first group minus that of the other, with Welch's interval."""
        first, others = self.values(first=True), self.values(first=False)
        return estimate_difference_of_means(first, others, definition=definition, unit=unit)

    def means(self, words: tuple[str, str], unit: str) -> tuple[Estimate, ...]:
        """The mean of each group, to show beside the difference; words: what each is called."""
        return tuple(
            replace(estimate_mean(self.values(first=side), definition=word), unit=unit)
            for word, side in zip(words, (True, False), strict=True)
        )

    def difference_of_shares(self, definition: str) -> Estimate:
        """Share of the first group with 100 minus that of the other, in percentage points (Newcombe)."""
        found = estimate_difference_of_shares(*self._shares(("", "")), definition=definition)
        return replace(in_percent(found), unit=PERCENTAGE_POINTS)

    def shares(self, words: tuple[str, str]) -> tuple[Estimate, ...]:
        """The share of each group with 100, in percent; words: what each is called."""
        return tuple(in_percent(share) for share in self._shares(words))

    def _shares(self, words: tuple[str, str]) -> tuple[Estimate, Estimate]:
        first, others = self.values(first=True), self.values(first=False)
        ours, theirs = (int((values == ALL).sum()) for values in (first, others))
        return (
            estimate_share(ours, first.size, definition=words[0]),
            estimate_share(theirs, others.size, definition=words[1]),
        )

    def bounds(self, *, lower_is_better: bool) -> Bounds:
        """The difference if the patients not seen spoke against the first group, and if for it."""
        # which of the unplaced are in which group is part of the worst and the best case
        least, most = self._reach(self.lowest, self.highest), self._reach(self.highest, self.lowest)
        ends = (float(least.min()), float(most.max()))
        worst, best = ends[::-1] if lower_is_better else ends
        n_unseen = int((np.isnan(self.value) | (self.group == NOT_KNOWN)).sum())
        return Bounds(worst, best, n_unseen, HOW)

    def hidden(self, asserted: AssertedSet, each: tuple[str, str]) -> str:
        """How many unreported patients of the first group would overturn the difference, as a sentence.

        each: what such patients are like who raise the difference, and who lower it.
        """
        first, others = self.values(first=True), float(self.values(first=False).mean())

        def count(way: Crossing) -> int | None:
            value = self.highest if way.upwards else self.lowest
            return estimate_hidden_for_mean(first, way.edge + others, value, way.holds)

        ends = (self.lowest - others, self.highest - others)
        ways = crossings(float(first.mean()) - others, asserted, *ends)
        return fewest_sentence(ways, count, *each, what="patient of the first group")

    def redrawn(self, numbers: Callable[[TwoGroups], Numbers], bench: Workbench) -> Redraw:
        """How *numbers* of the two groups are made again; the same of the comparators is not."""

        def again(places: Places) -> Numbers:
            drawn = replace(self, group=self.group[places], value=self.value[places])
            return numbers(drawn) if drawn.are_enough(bench) else Numbers(None)

        return Redraw(self.rows["patient_id"], again, compares=False)

    def _reach(self, to_first: float, to_others: float) -> Floats:
        """The difference for each number of the unplaced that are put into the first group.

        to_first, to_others: what those not seen are given. Who has a value keeps it as far as the group is
        known; the unplaced are taken as not seen.
        """
        first, others = self.values(first=True), self.values(first=False)
        joining = np.arange(self.n_unplaced + 1)
        n_first = self.n_unseen(first=True) + joining
        n_others = self.n_unseen(first=False) + joining[::-1]
        mean_first = (math.fsum(first) + n_first * to_first) / (first.size + n_first)
        mean_others = (math.fsum(others) + n_others * to_others) / (others.size + n_others)
        return np.asarray(mean_first - mean_others, np.float64)
