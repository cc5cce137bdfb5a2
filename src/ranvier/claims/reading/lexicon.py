"""The words that the rules look for: what pages write about, and how English asserts, hedges and denies."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
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


def find_concepts(lowered: str) -> dict[str, int]:
    """The concepts that a text in lower case names, with the place of the first word of each."""
    return {name[1:]: start for name, start in _spots(lowered).items() if name.startswith("+")}


def find_cues(lowered: str) -> frozenset[str]:
    """The cues that a text in lower case holds."""
    return frozenset(name for name in _spots(lowered) if not name.startswith("+"))


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


@cache
def _file(name: str) -> dict[str, Any]:
    text = (resources.files("ranvier.claims.reading") / name).read_text(encoding="utf-8")
    return tomllib.loads(text)


_FIRST = re.compile(r"\w+")
_BEGINS = re.compile(r"(?<![\w-])\w+")


@lru_cache(maxsize=4)
def _spots(lowered: str) -> Mapping[str, int]:
    """Cues, and concepts after a +, with the first place of each; only words that begin alike are tried."""
    found: dict[str, int] = {}
    for name, word in _begun_otherwise():
        match = _word_pattern(word).search(lowered)
        if match is not None:
            found[name] = min(found.get(name, match.start()), match.start())
    for token in _BEGINS.finditer(lowered):
        for name, word in _begun_by(token.group()):
            if name not in found and (not word or _word_pattern(word).match(lowered, token.start())):
                found[name] = token.start()
    return found


@lru_cache(maxsize=50_000)
def _begun_by(token: str) -> tuple[tuple[str, str], ...]:
    """Words of cues and concepts that may stand where *token* does; empty where they surely do."""
    whole, beginnings = _first_parts()
    found = list(whole.get(token, ()))
    for end in range(1, len(token) + 1):
        found += beginnings.get(token[:end], ())
    return tuple(found)


_Words = dict[str, list[tuple[str, str]]]


@cache
def _first_parts() -> tuple[_Words, _Words]:
    """For each first word what it belongs to: words that stand alone, and beginnings of words."""
    whole: _Words = {}
    beginnings: _Words = {}
    for name, word in _named_words():
        first = _FIRST.match(word)
        if first is not None:
            goes_on = word[first.end() : first.end() + 1] == "*"
            known = beginnings if goes_on else whole
            rest = word[first.end() :].removeprefix("*")
            known.setdefault(first.group(), []).append((name, word if rest else ""))
    return whole, beginnings


@cache
def _begun_otherwise() -> tuple[tuple[str, str], ...]:
    """Words that do not begin with a letter or figure."""
    return tuple((name, word) for name, word in _named_words() if not _FIRST.match(word))


@cache
def _word_pattern(word: str) -> re.Pattern[str]:
    return _pattern([word])


def _named_words() -> Iterator[tuple[str, str]]:
    for name, entry in _file("concepts.toml").items():
        yield from ((f"+{name}", word) for word in entry["words"])
    for name, words in _file("cues.toml").items():
        yield from ((name, word) for word in words)


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """One pattern for a list of words, the longest first."""
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(_word(word) for word in ordered) + r")(?![\w])")


def _word(word: str) -> str:
    parts = [
        re.escape(part.removesuffix("*")) + (r"\w*" if part.endswith("*") else "") for part in word.split()
    ]
    return r"[\s-]{1,2}".join(parts)
