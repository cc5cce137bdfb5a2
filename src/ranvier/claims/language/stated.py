"""What a source states beside its claims, in numbers, so that a rule can hold it against them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FactKind(StrEnum):
    """The kinds of statement that consistency rules can use."""

    MECHANISM_TAKES_DAYS = "mechanism_takes_days"  # improvement by the stated mechanism takes this long
    AGENT_GONE_AFTER_DAYS = "agent_gone_after_days"  # the body has removed what was given by then
    REPEAT_AFTER_DAYS = "repeat_after_days"  # the next dose is advised after this long
    TREAT_BELOW_EDSS = "treat_below_edss"  # advised while the score is still below this
    PATIENTS_TREATED = "patients_treated"  # how many the source says it has treated
    PATIENT_YEARS = "patient_years"  # how long it says they were followed, together
    LAST_DATED_YEAR = "last_dated_year"  # the last year that it names: nobody was followed beyond it


@dataclass(frozen=True)
class StatedFact:
    """One statement of the source: its kind, its number from `low` to `high`, and the claim it belongs to.

    text: the statement in own words. claim: identifier of the claim it was taken from, or empty.
    """

    kind: FactKind
    low: float
    high: float
    text: str
    claim: str = ""
