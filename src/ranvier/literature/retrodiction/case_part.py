"""One part of a file of cases, read leniently: other names for a field, and words where nothing is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, TypeVar

from ranvier.errors import RanvierError
from ranvier.literature.retrodiction.lines import Part
from ranvier.literature.section import did_you_mean

Word = TypeVar("Word", bound=StrEnum)

_WHOLE = re.compile(r"\d[\d,]*(?:\.0+)?")
_UNKNOWN = re.compile(
    r"(?:not (?:yet )?(?:retrieved|found|stated|told|reported|given|known|available|recorded|described|clear)"
    r"|none (?:stated|told|reported)|unknown|unclear|unstated|unreported|missing|n/?a|n/?k|null)\b.*"
    r"|[-–—?.~]*",
    re.IGNORECASE,
)


def is_unknown(text: str) -> bool:
    """Whether a field says no more than that something is not known, such as "not retrieved".

    >>> is_unknown("not stated"), is_unknown("–"), is_unknown("none (own prior 2 years)")
    (True, True, False)
    """
    return _UNKNOWN.fullmatch(text.strip()) is not None


class CasePart:
    """A part of the file with its place in it; faults go to one list for the whole file."""

    def __init__(self, part: Part, where: str, faults: list[RanvierError]) -> None:
        self.part = part
        self.where = where
        self.faults = faults
        self.asked: set[str] = set()

    def fault(self, problem: str, *names: str, hint: str = "") -> None:
        """Keep one fault, at the line of the first of *names*."""
        where = f"{self.where}, line {self.part.line_of(*names)}"
        self.faults.append(RanvierError(problem, where=where, hint=hint))

    def get(self, *names: str) -> Any:
        """The value of the first of *names* that is there; None where none is."""
        self.asked.update(names)
        return next((self.part.values[name] for name in names if name in self.part.values), None)

    def text(self, *names: str) -> str:
        """Words; a list of words is joined."""
        found = self.get(*names)
        if isinstance(found, list) and all(isinstance(item, str) for item in found):
            return "; ".join(found)
        if isinstance(found, Part | list):
            self.fault(f"'{names[0]}' must be text", *names, hint="put it in quotes")
            return ""
        return (found or "").strip()

    def texts(self, *names: str) -> tuple[str, ...]:
        """A list of words; one word alone counts as a list of one."""
        found = self.get(*names)
        if isinstance(found, str):
            return (found.strip(),) if found.strip() else ()
        if found is None:
            return ()
        if isinstance(found, Part) or not all(isinstance(item, str) for item in found):
            self.fault(f"'{names[0]}' must be a list of words", *names, hint="for example [a, b]")
            return ()
        return tuple(item.strip() for item in found if item.strip())

    def count(self, *names: str) -> int | None:
        """A whole number; of a range or several numbers the first; None where the text says it is unknown."""
        text = self.text(*names)
        if not text or is_unknown(text):
            return None
        found = _WHOLE.search(text)
        if found is None:
            self.fault(f"'{names[0]}' holds no number", *names, hint="write a whole number, or 'not found'")
            return None
        return int(found.group().split(".")[0].replace(",", ""))

    def word(self, words: type[Word], *names: str, otherwise: Word) -> Word:
        """The agreed word that a text begins with, such as 'yes' of 'yes (progressing)'."""
        text = self.text(*names).casefold()
        for word in sorted(words, key=lambda one: -len(one.value)):
            if re.match(rf"{word.value}(?![a-z])", text):
                return word
        if text and not is_unknown(text):
            hint = did_you_mean(text, [word.value for word in words])
            self.fault(f"'{names[0]}' begins with none of the agreed words", *names, hint=hint)
        return otherwise

    def inner(self, *names: str) -> CasePart | None:
        """The part under the first of *names* that is there."""
        found = self.get(*names)
        if found is None or found == "":
            return None
        if isinstance(found, Part):
            return CasePart(found, self.where, self.faults)
        self.fault(f"'{names[0]}' must be a part of its own", *names, hint="indent what belongs to it")
        return None

    def inners(self, *names: str) -> tuple[CasePart, ...]:
        """All parts of the list under the first of *names* that is there."""
        found = self.get(*names)
        if found is None or found == "":
            return ()
        if isinstance(found, list) and all(isinstance(item, Part) for item in found):
            return tuple(CasePart(item, self.where, self.faults) for item in found)
        self.fault(f"'{names[0]}' must be a list of parts", *names, hint="begin each with '- '")
        return ()

    def unread(self, *, leave: Sequence[str] = ()) -> tuple[str, ...]:
        """Names that nobody asked for, each with its line."""
        names = [name for name in self.part.values if name not in self.asked and name not in leave]
        return tuple(f"{self.where}, line {self.part.lines[name]}: '{name}' is not read" for name in names)
