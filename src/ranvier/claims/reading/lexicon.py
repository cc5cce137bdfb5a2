"""The words that the rules look for: what pages write about, and how English asserts, hedges and denies."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

_SAME_LENGTH = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "\u00a0": " ", "‑": "-", "\u00ad": "-"}
)

_TOO_LONG = re.compile(r"\S{80,}")


@dataclass(frozen=True)
class Concept:
    """One thing that pages write about; group: the part it plays; label: how ranvier names it."""

    name: str
    group: str
    label: str
    pattern: re.Pattern[str]


@cache
def concepts() -> Mapping[str, Concept]:
    """All concepts by name, in the order of the file: what is special before what is general."""
    return {
        name: Concept(name, entry["group"], entry["label"], _pattern(entry["words"]))
        for name, entry in _file("concepts.toml").items()
    }


@cache
def cues() -> Mapping[str, re.Pattern[str]]:
    """A pattern for each cue."""
    return {name: _pattern(words) for name, words in _file("cues.toml").items()}


@cache
def ordinary_words(name: str) -> frozenset[str]:
    """One list of ordinary words."""
    return frozenset(_file("ordinary_words.toml")[name])


@cache
def common_words() -> Mapping[str, frozenset[str]]:
    """The commonest words of each language that can be told."""
    return {language: frozenset(words) for language, words in _file("ordinary_words.toml")["common"].items()}


def plain(text: str) -> str:
    """The text in lower case, its quotes and hyphens alike; every character keeps its place."""
    lowered = text.translate(_SAME_LENGTH).lower()
    return lowered if len(lowered) == len(text) else text.translate(_SAME_LENGTH)


def without_long_words(text: str) -> str:
    """The text with spaces in place of what is too long for a word, so that no rule is slow."""
    return _TOO_LONG.sub(lambda found: " " * len(found.group()), text)


def _file(name: str) -> dict[str, Any]:
    text = (resources.files("ranvier.claims.reading") / name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """One pattern for a list of words, the longest first."""
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(_word(word) for word in ordered) + r")(?![\w])")


def _word(word: str) -> str:
    parts = [
        re.escape(part.removesuffix("*")) + (r"\w*" if part.endswith("*") else "") for part in word.split()
    ]
    return r"[\s-]{1,2}".join(parts)
