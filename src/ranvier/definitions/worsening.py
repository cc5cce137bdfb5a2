"""Worsening that is confirmed by a later visit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ranvier.definitions.confirmed_change import ConfirmedChange


@dataclass(frozen=True)
class ConfirmedWorsening(ConfirmedChange):
    """Worsening of a measure, the EDSS unless named, that holds at every visit until it is confirmed.

    The settings are those of every confirmed change; without any given it is the primary definition.
    """

    citation: ClassVar[str] = (
        "verdict rule 3, docs/reference/verdicts.md; course rules C1 to C14, docs/reference/course.md"
    )


PRIMARY = ConfirmedWorsening()
"""The primary definition: +1.5 from 0, +1.0 from 1.0 to 5.0, +0.5 above; fixed reference at baseline;
confirmed 24 weeks (168 days) or more after onset by a visit more than 30 days after any relapse, every visit
between holding; dated at onset."""
