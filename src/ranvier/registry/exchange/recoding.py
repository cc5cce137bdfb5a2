"""Other pseudonyms and shifted dates for one project, so that two exports cannot be joined."""

from __future__ import annotations

import hmac
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Protocol

from ranvier.registry.identity.pseudonym import ALPHABET, DRAWN_FOR_PROJECT, with_check

MOST_DAYS = 182
"""Dates are shifted by at most so many days to either side: the season is hidden, the year hardly."""


class Recoding(Protocol):
    """How pseudonyms and dates are written."""

    def pseudonym(self, own: str) -> str:
        """What stands for the patient."""

    def day(self, own: str, day: date | None) -> date | None:
        """A date of that patient."""


class AsTheyAre:
    """Nothing is changed: for the clinic's own use."""

    def pseudonym(self, own: str) -> str:
        """The pseudonym of the registry."""
        return own

    def day(self, own: str, day: date | None) -> date | None:  # noqa: ARG002
        """The date of the registry."""
        return day


class ForProject:
    """Pseudonyms and shifts that follow from a key of the project; every interval of a patient stays.

    A shift is one and the same for all dates of a patient. It is not Safe Harbor, which asks for years only.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._of = lru_cache(maxsize=65_536)(self._find)

    def pseudonym(self, own: str) -> str:
        """A pseudonym of this project, with check characters."""
        return self._of(own)[0]

    def day(self, own: str, day: date | None) -> date | None:
        """The date, shifted as all dates of the patient."""
        return None if day is None else day + self._of(own)[1]

    def _find(self, own: str) -> tuple[str, timedelta]:
        number = int.from_bytes(hmac.new(self._key, own.encode(), sha256).digest(), "big")
        signs = []
        for _ in range(DRAWN_FOR_PROJECT):
            number, place = divmod(number, len(ALPHABET))
            signs.append(ALPHABET[place])
        return with_check("".join(signs)), timedelta(days=number % (2 * MOST_DAYS + 1) - MOST_DAYS)
