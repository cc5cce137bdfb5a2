"""The specification curve: one share for each published definition, from the lowest to the highest."""

from __future__ import annotations

from collections.abc import Sequence

from ranvier.claims.judging.verdict import Verdict
from ranvier.claims.language.asserted import AssertedSet
from ranvier.claims.language.wording import asserted_text
from ranvier.report.definition_rows import NO_NUMBER, DefinitionRow, definition_rows
from ranvier.report.figures.drawing import Drawing
from ranvier.report.figures.figure import NARROW, WIDE, DataTable, Figure
from ranvier.report.figures.scale import Scale, better_to_the_right
from ranvier.report.numbers import tick_text
from ranvier.report.small_cells import NOT_SHOWN, Sharing

_TOP, _ROW, _NARROW_ROW = 24.0, 22.0, 30.0
_PLOT, _NARROW_PLOT = (470.0, 850.0), (160.0, 344.0)
_SETTINGS = 230.0
_FEWEST = 3
"""So many definitions with a number make a curve."""

_WHAT = "One line a definition, with its 95% interval."
_NOTE = (
    "Moving: the reference follows confirmed changes. Filled: the answers of the definition taken; open: "
    "another. All decide together (gate 27). To the nearest group that may be shown."
)


def draw_specification_curve(
    verdict: Verdict, asserted: AssertedSet, sharing: Sharing, name: str
) -> Figure | None:
    """Every published definition with its estimate; None where there are too few to compare."""
    rows = definition_rows(verdict, sharing)
    drawn = [row for row in rows if row.numbers is not None]
    if len(drawn) < _FEWEST or verdict.multiverse is None:
        return None
    lowest, highest = (row.numbers[0] for row in (drawn[0], drawn[-1]) if row.numbers is not None)
    span = f"{lowest:g}% to {highest:g}% by definition"
    # not "12 of 14", which would read as a group of people with few outside of it
    finding = f"{verdict.claim.id}: {span}; {len(drawn)} published ones are drawn."
    told = (drawn[0], *(row for row in drawn[1:-1] if row.is_own or not row.agrees), drawn[-1])
    words = f"{'; '.join(f'{row.preset.name} {row.found}' for row in told)}; all in the data below."
    sheet = _draw(drawn, asserted, WIDE).svg(f"{verdict.claim.id} by definition", words, name)
    narrow = _draw(drawn, asserted, NARROW).svg_named_by(name)
    return Figure(name, finding, f"{_WHAT}{_not_drawn(rows)}", sheet, narrow, _data(rows), _NOTE)


def _not_drawn(rows: Sequence[DefinitionRow]) -> str:
    """Which definitions have no line, and why; nothing where every one has."""
    why = (
        (NO_NUMBER, "no number at that time (no vote)"),
        (NOT_SHOWN, "a small group would follow from it (its vote counts)"),
    )
    parts = []
    for found, reason in why:
        names = [row.preset.name for row in rows if row.numbers is None and row.found == found]
        if names:
            parts.append(f"{', '.join(names)}: {reason}")
    return f" Not drawn: {'; '.join(parts)}." if parts else ""


def _draw(rows: Sequence[DefinitionRow], asserted: AssertedSet, width: float) -> Drawing:
    is_wide = width > NARROW
    row_height = _ROW if is_wide else _NARROW_ROW
    sheet = Drawing(width, _TOP + row_height * len(rows) + 38)
    scale = _scale(rows, asserted, _PLOT if is_wide else _NARROW_PLOT)
    _draw_scale(sheet, asserted, scale)
    placed = [(_TOP + row_height * place + 12, row) for place, row in enumerate(rows)]
    ends = [(scale.at(row.numbers[1]), scale.at(row.numbers[2]), y) for y, row in placed if row.numbers]
    sheet.levels(ends, "thin")
    for y, row in placed:
        assert row.numbers is not None  # draw_specification_curve leaves the others out
        _draw_words(sheet, row, y)
        sheet.disc(scale.at(row.numbers[0]), y, 4, "dot" if row.agrees else "dot other-answer")
    return sheet


def _draw_words(sheet: Drawing, row: DefinitionRow, y: float) -> None:
    """Name and settings of a definition, beside each other with its number where there is room."""
    look = "f" if row.is_own else ""
    if sheet.width > NARROW:
        sheet.text(0, y + 4, row.preset.name, look, plain=True)
        sheet.text(_SETTINGS, y + 4, row.short, "s", plain=True)
        sheet.text(sheet.width, y + 4, row.found, look, anchor="end", plain=True)
    else:
        sheet.text(0, y, row.preset.name, f"{look} s".strip(), plain=True)
        sheet.text(0, y + 13, row.short, "s", plain=True)


def _scale(rows: Sequence[DefinitionRow], asserted: AssertedSet, place: tuple[float, float]) -> Scale:
    numbers = [number for row in rows if row.numbers is not None for number in row.numbers]
    ends = [*numbers, asserted.low, asserted.high]
    return better_to_the_right(ends, higher_is_better=True, place=place, limits=(0.0, 100.0))


def _draw_scale(sheet: Drawing, asserted: AssertedSet, scale: Scale) -> None:
    foot = sheet.height - 32
    left, width = scale.span(asserted.low, asserted.high)
    sheet.rect(left, 18, width, foot - 18, "asserted soft")
    sheet.text(scale.end, 12, f"asserted {asserted_text(asserted)}", "a", anchor="end")
    ticks = scale.ticks(5)
    sheet.line(scale.start, foot, scale.end, foot, "axis")
    for number in ticks:
        x = scale.at(number)
        words = tick_text(number, "%", last=number == max(ticks))
        sheet.text(x, foot + 15, words, "s", anchor="middle", plain=True)
    sheet.text(scale.end, foot + 30, "better \u2192", "s", anchor="end")


def _data(rows: Sequence[DefinitionRow]) -> DataTable:
    cells = tuple((row.preset.name, row.short, row.found, row.answers) for row in rows)
    return DataTable(("Definition", "Settings", "Free", "Answers"), cells, frozenset(range(4)))
