"""The EDSS of a visit form: computed from what was typed, with the rule that gave it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ranvier.errors import DataFaults
from ranvier.vocabulary.scales.ambulation import AMBULATION_ROWS
from ranvier.vocabulary.scales.edss_flags import ABOUT_THE_PATIENT, MEANINGS
from ranvier.vocabulary.scales.edss_score import edss_of
from ranvier.vocabulary.scales.fs_step import FS_ROWS
from ranvier.vocabulary.scales.functional_systems import SYSTEMS, Grades
from ranvier.vocabulary.visits import AmbulationCoding

METHOD = "table as printed"
"""The convention the registry scores by; kept with every computed score."""

AMBULATION_CHOICES = [
    (str(row.grade), f"{row.grade} · {row.meaning}")
    for row in AMBULATION_ROWS[AmbulationCoding.NEUROSTATUS_16]
]
"""Grades of walking with their meaning in short."""


@dataclass(frozen=True)
class ComputedEdss:
    """edss: None where it cannot be known. rule, words: the row that gave it. flags: what does not fit."""

    edss: float | None
    rule: str
    words: str
    flags: tuple[str, ...]


def compute_edss(values: Mapping[str, Any]) -> ComputedEdss:
    """The EDSS of the grades in *values*, by the names of the visit's columns; empty ones are not graded."""
    grades = Grades(*(_grade(values.get(system.column)) for system in SYSTEMS))
    ambulation = _grade(values.get("ambulation"))
    coding = AmbulationCoding(values.get("ambulation_coding") or AmbulationCoding.NEUROSTATUS_16)
    try:
        score = edss_of(grades, ambulation, coding)
    except DataFaults:
        return ComputedEdss(None, "", "a grade that its list does not have", ())
    missing = sum(grade is None for grade in (*grades, ambulation))
    flags = tuple(MEANINGS[flag] for flag in score.flags if flag in ABOUT_THE_PATIENT)
    if score.edss is None:
        return ComputedEdss(None, "", f"not computed: {missing} not graded; nothing is filled in", flags)
    return ComputedEdss(score.edss, score.rule or "", _rule_words(score.rule or ""), flags)


def _grade(value: Any) -> int | None:
    if value in (None, ""):
        return None
    return int(float(value))


def _rule_words(rule: str) -> str:
    """What the row says, in words."""
    for row in FS_ROWS:
        if row.id == rule:
            counts = zip((5, 4, 3, 2, 1), row.condition, strict=True)
            named = [f"{words} of grade {grade}" for grade, words in counts if words not in ("any", "0")]
            return f"functional systems: {', '.join(named) or 'all of grade 0'}"
    for rows in AMBULATION_ROWS.values():
        for walk in rows:
            if walk.id == rule:
                return f"walking: {walk.meaning}"
    return rule
