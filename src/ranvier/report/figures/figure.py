"""A figure: its finding as a sentence, the drawing twice, and the data it was drawn from."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from markupsafe import Markup

from ranvier.vocabulary.outcomes import SENTENCE

WIDE = 1040.0
NARROW = 356.0


@dataclass(frozen=True)
class DataTable:
    """The numbers of a figure as text: a head and rows; small groups are already told as such.

    plain: columns, by place, whose numbers are no counts of people.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    plain: frozenset[int] = frozenset()

    @property
    def is_plain(self) -> bool:
        """Whether no column holds counts of people."""
        return self.plain >= set(range(len(self.head)))

    def csv(self) -> str:
        """The table as CSV, the sentence of every ranvier result in its first line as a comment."""
        text = io.StringIO()
        text.write(f"# {SENTENCE}\n")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow([_marked(name, place in self.plain) for place, name in enumerate(self.head)])
        writer.writerows([[calculable(cell) for cell in row] for row in self.rows])
        return text.getvalue()


@dataclass(frozen=True)
class Figure:
    """One figure, drawn wide and narrow.

    name: of its data file. finding: the caption's sentence. what: what is drawn. note: below the drawing.
    narrow: empty where the one drawing serves both. counts_people: the finding tells numbers of people of
    these records, not of hypotheses or studies.
    """

    name: str
    finding: str
    what: str
    wide: Markup
    narrow: Markup
    data: DataTable
    note: str = ""
    counts_people: bool = True


def _marked(name: str, plain: bool) -> str:
    return name if plain else f"n: {name}"


def calculable(cell: str) -> str:
    """A cell that a spreadsheet reads as it is: the minus sign in ASCII, and never a formula."""
    text = cell.replace("\u2212", "-")
    number = text.lstrip("+-").replace(".", "", 1).replace(",", "").removesuffix("%")
    return f"'{text}" if text[:1] in "=+-@" and text and not number.isdigit() else text
