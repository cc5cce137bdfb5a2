"""One sign for or against an assertion, with its points."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """One sign for or against an assertion. background: it is of the disease, not of what is offered."""

    name: str
    points: float
    background: bool = False
