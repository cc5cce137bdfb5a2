"""The numbers a programme without effect is re-created from, each with where it comes from.

Full citations are in docs/reference/sources.md. The laws differ on purpose from those of `ranvier.simulate`,
which makes the programmes that test the null band: half-point laws and a table of recovery here, smooth
laws there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, fields
from itertools import product

from ranvier.claims.null.rating import BiasLaw, RaterLaw
from ranvier.definitions.relapse_recovery import RelapseRecovery
from ranvier.simulate.parameters import Parameter, Status
from ranvier.vocabulary.time import days_from_months

SEEN, SECOND_HAND, DERIVED, ASSUMED = Status.SEEN, Status.SEEN_SECOND_HAND, Status.DERIVED, Status.ASSUMED


#: What of a relapse has gone by months, of which `RelapseRecovery` gives the source.
_SEEN = RelapseRecovery()
#: Relapses that recover at all (the same source); only what recedes is counted here.
_EVER = 0.84


@dataclass(frozen=True)
class RelapseLaw:
    """How far a relapse raises the EDSS, what stays, and how fast the rest recedes.

    peak: share of relapses by rise, in half points from 0. residual_mild, residual: share by what stays after
    a rise of half a point, and of one point or more. recovered: (days, part of what recedes that is gone).
    """

    peak: tuple[float, ...] = (0.16, 0.23, 0.26, 0.18, 0.09, 0.04, 0.025, 0.015)
    residual_mild: tuple[float, ...] = (0.75, 0.25)  # the 4 % with a whole point are counted with these
    residual: tuple[float, ...] = (0.47, 0.265, 0.15, 0.06, 0.032, 0.013, 0.010)
    recovered: tuple[tuple[float, float], ...] = (
        (0, 0.0),
        *zip(map(days_from_months, _SEEN.months), (gone / _EVER for gone in _SEEN.recovered), strict=True),
        (days_from_months(24), 1.0),
    )

    def assumptions(self) -> tuple[str, ...]:
        """One line for each law."""
        return (
            "rise of the EDSS in a relapse: half-point law, mean 1.05 points (seen second hand, Achiron 2019 "
            "and Lublin 2014)",
            "relapses before entry, in half of the programmes: half a point or more, receding as in trials; "
            "in the others: a point or more, twice as fast (derived: in a clinic 0.95 of 1.45 points went "
            "in four months, E61)",
            "what stays of a relapse: half-point law, nothing of about half of those of a point or more "
            "(seen second hand, Lublin 2003 and Ladeira 2025)",
            "relapse recovery 5, 45, 80 and 94 % of what recedes at 1, 3, 6 and 12 months (derived from 4, "
            "38, 67 and 79 of 84 % ever, seen second hand, DECIDE and CombiRx)",
        )


@dataclass(frozen=True)
class BeforeEntry:
    """Which relapses there are before entry, and how much faster than in trials they recede.

    least_ticks: smallest rise of the EDSS, in half points.
    """

    least_ticks: int
    times_as_fast: float


BEFORE_ENTRY = (BeforeEntry(1, 1.0), BeforeEntry(2, 2.0))
"""As in placebo arms, and as in a clinic: there relapses had raised the EDSS by 1.45 points, of which 0.95
had gone in four months (source S13); from a whole point on and twice as fast they rise by 1.5, and 0.9 go."""


POINTS_TO_EDSS_6 = 2.5
"""From the middle of EDSS 3 to 4, where patients with secondary progressive MS were first seen, to EDSS 6."""


@dataclass(frozen=True)
class LaterLaw:
    """What happens after day 0 to people whom nothing helps or harms.

    slopes_secondary: share of patients with secondary progressive MS, and EDSS points a year (source S260).
    paces: by how much relapses and progression differ from these rates between programmes, each as likely.
    """

    relapses_first_years: Parameter = field(
        default=Parameter(0.93, "first two years of MS:", SECOND_HAND, "Scalfari 2010", "relapses a year")
    )
    relapses_later: Parameter = field(
        default=Parameter(
            0.41, "third year of MS and later:", SECOND_HAND, "Scalfari 2010", "relapses a year"
        )
    )
    relapses_unknown: Parameter = field(
        default=Parameter(0.65, "onset of MS not recorded:", SECOND_HAND, "Scalfari 2010", "relapses a year")
    )
    relapses_progressive: Parameter = field(
        default=Parameter(0.23, "progressive MS:", SECOND_HAND, "JNNP 2023;94:23-30", "relapses a year")
    )
    slope_relapsing: Parameter = field(
        default=Parameter(
            0.06,
            "relapsing MS apart from relapses:",
            DERIVED,
            "0.064 worsenings a year in the Italian register, taken as 1 point each",
            "EDSS points a year",
        )
    )
    slope_primary: Parameter = field(
        default=Parameter(0.35, "primary progressive MS:", SEEN, "MSBase, n=597", "EDSS points a year")
    )
    slopes_secondary: tuple[tuple[float, float], ...] = (
        (0.359, POINTS_TO_EDSS_6 / 12.1),
        (0.536, POINTS_TO_EDSS_6 / 5.0),
        (0.105, POINTS_TO_EDSS_6 / 1.7),
    )
    paces: tuple[float, ...] = (1 / 3, 2 / 3, 1.0)

    def assumptions(self) -> tuple[str, ...]:
        """The laws that are no single number."""
        return (
            "secondary progressive MS: 0.21, 0.50 and 1.47 EDSS points a year in 36, 54 and 10 % (derived: "
            "medians of 12.1, 5.0 and 1.7 years from EDSS 3 to 4 until 6, abstract of Signori 2023, n=3,613; "
            "taken as steady, at every EDSS)",
            "a programme's pace of relapses and progression: a third, two thirds or all of these rates "
            "(derived: 0.12 EDSS points a year in MSBase, 0.26 in untreated intervals, E62; about 0.3 here)",
            "progression between patients: exponential in relapsing and primary progressive MS (assumed)",
            "new relapses come independently of each other, of disability and of earlier relapses (assumed)",
            "a true level lies anywhere in the half point of its step (assumed)",
        )


@dataclass(frozen=True)
class EntryLaw:
    """Who there was to choose from, where a programme accepted from a certain EDSS on: a gamma law."""

    shape: Parameter = field(default=Parameter(2.0, "EDSS of those who ask, gamma law with shape", ASSUMED))
    mean_points: Parameter = field(
        default=Parameter(
            2.25, "EDSS of those who ask, mean", DERIVED, "quartiles 1, 2, 3 of MSBase, first visit", "points"
        )
    )


@dataclass(frozen=True)
class NullParameters:
    """Everything the null band assumes.

    full_points: whether raters now and then are a full point off, in one kind of programmes and another.
    """

    relapse: RelapseLaw = field(default_factory=RelapseLaw)
    before_entry: tuple[BeforeEntry, ...] = BEFORE_ENTRY
    rater: RaterLaw = field(default_factory=RaterLaw)
    full_points: tuple[bool, ...] = (False, True)
    later: LaterLaw = field(default_factory=LaterLaw)
    bias: BiasLaw = field(default_factory=BiasLaw)
    entry: EntryLaw = field(default_factory=EntryLaw)

    @property
    def starts(self) -> tuple[tuple[BeforeEntry, bool], ...]:
        """Relapses before entry and raters of each kind of programmes; draws take them in turn."""
        return tuple(product(self.before_entry, self.full_points))

    @property
    def n_kinds(self) -> int:
        """Kinds of programmes, by pace, by relapses before entry and by raters."""
        return math.lcm(len(self.later.paces), len(self.starts))

    def assumptions(self) -> tuple[str, ...]:
        """One line for each number and law, with its status."""
        laws = (self.rater, self.later, self.bias, self.entry)
        values = [getattr(law, each.name) for law in laws for each in fields(law)]
        numbers = tuple(str(value) for value in values if isinstance(value, Parameter))
        return (*self.relapse.assumptions(), *numbers, *self.later.assumptions())
