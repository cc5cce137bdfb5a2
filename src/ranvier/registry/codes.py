"""Codes that only the registry has, each with the words of the screen."""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """A code with the words for it: `NAME = "code", "words"`; without words the code itself is read."""

    words: str

    def __new__(cls, code: str, words: str = "") -> Code:
        """The code; its words stand beside it."""
        made = str.__new__(cls, code)
        made._value_ = code
        made.words = words or code.replace("_", " ")
        return made


def choices_of(codes: type[StrEnum]) -> list[tuple[str, str]]:
    """Code and words of each, as forms ask for them."""
    return [(code.value, getattr(code, "words", code.value.replace("_", " "))) for code in codes]


def values_of(codes: type[StrEnum]) -> list[str]:
    """The codes themselves, as the database keeps them."""
    return [code.value for code in codes]
