"""The id rule: how two spellings of a patient's id are compared.

An id is text. It is trimmed and put into Unicode form NFKC (so a full-width digit equals a plain one), and
the ".0" that spreadsheets append to whole numbers is removed. Everything else counts: capital letters,
leading zeros, inner spaces and punctuation.
"""

from __future__ import annotations

import polars as pl


def normal_id(text: pl.Expr) -> pl.Expr:
    """The id in *text* after the id rule; null where nothing is left."""
    trimmed = text.str.normalize("NFKC").str.strip_chars()
    plain = trimmed.str.replace(r"^([0-9]+)\.0$", "$1")
    return pl.when(plain != "").then(plain)
