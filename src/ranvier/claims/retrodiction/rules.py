"""The rules as data: words that make a sign, signs that make a trap, and the two decision tables."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from ranvier.claims.judging.decision import DecisionTable, read_decision_tables

_HERE = "ranvier.claims.retrodiction"


@dataclass(frozen=True)
class WordSign:
    """A sign that words give: one of *any_of* in one of the fields, and none of *unless* in that field."""

    name: str
    fields: tuple[str, ...]
    any_of: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]

    def is_in(self, texts: Mapping[str, str]) -> bool:
        """Whether a field of *texts*, in plain lower case, gives the sign."""
        return any(self._says(texts.get(field, "")) for field in self.fields)

    def _says(self, text: str) -> bool:
        if not text or any(pattern.search(text) for pattern in self.unless):
            return False
        return any(pattern.search(text) for pattern in self.any_of)


@dataclass(frozen=True)
class Trap:
    """One way in which early evidence misleads, and the signs by which it is recognised.

    later: the sign of the later trials that shows it; empty for traps of the early evidence. chosen: "case"
    where the rule was written after a shipped case had been read, else "general".
    """

    code: str
    name: str
    why: str
    all_of: frozenset[str]
    any_of: frozenset[str]
    none_of: frozenset[str]
    later: str
    also: tuple[re.Pattern[str], ...]
    chosen: str

    def is_set_by(self, signs: frozenset[str]) -> bool:
        """Whether these signs of the early evidence name the trap."""
        if self.later or not self.all_of <= signs or self.none_of & signs:
            return False
        return not self.any_of or bool(self.any_of & signs)

    def is_called(self, name: str) -> bool:
        """Whether a file of cases means this trap by *name*."""
        plain = name.casefold().strip().replace("-", "_").replace(" ", "_")
        return plain == self.code or any(pattern.search(plain) for pattern in self.also)


@cache
def word_signs() -> tuple[WordSign, ...]:
    """All signs by words (words.toml)."""
    return tuple(
        WordSign(name, tuple(entry["fields"]), _patterns(entry["any"]), _patterns(entry.get("unless", ())))
        for name, entry in _toml("words.toml").items()
    )


@cache
def traps() -> tuple[Trap, ...]:
    """All traps (traps.toml), in their order."""
    return tuple(_trap(entry) for entry in _toml("traps.toml")["trap"])


@cache
def tables() -> Mapping[str, DecisionTable]:
    """The decision tables: early, after (decision.toml)."""
    return read_decision_tables(_text("decision.toml"))


def traps_called(name: str) -> tuple[Trap, ...]:
    """The traps that a file of cases may mean by *name*: one by its very code, or all that bear the name."""
    exact = tuple(trap for trap in traps() if trap.code == name.casefold())
    return exact or tuple(trap for trap in traps() if trap.is_called(name))


def _trap(entry: Mapping[str, Any]) -> Trap:
    return Trap(
        code=entry["code"],
        name=entry["name"],
        why=entry["why"],
        all_of=frozenset(entry.get("all", ())),
        any_of=frozenset(entry.get("any", ())),
        none_of=frozenset(entry.get("none", ())),
        later=entry.get("later", ""),
        also=_patterns(entry["also"]),
        chosen=entry["chosen"],
    )


def _patterns(texts: Any) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text) for text in texts)


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(_text(name))


def _text(name: str) -> str:
    return resources.files(_HERE).joinpath(name).read_text(encoding="utf-8")
