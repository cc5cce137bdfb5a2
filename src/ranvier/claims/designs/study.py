"""A study that a clinic could run: its design, its visits, whom it takes in, and how many it loses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ranvier.simulate.entry import EntryPlan
from ranvier.simulate.follow_up import MOST_MISSED, Lost
from ranvier.simulate.limits import Limits
from ranvier.vocabulary.people import Assignment, ComparatorKind


class Design(StrEnum):
    """Four ways to find out, from the weakest to the strongest."""

    BEFORE_AFTER = "before_after"
    EXTERNAL = "external"
    WAITING_LIST = "waiting_list"
    SHAM = "sham"

    @property
    def words(self) -> str:
        """What it is, for people."""
        return _WORDS[self]

    @property
    def assignment(self) -> Assignment:
        """Who decides who is treated."""
        return _ASSIGNMENTS[self]

    @property
    def comparator_kind(self) -> ComparatorKind | None:
        """What comparators get; None where there are none."""
        return _COMPARATORS[self]

    @property
    def n_arms(self) -> int:
        """How many groups are followed."""
        return 1 if self is Design.BEFORE_AFTER else 2


_WORDS = {
    Design.BEFORE_AFTER: "before and after, nobody compared",
    Design.EXTERNAL: "comparators from elsewhere, made alike by weights",
    Design.WAITING_LIST: "by lot: treated now or after a wait; all know which",
    Design.SHAM: "by lot: therapy or sham; raters and patients do not know which",
}
_ASSIGNMENTS = {
    Design.BEFORE_AFTER: Assignment.NONE,
    Design.EXTERNAL: Assignment.EXTERNAL,
    Design.WAITING_LIST: Assignment.RANDOMISED,
    Design.SHAM: Assignment.RANDOMISED,
}
_COMPARATORS = {
    Design.BEFORE_AFTER: None,
    Design.EXTERNAL: ComparatorKind.UNTREATED,
    Design.WAITING_LIST: ComparatorKind.UNTREATED,
    Design.SHAM: ComparatorKind.SHAM,
}

STABLE_PATIENTS = EntryPlan(
    edss_mean=4.0,
    edss_sd=1.2,
    edss_low=2.0,
    edss_high=6.5,
    entry_edss_at_least=None,
    share_in_relapse=0.0,
    relapse_free_days=200,
    share_progressive=0.4,
    steroid_share=0.0,
    share_without_baseline=0.0,
)
"""Whom a careful study takes in: an EDSS of 2.0 to 6.5, no relapse for 200 days; assumed (source S270)."""


@dataclass(frozen=True)
class StudyPlan:
    """How a study is run.

    entry: whom it takes in. followup_months: of each patient; None: as long as the claim asks for.
    visit_every_months: between planned visits. missed: chance that a planned visit does not take place.
    lost_per_year: chance to stay away for good; lost: who stays away more often. wait_months: until those on
    a waiting list are treated, 6 to 12. raters_blinded: whether comparators from elsewhere and the treated
    are scored by raters who do not know the treatment; on a waiting list they know, beside a sham they do
    not. milder_points: by how many EDSS points comparators from elsewhere are less disabled. n_comparisons:
    how many claims it is asked in all; each must be clear of no effect in an interval for all of them.
    The defaults are assumed (source S270).

    Raises ImpossiblePlan for values no study can have.
    """

    design: Design = Design.SHAM
    entry: EntryPlan = STABLE_PATIENTS
    followup_months: float | None = None
    visit_every_months: float = 3.0
    missed: float = 0.02
    lost_per_year: float = 0.01
    lost: Lost = Lost.WORSE
    wait_months: float = 12.0
    raters_blinded: bool = True
    milder_points: float = 0.25
    n_comparisons: int = 1

    def __post_init__(self) -> None:
        limits = Limits("study")
        if self.design not in tuple(Design):
            limits.refuse("design", "design is not possible", f"permitted: {', '.join(Design)}")
        if self.followup_months is not None:
            limits.between("followup_months", self.followup_months, 1.0, MOST_MONTHS)
        limits.between("visit_every_months", self.visit_every_months, 1.0, 24.0)
        limits.between("missed", self.missed, 0.0, MOST_MISSED)
        limits.between("lost_per_year", self.lost_per_year, 0.0, 5.0)
        limits.between("wait_months", self.wait_months, 6.0, 12.0)
        limits.between("milder_points", self.milder_points, -2.0, 2.0)
        limits.between("n_comparisons", self.n_comparisons, 1, MOST_COMPARISONS)
        limits.finish()
        object.__setattr__(self, "design", Design(self.design))

    @property
    def raters_know(self) -> bool:
        """Whether those who score the treated know the treatment."""
        if self.design is Design.EXTERNAL:
            return not self.raters_blinded
        return self.design is not Design.SHAM


MOST_COMPARISONS = 1000
"""Claims that one study can be asked."""

MOST_MONTHS = 72.0
"""The longest follow-up that is simulated."""
