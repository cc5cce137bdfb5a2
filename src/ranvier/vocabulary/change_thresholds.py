"""Published thresholds of change: of one person, and of the means of groups, which are smaller.

A threshold for groups says nothing of one person: between the two lies the error of one measurement. Numbers
that nobody read at a source are not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ranvier.vocabulary.provenance import Provenance


class ChangeOf(StrEnum):
    """Whose change a threshold is about."""

    ONE_PERSON = "one_person"
    GROUP_MEANS = "group_means"


class Basis(StrEnum):
    """What a threshold rests on."""

    ANCHOR = "anchor"  # it goes with a change of something that matters
    DISTRIBUTION = "distribution"  # it exceeds the spread or error of the measure
    CONVENTION = "convention"  # trials have used it


@dataclass(frozen=True)
class ChangeThreshold:
    """The change of one measure from which it counts, for improvement and worsening alike.

    measure: its name in MEASURES. change: in the unit of the measure, or in percent of the reference.
    source: its number in docs/reference/sources.md.
    """

    measure: str
    change: float
    of: ChangeOf
    basis: Basis
    source: str
    provenance: Provenance
    in_percent: bool = False
    note: str = ""

    def __str__(self) -> str:
        unit = "%" if self.in_percent else ""
        return f"{self.measure} {self.change:g}{unit} ({self.of.value}, {self.basis.value}, {self.source})"


_ONE, _MEANS = ChangeOf.ONE_PERSON, ChangeOf.GROUP_MEANS
_READ, _ELSEWHERE = Provenance.PRIMARY, Provenance.SECONDARY

CHANGE_THRESHOLDS = (
    ChangeThreshold("t25fw", 20, _ONE, Basis.CONVENTION, "S58", _ELSEWHERE, in_percent=True),
    ChangeThreshold("t25fw", 17.8, _MEANS, Basis.DISTRIBUTION, "S58", _READ, in_percent=True),
    ChangeThreshold("nhpt", 20, _ONE, Basis.CONVENTION, "S58", _ELSEWHERE, in_percent=True),
    ChangeThreshold("nhpt", 15.3, _MEANS, Basis.DISTRIBUTION, "S58", _READ, in_percent=True),
    ChangeThreshold("sdmt", 17.1, _MEANS, Basis.DISTRIBUTION, "S58", _READ, in_percent=True),
    ChangeThreshold("sdmt", 4, _MEANS, Basis.ANCHOR, "S57", _READ, note="goes with employment"),
    ChangeThreshold("sdmt", 8, _ONE, Basis.DISTRIBUTION, "S57", _READ, note="80% sure; lower bounds 6 to 11"),
    ChangeThreshold(
        "msis29_physical",
        7,
        _ONE,
        Basis.ANCHOR,
        "S50",
        _READ,
        note="EDSS 0 to 5.0; raw sum or 0 to 100 not said",
    ),
    ChangeThreshold(
        "msis29_physical",
        8,
        _ONE,
        Basis.ANCHOR,
        "S50",
        _READ,
        note="EDSS 5.5 to 8; raw sum or 0 to 100 not said",
    ),
    ChangeThreshold("mfis", 4, _MEANS, Basis.ANCHOR, "S52", _ELSEWHERE, note="3.86 to 8.11"),
    ChangeThreshold("mfis", 20.2, _ONE, Basis.DISTRIBUTION, "S52", _ELSEWHERE),
    ChangeThreshold("fss", 0.45, _MEANS, Basis.ANCHOR, "S53", _ELSEWHERE),
    ChangeThreshold("fss", 1.9, _ONE, Basis.DISTRIBUTION, "S53", _ELSEWHERE),
)
"""Of PASAT, low-contrast letters, HADS, PSS-10 and PDDS no threshold was read at a source."""


def thresholds_of(measure: str, of: ChangeOf | None = None) -> tuple[ChangeThreshold, ...]:
    """The thresholds of a measure, of both kinds unless one is asked for.

    >>> [str(one) for one in thresholds_of("fss", ChangeOf.ONE_PERSON)]
    ['fss 1.9 (one_person, distribution, S53)']
    """
    return tuple(one for one in CHANGE_THRESHOLDS if one.measure == measure and (of is None or one.of is of))
