"""Which recorded relapses count, and which are the same relapse told twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ranvier.definitions.definition import Definition


@dataclass(frozen=True)
class RelapseHygiene(Definition):
    """A relapse lasts a day or more and begins 30 days or more after the one before it.

    closest_days: an onset fewer days after that of the last relapse that counts is the same relapse.
    least_days: one that ends sooner after its onset does not count (a day: 24 hours); one without an end
    counts. visit_within_days: how near a visit should lie; one without is flagged and counts.
    """

    citation: ClassVar[str] = (
        "chapter Relapses that count, docs/definitions/relapse_hygiene.md; 30 days and 24 hours: source S90; "
        "visits within 30 days are ranvier's own"
    )

    closest_days: int = 30
    least_days: int = 1
    visit_within_days: int = 30
