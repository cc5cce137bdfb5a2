"""How often other patients of the same kind would have given the same answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ranvier.vocabulary.outcomes import Reading


@dataclass(frozen=True)
class Stability:
    """One claim judged again on patients drawn anew from these, with replacement, group by group.

    same_percent: of the resamples, so many gave the same answer; only readings that were drawn. why_not: why
    the others were not. least_percent: below this an answer is borderline.
    """

    n_resamples: int
    least_percent: float
    same_percent: Mapping[Reading, float] = field(default_factory=lambda: MappingProxyType({}))
    why_not: Mapping[Reading, str] = field(default_factory=lambda: MappingProxyType({}))

    def is_borderline(self, reading: Reading) -> bool:
        """Whether other patients would give another answer too often."""
        return self.same_percent.get(reading, 100.0) < self.least_percent

    def words(self, reading: Reading) -> str:
        """One sentence: how often the answer was the same, or why it was not asked."""
        if reading not in self.same_percent:
            why = self.why_not.get(reading, "there is no such reading")
            return f"How stable the answer is was not measured: {why}."
        tail = ": borderline" if self.is_borderline(reading) else ""
        share = f"{self.same_percent[reading]:.0f}%"
        return f"Patients drawn anew from these give the same answer in {share} of {self.n_resamples}{tail}."

    def doubt(self, reading: Reading) -> str:
        """Why a borderline answer is less sure, as part of a sentence."""
        share = f"{self.same_percent[reading]:.0f}%"
        return f"borderline: the same answer in {share} of {self.n_resamples} resamples"
