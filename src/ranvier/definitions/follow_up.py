"""Staying free of confirmed worsening: who is at risk, from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ranvier.definitions.definition import Definition
from ranvier.definitions.worsening import PRIMARY, ConfirmedWorsening


@dataclass(frozen=True)
class FreeOfWorsening(Definition):
    """Time from day 0 to the onset of confirmed worsening.

    worsening: what counts; its reference is the baseline. A patient leaves the risk set at the last
    confirmable visit: a worsening that starts later could not have been confirmed, so counting the days
    after it would make the programme look better than it is.
    """

    citation: ClassVar[str] = "claims/SPEC section 3, free of progression"

    worsening: ConfirmedWorsening = PRIMARY
