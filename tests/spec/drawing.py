"""Reads drawn timelines: one picture, one sentence, and what is found in it.

    day     0    84   120   168   252
    edss  2.0   3.0     .   3.0   3.0
    relapse             *

Every entry stands under the day it belongs to; a dot is a day without one. A line of numbers is a score: of
a visit (edss, ambulation, fs_pyramidal …), of an MRI (new_t2 …) or of another measure (t25fw, sdmt …). A line
of `*` marks days: relapse, steroid, dose, dmt. The manual prints these pictures.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, is_dataclass
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from ranvier.definitions.confirmed_change import ConfirmedChange
from ranvier.definitions.improvement import ConfirmedImprovement
from ranvier.definitions.pira import Pira, Raw
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.tables.cohort import Cohort
from ranvier.tables.model import TABLES
from ranvier.vocabulary import steps
from ranvier.vocabulary.measures import MEASURES, Measure
from ranvier.vocabulary.steps import StepRule
from tests.small_cohorts import cohort_of, dose_of, on, relapses_of

FOLDER = Path(__file__).parent
KINDS: dict[str, type] = {
    kind.__name__: kind for kind in (ConfirmedWorsening, ConfirmedImprovement, ConfirmedChange, Pira, Raw)
}
MARKED = ("relapse", "steroid", "dose", "dmt")
OF_A_VISIT = frozenset(TABLES["visits"].schema) - {"patient_id", "date"}
OF_AN_MRI = frozenset(TABLES["mri"].schema) - {"patient_id", "date"}


@dataclass(frozen=True)
class Timeline:
    """One drawn patient: scores by day under the name of their line, and the days of the marks."""

    scores: dict[str, dict[int, float]]
    marks: dict[str, list[int]]

    @property
    def edss(self) -> dict[int, float]:
        """EDSS by day."""
        return self.scores.get("edss", {})

    def cohort(self) -> Cohort:
        """The patient "a" alone, with a dose on each marked day, or on day 0 if none is marked.

        Tables of relapses and treatments are always there; those of MRI and of other measures if drawn.
        """
        tables: dict[str, Any] = {
            "visits": self._rows(OF_A_VISIT),
            "relapses": relapses_of("a", *self.marks["relapse"]),
            "treatments": [
                *({**_treatment("a steroid", day), "kind": "steroid"} for day in self.marks["steroid"]),
                *({**_treatment("a drug", day), "kind": "dmt"} for day in self.marks["dmt"]),
            ],
            "administrations": [dose_of("a", day) for day in self.marks["dose"] or [0]],
        }
        drawn = {"mri": self._rows(OF_AN_MRI), "measures": self._measured()}
        return cohort_of(**tables, **{name: rows for name, rows in drawn.items() if rows})

    def _rows(self, columns: frozenset[str]) -> list[dict[str, Any]]:
        drawn = {name: by_day for name, by_day in self.scores.items() if name in columns}
        days = sorted({day for by_day in drawn.values() for day in by_day})
        return [
            {
                "patient_id": "a",
                "date": on(day),
                **{name: by_day[day] for name, by_day in drawn.items() if day in by_day},
            }
            for day in days
        ]

    def _measured(self) -> list[dict[str, Any]]:
        return [
            {"patient_id": "a", "date": on(day), "instrument": name, "value": value}
            for name, by_day in self.scores.items()
            if name not in OF_A_VISIT | OF_AN_MRI
            for day, value in by_day.items()
        ]


def _treatment(substance: str, day: int) -> dict[str, Any]:
    return {"patient_id": "a", "substance": substance, "start_date": on(day)}


@dataclass(frozen=True)
class Drawing:
    """A rule as a picture. found: what is found, in the words of the runner."""

    title: str
    timeline: Timeline
    definition: Any
    found: list[str]
    picture: str = ""
    asked: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Chapter:
    """The drawings of one TOML file with what the manual says above them."""

    title: str
    text: str
    source: str
    drawings: tuple[Drawing, ...]


def read_chapter(name: str, kinds: Mapping[str, type] = KINDS) -> Chapter:
    """One TOML file of this folder; *kinds*: the definitions it may draw, the first being the default."""
    page = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    drawings = tuple(read_drawing(row, kinds) for row in page["drawing"])
    return Chapter(page["chapter"], page["text"].strip(), page["source"].strip(), drawings)


def read_drawing(row: Mapping[str, Any], kinds: Mapping[str, type] = KINDS) -> Drawing:
    """One drawing from its keys title, course, found, and perhaps definition and settings."""
    settings = row.get("settings", {})
    return Drawing(
        row["title"],
        read_timeline(row["course"]),
        definition_of(row, kinds),
        row["found"],
        row["course"],
        row.get("definition", ""),
        settings,
    )


def read_timeline(text: str) -> Timeline:
    """The timeline that *text* draws; raises ValueError where an entry stands under no day."""
    lines = {line.split()[0]: _entries(line) for line in text.splitlines() if line.strip()}
    days = {end: int(word) for end, word in lines.pop("day").items()}
    for name, entries in lines.items():
        if not set(entries) <= set(days):
            raise ValueError(f"an entry of the line {name} does not end under a day")
        if (name in MARKED) != (set(entries.values()) <= {"*"}):
            raise ValueError(f"of a line of marks the names are {', '.join(MARKED)}, not {name}")
    scores = {
        name: {days[end]: float(word) for end, word in entries.items() if word != "."}
        for name, entries in lines.items()
        if name not in MARKED
    }
    return Timeline(scores, {name: [days[end] for end in lines.get(name, {})] for name in MARKED})


def _entries(line: str) -> dict[int, str]:
    """The words after the first, by the column where they end."""
    words = list(re.finditer(r"\S+", line))[1:]
    return {word.end(): word.group() for word in words}


def definition_of(row: Mapping[str, Any], kinds: Mapping[str, type] = KINDS) -> Any:
    """The definition that the keys "definition" and "settings" of a row name; none where no kind is given."""
    if not kinds:
        return None
    return _built(kinds[row.get("definition") or next(iter(kinds))], row.get("settings", {}))


def _built(kind: type, settings: Mapping[str, Any]) -> Any:
    hints = get_type_hints(kind)
    return kind(**{name: _value(hints[name], value) for name, value in settings.items()})


def _value(hint: Any, value: Any) -> Any:
    """*value* of a TOML file as the type of a field; "open" is None, a list or table makes a dataclass."""
    if isinstance(hint, UnionType):
        return None if value == "open" else _value(get_args(hint)[0], value)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], part) for part in value)
    if not isinstance(hint, type):
        return value
    if issubclass(hint, Measure):
        return MEASURES[value]
    if issubclass(hint, StepRule):
        return getattr(steps, value)
    if issubclass(hint, Enum):
        return hint(value)
    if is_dataclass(hint) and isinstance(value, dict):
        return _built(hint, value)
    if is_dataclass(hint):
        return hint(*(None if part == "open" else part for part in value))
    return value
