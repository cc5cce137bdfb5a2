"""What a check is asked about: the records, the claim, what was found for it, and the thresholds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import polars as pl

from ranvier.claims.basis.definitions_tried import Multiverse
from ranvier.claims.basis.fair_comparison import FairComparison
from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.followed import FollowedProtocol
from ranvier.claims.basis.records import Records
from ranvier.claims.basis.stability import Stability
from ranvier.claims.basis.thresholds import Thresholds
from ranvier.claims.gates.wording import count_text, share_text
from ranvier.claims.language.claim import Claim, Interpretation
from ranvier.tables.cohort import Cohort
from ranvier.tables.programme import Programme
from ranvier.vocabulary.people import Group
from ranvier.vocabulary.time import DAYS_PER_MONTH

FREE_OF_WORSENING = frozenset({"free_of_worsening", "free_among_followed"})
"""Endpoints whose events are confirmed by definition."""

IMPROVED_BY_DAY = "improved_by_day"
"""The endpoint that names its time in days."""

CLEAR_CHANGE_POINTS = 1.0
"""The change of the EDSS that is taken where a claim names none of its own."""


class Situation(StrEnum):
    """Who the treated are compared with, as far as it decides how much a check weighs."""

    ALONE = "alone"  # nobody
    EXTERNAL = "external"  # comparators that lot did not choose
    RANDOMISED = "randomised"


@dataclass(frozen=True)
class Inquiry:
    """One claim held against one programme.

    finding is None where nothing was computed; multiverse until the claim was tried under each published
    definition, and where there are none; stability until it was judged on other patients.
    n_comparisons: how many claims ask the same records for a difference between groups, this one too.
    protocol: what became of the protocol that was frozen beforehand, where there is one.
    """

    records: Records
    claim: Claim
    finding: Finding | None
    thresholds: Thresholds
    multiverse: Multiverse | None = None
    n_comparisons: int = 1
    stability: Stability | None = None
    protocol: FollowedProtocol | None = None

    @property
    def cohort(self) -> Cohort:
        """The checked rows."""
        return self.records.cohort

    @property
    def programme(self) -> Programme:
        """What the programme says of itself."""
        return self.cohort.programme

    @property
    def claims_fixed(self) -> date | None:
        """The day the claims were written down: of the protocol, or as the programme says."""
        return self.protocol.frozen_on if self.protocol is not None else self.programme.claims_fixed

    @property
    def treated(self) -> pl.DataFrame:
        """One row a treated patient, with time zero and baseline."""
        return self.records.members(Group.TREATED)

    @property
    def comparator(self) -> pl.DataFrame:
        """One row a comparator, with time zero and baseline; no rows where nobody is compared."""
        return self.records.members(Group.COMPARATOR)

    @property
    def groups(self) -> tuple[tuple[str, pl.DataFrame], ...]:
        """The groups that have patients, each with its word."""
        both = (("treated", self.treated), ("comparators", self.comparator))
        return tuple((word, members) for word, members in both if members.height)

    @property
    def situation(self) -> Situation:
        """Alone, beside comparators, or randomised."""
        if self.comparator.is_empty():
            return Situation.ALONE
        return Situation.RANDOMISED if self.records.is_randomised else Situation.EXTERNAL

    @property
    def fair(self) -> FairComparison | None:
        """How the claim's difference was adjusted; None where lot chose, and where nothing was compared."""
        return self.finding.fair if self.finding is not None else None

    @property
    def why_not_alike(self) -> str:
        """Why the groups cannot be made alike; what tells a group apart is not said where it is small."""
        if self.fair is None or min(group.n_patients for group in self.fair.left_out) < self._least:
            return "a group is small"
        return self.fair.refusal

    @property
    def primary(self) -> Interpretation | None:
        """The stated primary interpretation."""
        return self.claim.primary

    @property
    def endpoint(self) -> str:
        """Name of the primary endpoint, empty without one."""
        return self.primary.endpoint if self.primary else ""

    @property
    def months(self) -> float | None:
        """The time the claim speaks of, in months from time zero; None where it names none."""
        parameters = self.primary.parameters if self.primary else {}
        if self.endpoint == IMPROVED_BY_DAY:
            return float(parameters["days"]) / DAYS_PER_MONTH
        value = parameters.get("months")
        return float(value) if value is not None else None

    @property
    def points(self) -> float | None:
        """By how many EDSS points a patient must change to count; None where the claim counts none."""
        value = self.primary.parameters.get("points") if self.primary else None
        return float(value) if value is not None else None

    @property
    def is_free_of_worsening(self) -> bool:
        """Whether the claim is about staying free of worsening."""
        return self.endpoint in FREE_OF_WORSENING

    @property
    def is_confirmed(self) -> bool:
        """Whether a change counts only once a later visit confirms it."""
        if self.primary is None:
            return False
        return bool(self.primary.parameters.get("confirmed", self.is_free_of_worsening))

    @property
    def time_asked(self) -> tuple[str, float | None, float | None, bool]:
        """All that the claim names of its outcome: endpoint, months, points, and whether it is confirmed."""
        return self.endpoint, self.months, self.points, self.is_confirmed

    def limit(self, name: str) -> float:
        """The value of a threshold."""
        return self.thresholds[name]

    def share(self, count: int, total: int) -> str:
        """`24 of 243 (9.9%)`, with small groups hidden."""
        return share_text(count, total, self._least)

    def count(self, count: int) -> str:
        """A count of patients, with a small one hidden."""
        return count_text(count, self._least)

    @property
    def _least(self) -> int:
        return int(self.thresholds["smallest_count_shown"])
