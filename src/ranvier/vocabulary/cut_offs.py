"""Published cut-offs: what a single score is called from which value on.

Where authors differ, each cut-off stands by itself. A cut-off sorts scores; it is no diagnosis.
"""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.vocabulary.provenance import Provenance


@dataclass(frozen=True)
class CutOff:
    """A range of scores with a name.

    lowest, highest: both included, in the unit of the measure; None is the end of the scale. source: its
    number in docs/reference/sources.md.
    """

    measure: str
    label: str
    lowest: float
    highest: float | None
    source: str
    provenance: Provenance

    def holds(self, score: float) -> bool:
        """Whether *score* lies in the range."""
        return score >= self.lowest and (self.highest is None or score <= self.highest)


CUT_OFFS = (
    CutOff("mfis", "fatigue", 38, None, "S52", Provenance.SECONDARY),
    CutOff("mfis", "fatigue, stricter", 45, None, "S52", Provenance.SECONDARY),
    CutOff("fss", "fatigue", 4, None, "S53", Provenance.SECONDARY),
    CutOff("fss", "fatigue, stricter", 5, None, "S53", Provenance.SECONDARY),
    CutOff("hads_anxiety", "doubtful", 8, 10, "S54", Provenance.SECONDARY),
    CutOff("hads_anxiety", "probable", 11, None, "S54", Provenance.SECONDARY),
    CutOff("hads_depression", "doubtful", 8, 10, "S54", Provenance.SECONDARY),
    CutOff("hads_depression", "probable", 11, None, "S54", Provenance.SECONDARY),
    CutOff("t25fw", "6 to 7.99 s", 6, 7.99, "S61", Provenance.SECONDARY),
    CutOff("t25fw", "8 s or more", 8, None, "S61", Provenance.SECONDARY),
)
"""The bands of the PSS-10 that web pages give have no author, so they are not here."""


def cut_offs_of(measure: str, score: float) -> tuple[CutOff, ...]:
    """The cut-offs that hold for a score.

    >>> [one.label for one in cut_offs_of("hads_anxiety", 9)]
    ['doubtful']
    """
    return tuple(one for one in CUT_OFFS if one.measure == measure and one.holds(score))
