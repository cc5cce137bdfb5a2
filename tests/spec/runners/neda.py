"""Runs the drawings of neda.toml."""

from __future__ import annotations

from ranvier.course.neda import find_neda
from ranvier.course.time_zero import find_time_zero
from ranvier.definitions.neda import Neda
from tests.spec.drawing import Drawing

DEFINITIONS: dict[str, type] = {"Neda": Neda}
WORDS = {True: "yes", False: "no", None: "not to be said"}


def found(drawing: Drawing) -> list[str]:
    cohort = drawing.timeline.cohort()
    rows = find_neda(cohort, find_time_zero(cohort), drawing.definition).iter_rows(named=True)
    return [
        f"{row['window']}: NEDA-3 {WORDS[row['neda3']]}, NEDA-4 {WORDS[row['neda4']]}"
        + (f", {row['activity']}" if row["activity"] else "")
        for row in rows
    ]
