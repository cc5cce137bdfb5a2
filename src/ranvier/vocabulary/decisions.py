"""What the search for events decides on its way, in the order of a course."""

from __future__ import annotations

from enum import StrEnum


class Decision(StrEnum):
    """One decision about a reference or a change."""

    STARTS = "reference placed at the start"
    MOVES_TO_EVENT = "reference placed after a confirmed change"
    MOVES_TO_SLIGHT_CHANGE = "reference placed after a slight change"
    MOVES_BEYOND_RELAPSE = "reference placed after a relapse"
    REFERENCE_NEAR_RELAPSE = "no reference: near a relapse"
    REFERENCE_IS_EXTREMUM = "no reference: single peak or dip"
    NO_REFERENCE = "no visit is left after the reference"
    CHANGE_NEAR_RELAPSE = "change skipped: near a relapse"
    CROSSED_RELAPSE = "change lies beyond a relapse"
    NO_CHANGE = "no further change"
    NO_CONFIRMING_VISIT = "no visit confirms"
    DID_NOT_HOLD = "did not hold until confirmation"
    DID_NOT_LAST = "confirmed, but did not last"
    TOO_SLIGHT = "too slight"
    SLIGHT_CHANGE = "slight change confirmed"
    OTHER_RELATION = "passed over: other relation to relapses"
    EVENT = "event"
    COUNTED_UNCONFIRMED = "counted without confirmation"
