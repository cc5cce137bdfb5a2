"""Synthetic pages, each line labelled with the kind of claim it makes, or none. All of it is invented."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ranvier.claims.reading.page_file import page_of
from ranvier.claims.reading.proposal import PageReading
from ranvier.claims.reading.read_page import read_assertions

FOLDER = Path(__file__).parent / "pages"
CASE = "case"
_LABELLED = re.compile(r"\[(\w*)(?:\|([^\]]*))?\] ?(.*)")


@dataclass(frozen=True)
class Marked:
    """How the proposals of a page compare with its labels, as numbers of its lines."""

    name: str
    labels: dict[int, str]
    reading: PageReading
    proposed: frozenset[int]
    parts: dict[int, tuple[str, str, str]]

    @property
    def found(self) -> set[int]:
        """Lines that make a claim and were proposed."""
        return {line for line, label in self.labels.items() if label} & self.proposed

    @property
    def missed(self) -> set[int]:
        """Lines that make a claim and were not proposed."""
        return {line for line, label in self.labels.items() if label} - self.proposed

    @property
    def false(self) -> set[int]:
        """Lines that make none and were proposed."""
        return set(self.proposed) - {line for line, label in self.labels.items() if label}

    def told_right(self, part: int) -> tuple[int, int]:
        """How many quantities (0) or times (1) in the labels of claims found were read, of how many."""
        asked = [
            (line, label[part]) for line, label in self.parts.items() if label[part] and line in self.found
        ]
        return sum(self._reads(line, label, part) for line, label in asked), len(asked)

    def _reads(self, line: int, label: str, part: int) -> bool:
        here = [one for one in self.reading.proposals if one.places[0].line == line]
        if part == 1:
            return any(abs(when.high_days / _days(label) - 1) < 0.02 for one in here for when in one.times)
        low, _, high = label.partition(">")
        ends = [float(re.sub(r"[^\d.].*", "", text.strip())) for text in (low, high) if text]
        unit = re.sub(r"^[\d.]+", "", label.rsplit(">", maxsplit=1)[-1]).strip()
        return any(
            [q.low, q.high] == [ends[0], ends[-1]] and q.unit == unit for one in here for q in one.quantities
        )

    def kinds(self, line: int) -> set[str]:
        """The kinds proposed of one line."""
        return {one.kind.value for one in self.reading.proposals if one.places[0].line == line}


DAYS_OF = {"d": 1.0, "w": 7.0, "mo": 30.4375, "y": 365.25, "min": 1 / 1440}


def _days(label: str) -> float:
    found = re.fullmatch(r"([\d.]+)([a-z]+)", label)
    assert found, label
    return float(found[1]) * DAYS_OF[found[2]]


def read_marked(path: Path) -> Marked:
    """One labelled page, read without its labels; each line of a text is a paragraph of its own.

    A label is the kind, then where they are said the quantity, the time and of whom: [outcome|90 %|5y|].
    """
    labels: dict[int, str] = {}
    parts: dict[int, tuple[str, str, str]] = {}
    lines: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        found = _LABELLED.fullmatch(line)
        assert found, f"{path.name}: {line}"
        labels[len(lines) + 1] = found[1]
        quantity, when, who, *_ = [*(found[2] or "").split("|"), "", "", ""]
        parts[len(lines) + 1] = (quantity, when, who)
        lines += [found[3]] if path.suffix == ".html" else [found[3], ""]
    reading = read_assertions(page_of("\n".join(lines).encode()))
    proposed = frozenset(
        place.line
        for one in reading.proposals
        for place in (one.places if "described cases" in one.reasons else one.places[:1])
    )
    return Marked(path.stem, labels, reading, proposed, parts)


def read_all(folder: str, kind: str) -> list[Marked]:
    """All labelled pages of a folder whose names begin so."""
    return [read_marked(path) for path in sorted((FOLDER / folder).glob(f"{kind}-*.*"))]
