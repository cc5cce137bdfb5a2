"""What was wrong in a programme's rows, without showing any value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Effect(Enum):
    """What became of a faulty row or cell."""

    ROW_SET_ASIDE = "row set aside"
    CELL_EMPTIED = "cell left empty"
    NOTED = "kept and noted"


@dataclass(frozen=True)
class Fault:
    """One kind of fault in one column of one file.

    problem: one sentence without a patient's value. reason: two or three words for a count
    ("without a date"). rows: line numbers as the file's reader counts them, the header being line 1.
    """

    problem: str
    reason: str
    table: str
    file: str
    column: str
    rows: tuple[int, ...]
    hint: str
    effect: Effect

    @property
    def where(self) -> str:
        """File, column and rows in words."""
        place = f"{self.file}, column '{self.column}'" if self.column else self.file
        return f"{place}{rows_phrase(self.rows)}"

    def __str__(self) -> str:
        lines = [self.problem, f"  where:  {self.where}"]
        if self.hint:
            lines.append(f"  try:    {self.hint}")
        lines.append(f"  done:   {self.effect.value}")
        return "\n".join(lines)


def rows_phrase(rows: tuple[int, ...], most: int = 8) -> str:
    """Rows in words, for example ", rows 41 and 97"; empty without rows."""
    if not rows:
        return ""
    word = "row" if len(rows) == 1 else "rows"
    named = [str(row) for row in rows[:most]]
    if len(rows) > most:
        return f", {word} {', '.join(named)} and {len(rows) - most:,} more"
    if len(named) > 1:
        return f", {word} {', '.join(named[:-1])} and {named[-1]}"
    return f", {word} {named[0]}"


@dataclass(frozen=True)
class TableCount:
    """How many rows of a table were read, and how many were set aside for which reason."""

    table: str
    file: str
    n_read: int
    n_set_aside: int
    reasons: tuple[tuple[str, int], ...] = ()

    def __str__(self) -> str:
        text = f"{self.n_read:,} {self.table} read, {self.n_set_aside:,} set aside"
        if self.reasons:
            text += ": " + ", ".join(f"{count:,} {reason}" for reason, count in self.reasons)
        return text
