"""What one study found, in a form to compute with: a printed interval, or the figures of its arms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ranvier.vocabulary.provenance import Provenance


class EffectMeasure(StrEnum):
    """What kind of number an effect is; studies of different kinds are never pooled."""

    RATE_RATIO = "rate ratio"
    HAZARD_RATIO = "hazard ratio"
    RISK_RATIO = "risk ratio"
    ODDS_RATIO = "odds ratio"
    INCIDENCE_RATIO = "observed to expected"
    MEAN_DIFFERENCE = "mean difference"
    SHARE = "share"

    @property
    def is_ratio(self) -> bool:
        """Whether 1 means no difference."""
        return self not in (EffectMeasure.MEAN_DIFFERENCE, EffectMeasure.SHARE)


@dataclass(frozen=True)
class Printed:
    """A number with its 95% interval as printed; a share in percent."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class ArmMean:
    """The mean, or the rate, of one arm with what tells its standard error.

    Either low and high, a 95% interval; or std_error; or std_deviation of n patients.
    """

    value: float
    low: float | None = None
    high: float | None = None
    std_error: float | None = None
    std_deviation: float | None = None
    n: int | None = None


@dataclass(frozen=True)
class ArmCount:
    """How many of how many in one arm."""

    n_yes: int
    n_all: int


Arms = tuple[ArmMean, ArmMean] | tuple[ArmCount, ArmCount] | tuple[ArmCount]
"""The arm that was given something and the one it is held against; a share has one arm."""


@dataclass(frozen=True)
class StudyEffect:
    """What one study found on the question of its pool.

    key: study and pool, such as "E08-relapses-drug-placebo". label: as a forest plot prints it.
    figures: keys of the numbers it rests on; status: the weakest of theirs; may_decide: whether all of them
    may, with their intervals. found: an interval as printed, or the arms. how: arithmetic from the print to
    these figures. months: follow-up; None where the question has no time. other_people: than those of the
    other effects of its study, where one entry cites two papers.
    Any of these keeps it out of the mean: is_review, for it is itself a mean of studies; counted_in, the
    effect of the pool that holds the same people; differs, what is unlike the pool's definition.
    """

    key: str
    label: str
    study: str
    figures: tuple[str, ...]
    status: Provenance
    may_decide: bool
    found: Printed | Arms
    n: int | None = None
    months: float | None = None
    how: str = ""
    is_review: bool = False
    other_people: bool = False
    counted_in: str = ""
    differs: str = ""
    caveat: str = ""

    @property
    def kept_out(self) -> str:
        """Why it is shown and never pooled; nothing where it may be."""
        if self.is_review:
            return "pools studies itself"
        if self.counted_in:
            return f"holds people of {self.counted_in}"
        return self.differs
