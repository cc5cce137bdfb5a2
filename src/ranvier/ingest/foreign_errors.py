"""What the libraries that parse files raise when a file is damaged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import polars as pl

from ranvier.errors import UnreadableFile


@contextmanager
def damage_reported(problem: str, *, where: str, hint: str) -> Iterator[None]:
    """Turns any failure of a parser below into one UnreadableFile with *problem*.

    The parser's own words are left out: they quote the cell it stumbled over, which may be a patient's value.
    The reader of workbooks is loaded on use, and a panic of a parser written in Rust is no Exception in
    Python; both are recognised by the module they come from.
    """
    try:
        yield
    except (pl.exceptions.PolarsError, OSError, ValueError):
        raise UnreadableFile(problem, where=where, hint=hint) from None
    except BaseException as error:
        if type(error).__module__ not in ("pyo3_runtime", "_fastexcel"):
            raise
        raise UnreadableFile(problem, where=where, hint=hint) from None
