"""One part of a data file, read key by key; every fault is kept, none stops the reading."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from ranvier.errors import RanvierError
from ranvier.literature.place import Place

Word = TypeVar("Word", bound=StrEnum)
Scalar = float | str | bool


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint with the nearest known word, or the list of them."""
    options = sorted(known)
    nearest = difflib.get_close_matches(word, options, n=1, cutoff=0.6)
    if nearest:
        return f"did you mean {nearest[0]!r}?"
    return f"known: {', '.join(options)}" if options else "leave it out"


def near_names(word: str, known: Iterable[str]) -> str:
    """A hint with the nearest known names, up to three, or the list of them.

    >>> near_names("edss_change", ["edss_change_mean", "edss_change_median", "dose"])
    'near: edss_change_mean, edss_change_median'
    """
    options = sorted(known)
    nearest = difflib.get_close_matches(word, options, n=3, cutoff=0.5)
    return f"near: {', '.join(nearest)}" if nearest else f"known: {', '.join(options)}"


class Section:
    """A mapping of a data file with its place in that file.

    where: for people, such as "claim C33". faults: one list for the whole file, appended to. place: in the
    text, where the lines of the file are known; a fault then names its line.
    Each reader returns an empty value after a fault, so that the reading goes on to the next one.
    """

    def __init__(
        self, data: Mapping[str, Any], where: str, faults: list[RanvierError], place: Place | None = None
    ) -> None:
        self.data = data
        self.where = where
        self.faults = faults
        self.place = place or Place()
        self._asked: set[str] = set()

    def fault(self, problem: str, hint: str = "", *, key: str = "") -> None:
        """Keep one fault of this part, or of its *key*."""
        self.faults.append(RanvierError(problem, where=self.place.named(self.where, key), hint=hint))

    def has(self, key: str) -> bool:
        """Whether *key* is there and not empty."""
        self._asked.add(key)
        return self.data.get(key) not in (None, "", [], {})

    def text(self, key: str, *, required: bool = False) -> str:
        """Words under *key*, without blanks at the ends."""
        found = self._get(key, required)
        if found is None:
            return ""
        if not isinstance(found, str):
            self.fault(f"'{key}' must be text", "put it in quotes", key=key)
            return ""
        if required and not found.strip():
            self.fault(f"'{key}' is empty", f"write the {key}", key=key)
        return found.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of words under *key*."""
        found = self._get(key, required=False)
        if found is None:
            return ()
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            self.fault(f"'{key}' must be a list of texts", f'for example {key} = ["…", "…"]', key=key)
            return ()
        return tuple(item.strip() for item in found)

    def word(self, key: str, words: type[Word], *, required: bool = True) -> Word | None:
        """One of an agreed list of words under *key*."""
        found = self.text(key, required=required)
        if not found:
            return None
        try:
            return words(found)
        except ValueError:
            self.fault(
                f"'{key}' is not one of the agreed words",
                did_you_mean(found, [w.value for w in words]),
                key=key,
            )
            return None

    def number(self, key: str, *, required: bool = False) -> float | None:
        """A finite number under *key*."""
        found = self._get(key, required)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int | float) or not math.isfinite(found):
            self.fault(f"'{key}' must be a number", "write it without quotes, with a decimal point", key=key)
            return None
        return float(found)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Yes or no under *key*."""
        found = self._get(key, required=False)
        if found is None:
            return default
        if not isinstance(found, bool):
            self.fault(f"'{key}' must be true or false", "write it without quotes", key=key)
            return default
        return found

    def scalars(self, key: str) -> dict[str, Scalar]:
        """Named numbers, words and flags under *key*."""
        part = self.part(key)
        if part is None:
            return {}
        kept: dict[str, Scalar] = {}
        for name, found in part.data.items():
            if isinstance(found, bool | str):
                kept[name] = found
            elif isinstance(found, int | float) and math.isfinite(found):
                kept[name] = float(found)
            else:
                part.fault(f"'{key}.{name}' must be a number, a text, true or false", key=name)
        return kept

    def part(self, key: str, label: str = "") -> Section | None:
        """The part under *key*, or None."""
        found = self._get(key, required=False)
        if found is None:
            return None
        if not isinstance(found, Mapping):
            self.fault(f"'{key}' must be a part of its own", f"for example {key} = {{ … }}", key=key)
            return None
        return Section(found, label or f"{self.where}, {key}", self.faults, self.place.under(key))

    def parts(self, key: str, label: str = "") -> tuple[Section, ...]:
        """All parts of the list under *key*, each numbered from 1 in its place."""
        found = self._get(key, required=False)
        if found is None:
            return ()
        if not isinstance(found, list) or not all(isinstance(item, Mapping) for item in found):
            self.fault(f"'{key}' must be a list of parts", f"write each one under [[{key}]]", key=key)
            return ()
        name = label or f"{self.where}, {key}"
        return tuple(
            Section(item, f"{name} {i}", self.faults, self.place.under(key, i - 1))
            for i, item in enumerate(found, start=1)
        )

    def done(self) -> None:
        """Report every key that nobody asked for."""
        for key in self.data:
            if key not in self._asked:
                self.fault(f"unknown key '{key}'", did_you_mean(str(key), self._asked), key=str(key))

    def _get(self, key: str, required: bool) -> Any:
        self._asked.add(key)
        found = self.data.get(key)
        if found is None and required:
            near = difflib.get_close_matches(key, [str(k) for k in self.data if k not in self._asked], n=1)
            self._asked.update(near)  # the misspelt key is reported here, not once more as unknown
            hint = f"is '{near[0]}' meant for it?" if near else f"add {key}"
            self.fault(f"'{key}' is missing", hint, key=near[0] if near else "")
        return found
