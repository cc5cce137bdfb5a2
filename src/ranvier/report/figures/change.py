"""The change of a score: patients by change, over what a therapy without effect would show."""

from __future__ import annotations

from collections.abc import Sequence

from ranvier.claims.basis.finding import Finding
from ranvier.claims.language.asserted import AssertedSet
from ranvier.claims.language.wording import asserted_text
from ranvier.report.figures.bars import Bar, expected_bars, shown_bars
from ranvier.report.figures.change_bars import draw_bars
from ranvier.report.figures.change_sheet import Sheet
from ranvier.report.figures.change_strip import draw_strip, strip_height
from ranvier.report.figures.drawing import Drawing
from ranvier.report.figures.figure import NARROW, WIDE, DataTable, Figure
from ranvier.report.figures.scale import Scale, better_to_the_right
from ranvier.report.numbers import interval, is_points, plain, sentence_case, span
from ranvier.report.small_cells import Sharing

_WIDE_SHEET = (WIDE, 60.0, 760.0, 220.0)
_NARROW_SHEET = (NARROW, 30.0, 348.0, 170.0)


def draw_change(finding: Finding, asserted: AssertedSet, sharing: Sharing, name: str) -> Figure | None:
    """Patients by change in EDSS with the null band; None where the records give no changes to show."""
    changes: Sequence[tuple[float, int]] = finding.picture.get("changes", ())
    if (
        finding.found is None
        or not changes
        or not is_points(finding.unit)
        or sharing.withholds(finding.found)
    ):
        return None
    bars = shown_bars(changes, finding.found.n, sharing)
    title = _title(finding)
    sheets = [_draw(finding, asserted, bars, sheet) for sheet in (_WIDE_SHEET, _NARROW_SHEET)]
    return Figure(
        name=name,
        finding=title,
        what=_what(finding, sharing),
        wide=sheets[0].svg(title, _description(finding, asserted), f"{name}-w"),
        narrow=sheets[1].svg_named_by(f"{name}-w"),
        data=_data(finding, bars),
        note=_note(finding, sharing),
    )


def _title(finding: Finding) -> str:
    found, null = finding.found, finding.null
    assert found is not None  # draw_change asks first
    number = f"{plain(found.estimate, finding.unit)} points ({interval(found, finding.unit)})"
    if null is None:
        return f"The change is {number}; nothing says what would be seen without an effect."
    inside = null.lower <= found.estimate <= null.upper
    return (
        f"The change, {number}, lies {'inside' if inside else 'outside'} what a therapy without effect shows."
    )


def _what(finding: Finding, sharing: Sharing) -> str:
    assert finding.found is not None  # draw_change asks first
    label = sentence_case(sharing.text(finding.label))
    text = f"{label}: {sharing.total(finding.found.n)} treated patients by change"
    return f"{text}, over the programme re-created without effect." if finding.null else f"{text}."


def _description(finding: Finding, asserted: AssertedSet) -> str:
    unit = finding.unit
    parts = [f"Asserted: {asserted_text(asserted)}."]
    if finding.null is not None:
        parts.append(f"Expected without effect: {span(finding.null.lower, finding.null.upper, unit)}.")
    if finding.bounds is not None:
        worst, best = plain(finding.bounds.worst, unit), plain(finding.bounds.best, unit)
        parts.append(f"Worst case {worst}, best case {best}.")
    return " ".join(parts)


def _note(finding: Finding, sharing: Sharing) -> str:
    parts = []
    null = finding.null
    if null is not None:
        ways = "one way" if len(null.variants) == 1 else f"each of {len(null.variants)} ways"
        parts.append(
            f"{null.n_programmes:,} programmes for {ways} in which this could look without an effect. The "
            "hatched envelope holds the middle 95% of each; the grey bars inside it are the ways one by one."
        )
    if not sharing.internal:
        parts.append(f"Bars at the ends are merged until none stands for {sharing.few}.")
    if finding.found is not None and not sharing.is_exact(finding.found.n):
        parts.append(
            f"Counts are rounded to {sharing.smallest}, so that those not seen do not follow from them."
        )
    return " ".join(parts)


def _draw(
    finding: Finding, asserted: AssertedSet, bars: Sequence[Bar], place: tuple[float, float, float, float]
) -> Drawing:
    width, start, end, plot = place
    scale = _scale(finding, asserted, bars, (start, end))
    top = strip_height(finding, wide=width > NARROW) + 20
    drawing = Drawing(width, top + plot + 44)
    sheet = Sheet(drawing, scale, top, top + plot)
    draw_strip(sheet, finding, asserted)
    draw_bars(sheet, finding, bars)
    return drawing


def _scale(finding: Finding, asserted: AssertedSet, bars: Sequence[Bar], place: tuple[float, float]) -> Scale:
    numbers = [edge for bar in bars for edge in (bar.middle - 0.25, bar.middle + 0.25)]
    numbers += [asserted.low, asserted.high]
    if finding.bounds is not None:
        numbers += [finding.bounds.worst, finding.bounds.best]
    if finding.null is not None:
        numbers += [finding.null.lower, finding.null.upper]
    return better_to_the_right(numbers, higher_is_better=finding.higher_is_better, place=place)


def _data(finding: Finding, bars: Sequence[Bar]) -> DataTable:
    expected = expected_bars(finding, bars)
    rows = []
    for place, bar in enumerate(bars):
        row: tuple[str, ...] = (bar.words(), f"{bar.n:,}")
        if expected:
            row += tuple(f"{value:.1f}" for value in expected[place])
        rows.append(row)
    head: tuple[str, ...] = ("Change, points", "Patients")
    if expected:
        head += ("Without effect: low", "middle", "high")
    return DataTable(head, tuple(rows), frozenset({0, 2, 3, 4}))
