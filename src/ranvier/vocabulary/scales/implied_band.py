"""The EDSS that a description of walking allows: a band, from the lowest to the highest score.

A story that says "200 m with a stick" gives no score, but allows few. The limits in metres are those of the
grades of ambulation in `ranvier.vocabulary.scales.ambulation` (source S41); the words for walking without any
limit, for going about alone, for chair and bed follow Kurtzke's own steps (source S37). Only walking is told:
functional systems can put the EDSS of a person who walks without aid higher, up to 5.0.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Band = tuple[float, float]


class GetsAbout(StrEnum):
    """How a person is said to get about."""

    UNLIMITED = "unlimited"
    OUTDOORS_ALONE = "outdoors_alone"  # about the town, or at full-time work, alone and without an aid
    WALKS = "walks"  # with a distance, an aid, or both
    INDOORS = "indoors"
    WHEELCHAIR = "wheelchair"
    WHEELCHAIR_ALONE = "wheelchair_alone"
    WHEELCHAIR_HELPED = "wheelchair_helped"
    BED = "bed"


class Aid(StrEnum):
    """What a person is said to need in order to walk."""

    NONE = "none"
    ONE_SIDE = "one_side"
    BOTH_SIDES = "both_sides"
    PERSON = "person"  # somebody's arm: on one side or both
    UNCLEAR = "unclear"  # with or without help


@dataclass(frozen=True)
class DescribedWalking:
    """What a source says of a person's walking. metres: the distance stated, None where none is."""

    gets_about: GetsAbout
    metres: float | None = None
    aid: Aid = Aid.UNCLEAR


_BANDS: dict[GetsAbout, Band] = {
    GetsAbout.UNLIMITED: (0.0, 3.5),
    GetsAbout.OUTDOORS_ALONE: (0.0, 4.5),
    GetsAbout.INDOORS: (6.5, 7.0),
    GetsAbout.WHEELCHAIR: (7.0, 7.5),
    GetsAbout.WHEELCHAIR_ALONE: (7.0, 7.0),
    GetsAbout.WHEELCHAIR_HELPED: (7.5, 7.5),
    GetsAbout.BED: (8.0, 9.5),
}
_NO_AID = (
    (500.0, (2.0, 4.0)),
    (300.0, (4.5, 4.5)),
    (200.0, (5.0, 5.0)),
    (100.0, (5.5, 5.5)),
    (0.0, (6.0, 6.0)),
)
_ONE_SIDE = ((50.0, (6.0, 6.0)), (0.0, (6.5, 6.5)))
_BOTH_SIDES = ((120.0, (6.0, 6.0)), (5.0, (6.5, 6.5)), (0.0, (7.0, 7.0)))
_BY_AID = {
    Aid.NONE: (_NO_AID,),
    Aid.ONE_SIDE: (_ONE_SIDE,),
    Aid.BOTH_SIDES: (_BOTH_SIDES,),
    Aid.PERSON: (_ONE_SIDE, _BOTH_SIDES),
    Aid.UNCLEAR: (_NO_AID, _ONE_SIDE, _BOTH_SIDES),
}


def implied_edss_band(walking: DescribedWalking) -> Band:
    """The lowest and highest EDSS that a description of walking allows.

    >>> implied_edss_band(DescribedWalking(GetsAbout.WALKS, metres=200, aid=Aid.ONE_SIDE))
    (6.0, 6.0)
    >>> implied_edss_band(DescribedWalking(GetsAbout.WALKS, aid=Aid.PERSON))
    (6.0, 6.5)
    """
    if walking.gets_about is not GetsAbout.WALKS:
        return _BANDS[walking.gets_about]
    bands = [
        band
        for rows in _BY_AID[walking.aid]
        for band in ([_at(rows, walking.metres)] if walking.metres is not None else _at_any_distance(rows))
    ]
    return min(low for low, _ in bands), max(high for _, high in bands)


def _at(rows: tuple[tuple[float, Band], ...], metres: float) -> Band:
    return next(band for least, band in rows if metres >= least)


def _at_any_distance(rows: tuple[tuple[float, Band], ...]) -> list[Band]:
    """The bands of every distance that is still walking."""
    return [band for least, band in rows if band[0] < 7.0 or least > 0.0]
