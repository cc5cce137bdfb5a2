"""What was known of a therapy before its decisive trial: all that a judgement in hindsight may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from ranvier.literature.study import PublishedNumber


class TherapyKind(StrEnum):
    """What sort of therapy it was."""

    DRUG = "drug"
    CELL = "cell"
    PROCEDURE = "procedure"


class ChosenForActivity(StrEnum):
    """Whether patients were let in because their disease had just been active."""

    YES = "yes"
    LIKELY = "likely"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class EarlyEvidence:
    """The early studies of one therapy, and nothing that came later.

    n_start, n_analysed: patients, None where it is not known. claimed: what was said of the therapy then, in
    own words. features: the figures of *numbers* in a form to compute with, such as improved_k of improved_n.
    numbers: each with where it was read. core: whether the case belongs to those that are always scored.
    """

    id: str
    core: bool
    therapy: str
    kind: TherapyKind
    citation: str
    year: int
    design: str
    control: str
    n_start: int | None
    n_analysed: int | None
    course: str
    outcome: str
    chosen_for_activity: ChosenForActivity
    claimed: str
    features: Mapping[str, float | bool]
    numbers: tuple[PublishedNumber, ...]
    edss: str = ""
    time_zero: str = ""
    confirmation: str = ""
    follow_up: str = ""
    completeness: str = ""
    blinding: str = ""
    co_treatment: str = ""
    ids: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    unverified_ids: tuple[str, ...] = ()

    @property
    def may_decide(self) -> bool:
        """Whether every number of it was verified; a run that needs another is not to be scored."""
        return all(number.may_decide for number in self.numbers)
