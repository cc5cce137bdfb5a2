"""The bars: patients by change, and behind them how many are expected without an effect."""

from __future__ import annotations

from collections.abc import Sequence

from ranvier.claims.basis.finding import Finding
from ranvier.report.figures.bars import Bar, expected_bars
from ranvier.report.figures.change_sheet import Sheet
from ranvier.report.figures.scale import round_numbers
from ranvier.report.numbers import tick_text

_KEY_AT = 790.0
_LABEL_ROOM = 34.0


def draw_bars(sheet: Sheet, finding: Finding, bars: Sequence[Bar]) -> None:
    """Counts from zero; every bar is as wide as the next, so that its height alone is the count."""
    expected = expected_bars(finding, bars)
    most = max([float(bar.n) for bar in bars] + [row[2] for row in expected] + [1.0])
    _draw_levels(sheet, most)
    for place, bar in enumerate(bars):
        _draw_bar(sheet, bar, expected[place] if expected else None, most)
    zero = sheet.scale.at(0)
    if sheet.scale.start < zero < sheet.scale.end:
        sheet.drawing.line(zero, sheet.top - 6, zero, sheet.foot, "zero")
    _draw_axis(sheet, finding.unit, bars)
    if sheet.is_wide:
        _draw_key(sheet, has_null=bool(expected))


def _height(sheet: Sheet, n: float, most: float) -> float:
    return n / most * (sheet.foot - sheet.top)


def _draw_levels(sheet: Sheet, most: float) -> None:
    for level in round_numbers(0, most, 5):
        y = sheet.foot - _height(sheet, level, most)
        sheet.drawing.line(sheet.scale.start, y, sheet.scale.end, y, "axis" if level == 0 else "grid")
        sheet.drawing.text(sheet.scale.start - 6, y + 4, f"{level:g}", "s", anchor="end", plain=True)


def _draw_bar(sheet: Sheet, bar: Bar, expected: tuple[float, float, float] | None, most: float) -> None:
    x, width = sheet.scale.span(bar.middle - 0.23, bar.middle + 0.23)
    if expected is not None:
        low, middle, high = (sheet.foot - _height(sheet, value, most) for value in expected)
        sheet.drawing.rect(x, high, width, low - high, "hatch")
        sheet.drawing.line(x, middle, x + width, middle, "ink")
    inset = min(4.0, width / 6)
    height = _height(sheet, bar.n, most)
    sheet.drawing.rect(x + inset, sheet.foot - height, width - 2 * inset, height, "bar")


def _draw_axis(sheet: Sheet, unit: str, bars: Sequence[Bar]) -> None:
    start, end, foot = sheet.scale.start, sheet.scale.end, sheet.foot
    merged = [bar for bar in bars if bar.low != bar.high]
    for bar in merged:
        sheet.drawing.text(
            sheet.scale.at(bar.middle), foot + 17, bar.words(), "s k", anchor="middle", plain=True
        )
    for number in sheet.scale.ticks(9 if sheet.is_wide else 5):
        x = sheet.scale.at(number)
        if any(abs(sheet.scale.at(bar.middle) - x) < _LABEL_ROOM for bar in merged):
            continue
        sheet.drawing.line(x, foot, x, foot + 4, "axis")
        sheet.drawing.text(x, foot + 17, tick_text(number, unit), "s", anchor="middle", plain=True)
    sheet.drawing.text(start, foot + 35, "\u2190 worse", "s")
    words = f"change, {unit}: better \u2192" if sheet.is_wide else "better \u2192"
    sheet.drawing.text(end, foot + 35, words, "s", anchor="end")


def _draw_key(sheet: Sheet, *, has_null: bool) -> None:
    y = sheet.top + 10
    sheet.drawing.rect(_KEY_AT, y - 10, 13, 13, "bar")
    sheet.drawing.text(_KEY_AT + 22, y + 1, "patients, this programme")
    if has_null:
        sheet.drawing.rect(_KEY_AT, y + 14, 13, 22, "hatch")
        sheet.drawing.line(_KEY_AT, y + 25, _KEY_AT + 13, y + 25, "ink")
        sheet.drawing.lines(
            _KEY_AT + 22, y + 24, ["expected without effect: the", "middle and 95% of programmes"]
        )
