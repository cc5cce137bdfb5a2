"""When a worsening belongs to a relapse (RAW) and when it is independent of relapses (PIRA)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from ranvier.definitions.definition import Definition
from ranvier.definitions.windows import RelapseFreeWindow


class Beginning(StrEnum):
    """The visit where the stretch begins that a PIRA wants free of relapses."""

    REFERENCE = "reference visit"
    VISIT_BEFORE = "visit before onset"
    LAST_LOWER = "latest visit from which the worsening counts"


@dataclass(frozen=True)
class RelapseRelationRule(Definition):
    """How a worsening is set beside the relapses; what is neither RAW nor PIRA is undefined.

    raw_after_days, raw_before_days: RAW if onset lies at most so many days after, or before, a relapse.
    at_beginning, at_onset, at_confirmation: no relapse around these visits, else it is no PIRA. One
    confirming visit whose windows are free is enough.
    """

    citation: ClassVar[str] = (
        "course rules C12 and C13, docs/reference/course.md; no relapse from 90 days before to 30 days "
        "after onset and confirmation: Müller 2023, doi 10.1001/jamaneurol.2023.3331"
    )

    raw_after_days: int = 90
    raw_before_days: int = 0
    begins: Beginning = Beginning.REFERENCE
    at_beginning: RelapseFreeWindow = RelapseFreeWindow(0, 0)  # noqa: RUF009 - frozen, safe to share
    at_onset: RelapseFreeWindow = RelapseFreeWindow(90, 30)  # noqa: RUF009 - frozen, safe to share
    at_confirmation: RelapseFreeWindow = RelapseFreeWindow(90, 30)  # noqa: RUF009 - frozen, safe to share
