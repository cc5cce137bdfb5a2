"""The reference page of the scales, its tables written from the data that the code uses.

To write it anew: python -m ranvier.vocabulary.scales.document docs/reference/scales.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path

from ranvier.vocabulary.change_thresholds import CHANGE_THRESHOLDS
from ranvier.vocabulary.cut_offs import CUT_OFFS
from ranvier.vocabulary.measures import MEASURES, Direction
from ranvier.vocabulary.scales.ambulation import AMBULATION_ROWS
from ranvier.vocabulary.scales.edss_flags import MEANINGS
from ranvier.vocabulary.scales.fs_step import FS_ROWS
from ranvier.vocabulary.scales.functional_systems import SYSTEMS
from ranvier.vocabulary.scales.questionnaires import QUESTIONNAIRES
from ranvier.vocabulary.visits import AmbulationCoding


def scales_page() -> str:
    """The text of the page: the words of scales.md.in with a table in the place of each {name}."""
    text = (files(__package__) / "scales.md.in").read_text(encoding="utf-8")
    for name, table in _TABLES.items():
        text = text.replace("{" + name + "}", table())
    return text


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [_line(header), "|" + "---|" * len(header)]
    return "\n".join([*lines, *(_line(row) for row in rows)])


def _line(cells: Sequence[object]) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def _systems() -> str:
    rows = (
        (
            f"`{system.column}`",
            system.label,
            f"0 to {system.highest_raw}",
            ", ".join(map(str, system.converted)),
        )
        for system in SYSTEMS
    )
    return _table(("column", "system", "raw grades", "converted, from raw grade 0 on"), rows)


def _fs_rows() -> str:
    rows = ((row.id, row.step, *row.condition, "printed" if row.printed else "derived") for row in FS_ROWS)
    return _table(
        ("rule", "FS step", "grade 5", "grade 4", "grade 3", "grade 2", "grade 1", "in the table"), rows
    )


def _walking() -> str:
    neurostatus, thirteen = (AMBULATION_ROWS[coding] for coding in AmbulationCoding)
    by_edss: dict[float, list[str]] = {row.edss: [] for row in neurostatus}
    for row in thirteen:
        by_edss[row.edss].append(row.id)
    rows = ((row.id, row.grade, row.meaning, row.edss, ", ".join(by_edss[row.edss])) for row in neurostatus)
    return _table(("rule", "grade of 16", "meaning in short", "least EDSS", "rule of 13 grades"), rows)


def _flags() -> str:
    return _table(("flag", "means"), ((f"`{flag.value}`", meaning) for flag, meaning in MEANINGS.items()))


def _measures() -> str:
    rows = (
        (
            f"`{measure.name}`",
            measure.label,
            f"{measure.lowest:g} to {measure.highest:g} {measure.unit}",
            "higher" if measure.direction is Direction.HIGHER_IS_WORSE else "lower",
            measure.steps,
        )
        for measure in MEASURES.values()
    )
    return _table(("measure", "is", "values", "worse", "change that counts unless a definition says"), rows)


def _thresholds() -> str:
    rows = (
        (
            f"`{one.measure}`",
            f"{one.change:g}{'%' if one.in_percent else ''}",
            one.of.value.replace("_", " "),
            one.basis.value,
            one.note,
            one.source,
        )
        for one in CHANGE_THRESHOLDS
    )
    return _table(("measure", "change", "of", "rests on", "note", "source"), rows)


def _cut_offs() -> str:
    rows = (
        (
            f"`{one.measure}`",
            one.label,
            f"{one.lowest:g} and more" if one.highest is None else f"{one.lowest:g} to {one.highest:g}",
            one.source,
        )
        for one in CUT_OFFS
    )
    return _table(("measure", "called", "from", "source"), rows)


def _questionnaires() -> str:
    rows = (
        (
            f"`{part.name}`",
            ", ".join(map(str, part.answers)) if len(one.parts) > 1 and i else f"1 to {one.n_answers}",
            f"{one.lowest} to {one.highest}",
            ", ".join(map(str, one.turned)),
            "mean" if one.is_mean else "sum",
            "{:g} to {:g}".format(*one.bounds(part)),
            one.source,
        )
        for one in QUESTIONNAIRES.values()
        for i, part in enumerate(one.parts)
    )
    header = ("score", "answers", "each", "the other way round", "is their", "runs from", "source")
    return _table(header, rows)


_TABLES = {
    "systems": _systems,
    "fs_rows": _fs_rows,
    "walking": _walking,
    "flags": _flags,
    "measures": _measures,
    "thresholds": _thresholds,
    "cut_offs": _cut_offs,
    "questionnaires": _questionnaires,
}
"""What the page has tables of, by the name that stands for it."""


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(scales_page(), encoding="utf-8", newline="\n")
