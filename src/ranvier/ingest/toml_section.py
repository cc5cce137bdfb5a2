"""One section of programme.toml, read key by key; whatever is wrong is collected, not raised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from ranvier.errors import RanvierError

Code = TypeVar("Code", bound=StrEnum)


def did_you_mean(word: str, allowed: Iterable[str]) -> str:
    """A hint with the nearest of *allowed*, or with all of them when none is near."""
    choices = sorted(allowed)
    near = get_close_matches(word, choices, n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else f"one of: {', '.join(choices)}"


class Section:
    """A section of programme.toml whose keys are taken one by one.

    name: as a person finds it, for example "[tables.visits]". problems: the shared list that faults go to.
    `finish` reports every key that nobody took.
    """

    def __init__(self, name: str, values: Mapping[str, Any], problems: list[RanvierError]) -> None:
        self.name = name
        self.problems = problems
        self._left = dict(values)
        self._known: set[str] = set()

    def fault(self, problem: str, hint: str, key: str = "") -> None:
        """Collect one fault of this section."""
        where = f"programme.toml, {self.name}" + (f", key '{key}'" if key else "")
        self.problems.append(RanvierError(problem, where=where, hint=hint))

    def take(self, key: str) -> Any:
        """The value of *key*, None if absent."""
        self._known.add(key)
        return self._left.pop(key, None)

    def text(self, key: str, *, required: bool = False) -> str | None:
        """A text that is not empty."""
        value = self.take(key)
        if value is None:
            if required:
                self.fault(f"{self.name} needs '{key}'", f'add a line {key} = "..."')
            return None
        if not isinstance(value, str) or not value.strip():
            self.fault(f"'{key}' must be a text that is not empty", f'write {key} = "..."', key)
            return None
        return value.strip()

    def flag(self, key: str) -> bool | None:
        """true or false."""
        value = self.take(key)
        if value is not None and not isinstance(value, bool):
            self.fault(f"'{key}' must be true or false", f"write {key} = true, without quotes", key)
            return None
        return value

    def day(self, key: str, *, required: bool = False) -> date | None:
        """A date, as a TOML date or an ISO text."""
        value = self.take(key)
        if value is None:
            if required:
                self.fault(f"{self.name} needs '{key}'", f"add a line {key} = 2025-12-31")
            return None
        if isinstance(value, str):
            value = _iso_day(value)
        if isinstance(value, datetime):
            value = value.date()
        if not isinstance(value, date):
            self.fault(f"'{key}' must be a date", f"write {key} = 2025-12-31", key)
            return None
        return value

    def number(self, key: str) -> float | None:
        """A number."""
        value = self.take(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            self.fault(f"'{key}' must be a number", f"write {key} = 3.5, without quotes", key)
            return None
        return value

    def whole(self, key: str) -> int | None:
        """A whole number of 1 or more."""
        value = self.take(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
            self.fault(f"'{key}' must be a whole number of 1 or more", f"write {key} = 1", key)
            return None
        return value

    def words(self, key: str) -> tuple[str, ...] | None:
        """A list of texts."""
        value = self.take(key)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            self.fault(f"'{key}' must be a list of words", f'write {key} = ["...", "..."]', key)
            return None
        return tuple(word.strip() for word in value)

    def choice(self, key: str, codes: type[Code]) -> Code | None:
        """One of the codes of an enumeration."""
        word = self.text(key)
        if word is None:
            return None
        try:
            return codes(word)
        except ValueError:
            self.fault(f"'{key}' has no such value", did_you_mean(word, [code.value for code in codes]), key)
            return None

    def section(self, key: str, name: str) -> Section:
        """The section below *key*; an empty one if it is absent or not a section."""
        value = self.take(key)
        if value is not None and not isinstance(value, dict):
            self.fault(f"'{key}' must be a section", f"write {name} on a line of its own", key)
            value = None
        return Section(name, value or {}, self.problems)

    def left(self) -> list[str]:
        """Keys that nobody took yet."""
        return list(self._left)

    def taken(self) -> frozenset[str]:
        """Keys that were asked for, present or not."""
        return frozenset(self._known)

    def finish(self) -> None:
        """Collect a fault for every key that is not known."""
        for key in self._left:
            self.fault(
                f"{self.name[:1].upper()}{self.name[1:]} has no key '{key}'", did_you_mean(key, self._known)
            )


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
