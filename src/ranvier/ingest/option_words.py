"""Errors of a file in the words of a command that reads it by options, where no programme.toml is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from ranvier.errors import FileError

_WORDS = (
    (r'declare encoding = "([\w-]+)"( in programme\.toml| for this table)?', r"say --encoding \1"),
    (r'add sheet = "\.\.\." to the table', "say --sheet NAME"),
    (r", or say which row does with header_row", ""),
    (r"programme\.toml names none", "none is named"),
    (r"no other encoding is declared", "no other encoding is named"),
    (r"as declared", "as --encoding says"),
)
"""What an error says of programme.toml, and what an option is called instead."""


@contextmanager
def told_in_options() -> Iterator[None]:
    """Errors of a file that come from within name options of the command line."""
    try:
        yield
    except FileError as error:
        error.problem, error.hint = _in_options(error.problem), _in_options(error.hint)
        raise


def _in_options(words: str) -> str:
    for pattern, option in _WORDS:
        words = re.sub(pattern, option, words)
    return words
