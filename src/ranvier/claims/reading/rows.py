"""A row of a table as the sentence that a reader makes of it with the heads of its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ranvier.claims.reading.page import BETWEEN_CELLS

_NUMBER = r"[<>~≈−-]?\s?\d+(?:[.,]\d+)?"
_UNIT = r"(?:%|percent|s|sec|seconds|m|metres|meters|points?|kg|per year|a year|/year)"
_VALUE = re.compile(
    rf"(?P<number>{_NUMBER})\s*(?:(?:±|\+/-|\().{{0,20}})?(?P<unit>{_UNIT})?\)?", re.IGNORECASE
)
_FIRST = re.compile(r"\b(?:before|baseline|pre|prior|start|entry|admission|initial(?:ly)?)\b", re.IGNORECASE)
_LATER = re.compile(
    r"\b(?:after|post|follow-?up|end|discharge|now|today|later|at|\d+ (?:days?|weeks?|months?|years?))\b",
    re.IGNORECASE,
)
_BOTH = re.compile(
    rf"(?P<what>.*?)[\s,:(]*\b(?:before|pre|baseline)\b\W*(?P<low>{_NUMBER})\W.*?\b(?:after|post)\b"
    rf"(?P<when>[^|:]*?)[\s:=]*(?P<high>{_NUMBER})\s*(?P<unit>{_UNIT})?\s*$",
    re.IGNORECASE,
)
_UNIT_IN_BRACKETS = re.compile(rf"\((?:in )?({_UNIT})\)", re.IGNORECASE)


def is_head(row: str) -> bool:
    """Whether a row names columns: no cell but the first is a number."""
    return not any(_VALUE.fullmatch(cell.strip()) for cell in row.split(BETWEEN_CELLS)[1:])


def sentence_of_row(row: str, head: str) -> str:
    """What the row says; empty where it holds no number."""
    told = _BOTH.fullmatch(row.replace(BETWEEN_CELLS, " "))
    if told is not None:
        when = f" after {told['when'].strip()}" if told["when"].strip() else ""
        return f"{told['what']} goes from {told['low']} to {told['high']} {told['unit'] or ''}{when}"
    cells = row.split(BETWEEN_CELLS)
    values = [_VALUE.fullmatch(cell.strip()) for cell in cells[1:]]
    if not any(values):
        return ""
    heads = head.split(BETWEEN_CELLS)[-len(values) :] if head else []
    if len(values) >= 2 and values[0] and values[-1] and _is_course(heads, len(values)):
        return _course(cells[0], values[0], values[-1], heads[-1])
    named = [f"{cell} {one}" for one, cell in zip(heads, cells[1:], strict=False)] or cells[1:]
    return f"{cells[0]}: {', '.join(named)}"


def _is_course(heads: Sequence[str], n_values: int) -> bool:
    return len(heads) == n_values and bool(_FIRST.search(heads[0])) and bool(_LATER.search(heads[-1]))


def _course(what: str, low: re.Match[str], high: re.Match[str], head: str) -> str:
    in_brackets = _UNIT_IN_BRACKETS.search(what)
    unit = high["unit"] or (in_brackets[1] if in_brackets else "")
    when = head if re.match(r"after|at\b", head, re.IGNORECASE) else f"after {head}"
    return f"{what} goes from {low['number']} to {high['number']} {unit}, {when}"
