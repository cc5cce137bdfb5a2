"""Our codes for the words in a column, as far as they are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ranvier.ingest.propose.known import known_code
from ranvier.ingest.words import yes_or_no
from ranvier.tables.declaration import Column, Kind

SHARED_BY = 3
"""An unknown word is named only if this many rows hold it: a rarer one may be a remark about one patient."""

MOST_NAMED = 10


@dataclass(frozen=True)
class CodeProposal:
    """What the words of one column seem to mean.

    known: pairs of their word and our code. asked: frequent words that are not known. n_rare: how many
    others.
    """

    column: Column
    known: tuple[tuple[str, str], ...]
    asked: tuple[str, ...]
    n_rare: int


def propose_codes(column: Column, cells: Iterable[str]) -> CodeProposal | None:
    """Codes for the distinct words in *cells*; None where the reader needs no help."""
    counts = Counter(cell.strip() for cell in cells if cell.strip())
    known, unknown = [], []
    for word in sorted(counts):
        if _is_read_already(column, word):
            continue
        code = known_code(column.name, word)
        if code is not None and code in _codes(column):
            known.append((word, code))
        else:
            unknown.append(word)
    if not known and not unknown:
        return None
    asked = [word for word in unknown if counts[word] >= SHARED_BY][:MOST_NAMED]
    return CodeProposal(column, tuple(known), tuple(asked), len(unknown) - len(asked))


def _codes(column: Column) -> list[str]:
    return [code.value for code in column.codes or ()]


def _is_read_already(column: Column, word: str) -> bool:
    if column.kind is Kind.YES_NO:
        return yes_or_no(word) is not None
    return word.casefold().replace(" ", "_").replace("-", "_") in _codes(column)
