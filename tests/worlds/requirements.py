"""What each row must say, and whether it does: counts of programmes with exact limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ranvier.estimates.rates.share import estimate_share
from tests.worlds.judged import Answers
from tests.worlds.world import Row, World


class Ask(StrEnum):
    """How often an answer may, or must, come."""

    NEVER = "never"
    SELDOM = "at most 1%, upper limit at most 2%"
    MOSTLY = "at least 80%"
    SHOWN = "shown; no limit is asked"


@dataclass(frozen=True)
class Requirement:
    """The answers of a row that count, and how often they may come."""

    ask: Ask
    because: frozenset[str]
    seen: frozenset[str] = frozenset()

    def counts(self, answers: Answers, claim: str) -> bool:
        """Whether the answer to *claim* is one of those."""
        return answers["because"].get(claim) in self.because or answers["seen"].get(claim) in self.seen

    def met_by_point(self, share: Share) -> bool:
        """Whether the share itself is as asked."""
        if self.ask is Ask.NEVER:
            return share.n_yes == 0
        if self.ask is Ask.SHOWN:
            return True
        return share.percent <= 1 if self.ask is Ask.SELDOM else share.percent >= 80

    def met_by_limit(self, share: Share) -> bool:
        """Whether the exact 95 % limit is as asked; of "never" the upper limit may be 2 % as well."""
        if self.ask is Ask.MOSTLY:
            return share.lower >= 80
        if self.ask is Ask.SHOWN:
            return True
        return self.met_by_point(share) and share.upper <= 2


SUPPORTED = frozenset({"supported"})

REQUIREMENTS: dict[Row, Requirement] = {
    Row.ALONE: Requirement(Ask.NEVER, SUPPORTED),
    Row.FAIR: Requirement(Ask.SELDOM, SUPPORTED),
    Row.BIASED: Requirement(Ask.SELDOM, SUPPORTED),
    Row.TRUE: Requirement(Ask.MOSTLY, SUPPORTED),
    Row.SMALLER: Requirement(Ask.MOSTLY, frozenset({"effect_smaller_than_claimed"})),
    Row.OUTSIDE: Requirement(Ask.MOSTLY, frozenset({"contradicted"}), frozenset({"records_disagree"})),
    Row.LOST: Requirement(Ask.NEVER, frozenset({"contradicted"})),
    Row.BEYOND: Requirement(Ask.SHOWN, SUPPORTED),
}


@dataclass(frozen=True)
class Share:
    """How many of *n* programmes, in percent with exact limits."""

    n_yes: int
    n: int

    @property
    def percent(self) -> float:
        """The share."""
        return 100 * self.n_yes / self.n if self.n else float("nan")

    @property
    def lower(self) -> float:
        """The lower 95 % limit of Clopper and Pearson."""
        return 100 * estimate_share(self.n_yes, self.n).lower

    @property
    def upper(self) -> float:
        """The upper one."""
        return 100 * estimate_share(self.n_yes, self.n).upper


@dataclass
class Tally:
    """The answers of some programmes of one world, counted.

    asked: by claim, programmes whose answer counts for the row. because: by claim of the whole set, how
    often each answer came. wrongly_supported, wrongly_contradicted: programmes with any such claim; without
    effect of the whole set, else of those whose truth is known.
    """

    n: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    answers: dict[str, dict[str, Counter[str]]] = field(default_factory=dict)
    because: dict[str, Counter[str]] = field(default_factory=dict)
    wrongly_supported: int = 0
    wrongly_contradicted: int = 0

    def add(self, world: World, answers: Answers) -> None:
        """Count one programme."""
        self.n += 1
        requirement = REQUIREMENTS[world.row]
        for claim in world.asked:
            self.asked[claim] += requirement.counts(answers, claim)
            readings = self.answers.setdefault(claim, {"seen": Counter(), "because": Counter()})
            readings["seen"][str(answers["seen"][claim])] += 1
            readings["because"][str(answers["because"][claim])] += 1
        because = answers["because"].items()
        for claim, answer in because:
            if answer is not None:
                self.because.setdefault(claim, Counter())[answer] += 1
        self.wrongly_supported += any(
            code == "supported" and id_ not in world.true_claims and world.knows_truth_of(id_)
            for id_, code in because
        )
        self.wrongly_contradicted += any(
            code == "contradicted" and id_ in world.true_claims for id_, code in because
        )

    def as_dict(self) -> dict[str, object]:
        """For a JSON file; answers by how often they came."""
        return {
            "programmes": self.n,
            "asked": dict(sorted(self.asked.items())),
            "answers": {
                claim: {reading: dict(sorted(counts.items())) for reading, counts in readings.items()}
                for claim, readings in sorted(self.answers.items())
            },
            "because": {
                claim: dict(sorted(counts.items())) for claim, counts in sorted(self.because.items())
            },
            "wrongly_supported": self.wrongly_supported,
            "wrongly_contradicted": self.wrongly_contradicted,
        }


def tally(worlds: Sequence[World], found: Iterable[Answers]) -> dict[str, Tally]:
    """The answers counted, by name of world."""
    by_name = {world.name: world for world in worlds}
    tallies = {world.name: Tally() for world in worlds}
    for answers in found:
        if answers["world"] in by_name:
            tallies[answers["world"]].add(by_name[answers["world"]], answers)
    return tallies
