"""Reads drawn timelines: one picture, one sentence, and what is found in it.

    day     0    84   120   168   252
    edss  2.0   3.0     .   3.0   3.0
    relapse             *

Every entry stands under the day it belongs to; a dot is a day without a visit. Lines: day, edss, and marks
(`*`) for relapse, steroid and dose. The manual prints these pictures.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, get_type_hints

from ranvier.definitions.changes import ConfirmedChange
from ranvier.definitions.improvement import ConfirmedImprovement
from ranvier.definitions.pira import Pira, Raw
from ranvier.definitions.windows import RelapseDistance
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.tables.cohort import Cohort
from tests.small_cohorts import cohort_of, dose_of, on, relapses_of, visits_of

FOLDER = Path(__file__).parent
KINDS = {
    kind.__name__: kind for kind in (ConfirmedWorsening, ConfirmedImprovement, ConfirmedChange, Pira, Raw)
}
MARKED = ("relapse", "steroid", "dose")


@dataclass(frozen=True)
class Timeline:
    """One drawn patient: EDSS by day, and the days of the marks."""

    edss: dict[int, float]
    marks: dict[str, list[int]]

    def cohort(self) -> Cohort:
        """The patient "a" alone, with a dose on each marked day, or on day 0 if none is marked."""
        return cohort_of(
            visits=visits_of("a", self.edss),
            relapses=relapses_of("a", *self.marks["relapse"]),
            treatments=[
                {"patient_id": "a", "substance": "a steroid", "kind": "steroid", "start_date": on(day)}
                for day in self.marks["steroid"]
            ],
            administrations=[dose_of("a", day) for day in self.marks["dose"] or [0]],
        )


@dataclass(frozen=True)
class Drawing:
    """A rule as a picture. found: what is found, in the words of the runner."""

    title: str
    timeline: Timeline
    definition: ConfirmedChange
    found: list[str]


def read_drawings(name: str) -> list[Drawing]:
    """The drawings of one TOML file of this folder."""
    rows = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["drawing"]
    return [
        Drawing(row["title"], read_timeline(row["course"]), definition_of(row), row["found"]) for row in rows
    ]


def read_timeline(text: str) -> Timeline:
    """The timeline that *text* draws; raises ValueError where an entry stands under no day."""
    lines = {line.split()[0]: _entries(line) for line in text.splitlines() if line.strip()}
    unknown = set(lines) - {"day", "edss", *MARKED}
    if unknown:
        raise ValueError(f"a drawing has the lines day, edss and {', '.join(MARKED)}, not {sorted(unknown)}")
    days = {end: int(word) for end, word in lines["day"].items()}
    for name, entries in lines.items():
        if not set(entries) <= set(days):
            raise ValueError(f"an entry of the line {name} does not end under a day")
    edss = {days[end]: float(word) for end, word in lines["edss"].items() if word != "."}
    return Timeline(edss, {name: [days[end] for end in lines.get(name, {})] for name in MARKED})


def _entries(line: str) -> dict[int, str]:
    """The words after the first, by the column where they end."""
    words = list(re.finditer(r"\S+", line))[1:]
    return {word.end(): word.group() for word in words}


def definition_of(row: dict[str, Any]) -> ConfirmedChange:
    """The definition that the keys "definition" and "settings" of a row name."""
    kind = KINDS[row.get("definition", "ConfirmedWorsening")]
    hints = get_type_hints(kind)
    return kind(**{name: _value(hints[name], value) for name, value in row.get("settings", {}).items()})


def _value(hint: Any, value: Any) -> Any:
    if hint is RelapseDistance:
        return RelapseDistance(*value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    return value
