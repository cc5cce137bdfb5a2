"""Headers and words known from clinics' files, in English, Russian and German (headers.toml, words.toml)."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ranvier.tables.model import TABLES

ANY = "any"
"""Stands for "whichever table the sheet holds" in a target."""

SHORTEST_PART = 4
"""A known header that is only a part of a longer one must have this many characters to count."""


@dataclass(frozen=True)
class Target:
    """A column of a model table, or of any table."""

    table: str
    column: str


@dataclass(frozen=True)
class HeaderMatch:
    """What a header may be. whole: whether the whole header is a known one, or only a part of it."""

    targets: tuple[Target, ...]
    whole: bool


def normal(text: str) -> str:
    """*text* without what does not matter: case, punctuation, "ё"; words and numbers set apart.

    >>> normal("dateEDSS_V1"), normal("ИД Пациента (№)")
    ('date edss v 1', 'ид пациента no')
    """
    text = re.sub(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])", " ", unicodedata.normalize("NFKC", text))
    text = text.casefold().replace("ё", "е")
    text = re.sub(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])", " ", text)
    return re.sub(r"[\W_]+", " ", text).strip()


def match_header(normal_header: str) -> HeaderMatch | None:
    """What a header in normal form may be, None if it is not known."""
    known = _known_headers()
    if normal_header in known:
        return HeaderMatch(known[normal_header], whole=True)
    padded = f" {normal_header} "
    parts = [alias for alias in known if len(alias) >= SHORTEST_PART and f" {alias} " in padded]
    if not parts:
        return None
    return HeaderMatch(known[max(parts, key=len)], whole=False)


def known_code(column: str, word: str) -> str | None:
    """Our code for *word* in the cells of *column*, None if the word is not known."""
    return _known_words().get(column, {}).get(word.strip().casefold())


def table_named(name: str) -> str | None:
    """The table that the name of a file or sheet tells of."""
    padded = f" {normal(name)} "
    for table, words in _load("sheets.toml").items():
        if f" {normal(table)} " in padded or any(f" {normal(word)} " in padded for word in words):
            return table
    return None


@cache
def _known_headers() -> dict[str, tuple[Target, ...]]:
    found: dict[str, list[Target]] = {}
    known = _load("headers.toml")
    for table in [ANY, *TABLES]:
        ours = TABLES[table].names if table in TABLES else ()
        for column in dict.fromkeys([*known[table], *ours]):
            if table != ANY and column == "patient_id":
                continue
            for alias in {normal(text) for text in [column, *known[table].get(column, [])]}:
                found.setdefault(alias, []).append(Target(table, column))
    return {alias: tuple(targets) for alias, targets in found.items()}


@cache
def _known_words() -> dict[str, dict[str, str]]:
    return {
        column: {word.casefold(): code for code, words in codes.items() for word in [*words, code]}
        for column, codes in _load("words.toml").items()
    }


@cache
def _load(name: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("ranvier.ingest.propose").joinpath(name).read_text(encoding="utf-8"))
