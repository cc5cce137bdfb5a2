"""Above the bars: what is asserted, expected without effect, found, and the worst and best case."""

from __future__ import annotations

from ranvier.claims.basis.finding import Finding, NullBand, NullVariant
from ranvier.claims.language.asserted import AssertedSet
from ranvier.claims.language.wording import asserted_text
from ranvier.report.figures.change_sheet import Sheet
from ranvier.report.figures.drawing import CHARACTER_WIDTH, wrapped
from ranvier.report.numbers import interval, plain, span

_ROW = 15.0
_BESIDE = 10.0
_BOLD_WIDTH = CHARACTER_WIDTH * 1.27
_KEY_ROW = 14.0


def strip_height(finding: Finding, *, wide: bool) -> float:
    """How much room the strip takes, in px."""
    rows = 2 + (finding.bounds is not None) + _null_rows(finding.null)
    if not wide:
        rows += 2 + (finding.bounds is not None) + (finding.null is not None)
    return rows * _ROW + 22 + (0.0 if wide else _key_height(finding.null))


def _null_rows(null: NullBand | None) -> int:
    return 0 if null is None else max(len(null.variants), 2)


def _key_height(null: NullBand | None) -> float:
    """Room for the words of each variant, where they do not fit beside its bar."""
    return 0.0 if null is None else _KEY_ROW * len(null.variants)


def draw_strip(sheet: Sheet, finding: Finding, asserted: AssertedSet) -> None:
    """One row a mark; words stand beside it where there is room, above it otherwise."""
    y = _draw_asserted(sheet, asserted, 12.0)
    if finding.null is not None:
        y = _draw_null(sheet, finding.null, finding.unit, y)
    y = _draw_found(sheet, finding, y)
    if finding.bounds is not None:
        _draw_bounds(sheet, finding, y)


def _draw_asserted(sheet: Sheet, asserted: AssertedSet, y: float) -> float:
    left, width = sheet.scale.span(asserted.low, asserted.high)
    words = f"asserted {asserted_text(asserted)}"
    if not sheet.is_wide:
        y = _words_above(sheet, words, "a", left + width / 2, y)
    elif left - _BESIDE > CHARACTER_WIDTH * len(words):
        sheet.drawing.text(left - _BESIDE, y + 4, words, "a", anchor="end")
    else:
        sheet.drawing.text(left + width + _BESIDE, y + 4, words, "a")
    sheet.drawing.rect(left, y - 6, width, 12, "asserted")
    return y + _ROW + 8


def _words_above(sheet: Sheet, words: str, look: str, x: float, y: float) -> float:
    width = _BOLD_WIDTH * len(words)
    left = max(min(x - width / 2, sheet.drawing.width - width), 0)
    small = " s" if width > sheet.drawing.width else ""
    sheet.drawing.text(left, y + 3, words, f"{look}{small}".strip())
    return y + _ROW - 1


def _draw_null(sheet: Sheet, null: NullBand, unit: str, y: float) -> float:
    left, width = sheet.scale.span(null.lower, null.upper)
    words = f"expected without effect: {span(null.lower, null.upper, unit)}"
    if sheet.is_wide:
        sheet.drawing.lines(left - _BESIDE, y + 4, wrapped(words, left - _BESIDE), anchor="end")
    else:
        y = _words_above(sheet, words, "", left + width / 2, y)
    rows = _null_rows(null)
    sheet.drawing.rect(left, y - 8, width, _ROW * rows + 1, "hatch")
    levels = [(variant, y + place * _ROW) for place, variant in enumerate(null.variants)]
    at = sheet.scale.at
    sheet.drawing.levels([(at(each.lower), at(each.upper), level) for each, level in levels], "variant")
    sheet.drawing.ticks([(at(each.median), level) for each, level in levels], "ink")
    if sheet.is_wide:
        for variant, level in levels:
            sheet.drawing.text(left + width + _BESIDE, level + 4, variant.label, "s", plain=True)
        return y + rows * _ROW + 8
    return _draw_key(sheet, levels, left + width, y + rows * _ROW + 8)


def _draw_key(sheet: Sheet, levels: list[tuple[NullVariant, float]], right: float, y: float) -> float:
    """A number beside each variant's bar, and its words below the band."""
    x, anchor = (right + 4, "") if right + 14 < sheet.drawing.width else (sheet.drawing.width, "end")
    for place, (variant, level) in enumerate(levels, start=1):
        sheet.drawing.text(x, level + 4, str(place), "s", anchor=anchor, plain=True)
        sheet.drawing.text(12, y + (place - 1) * _KEY_ROW, f"{place} {variant.label}", "s", plain=True)
    return y + len(levels) * _KEY_ROW


def _draw_found(sheet: Sheet, finding: Finding, y: float) -> float:
    found = finding.found
    assert found is not None  # draw_change asks first
    words = f"found {plain(found.estimate, finding.unit)} ({interval(found, finding.unit)})"
    left, width = sheet.scale.span(found.lower, found.upper) if found.has_interval else (0.0, 0.0)
    x = sheet.scale.at(found.estimate)
    if sheet.is_wide:
        sheet.drawing.text(max(x, left + width) + _BESIDE, y + 4, words, "f")
    else:
        y = _words_above(sheet, words, "f", x, y)
    if found.has_interval:
        sheet.drawing.line(left, y, left + width, y, "found")
    sheet.drawing.disc(x, y, 4.5, "dot")
    return y + _ROW


def _draw_bounds(sheet: Sheet, finding: Finding, y: float) -> None:
    bounds = finding.bounds
    assert bounds is not None  # the caller asks first
    left, width = sheet.scale.span(bounds.worst, bounds.best)
    worst, best = plain(bounds.worst, finding.unit), plain(bounds.best, finding.unit)
    words = f"worst case {worst}, best case {best}"
    if sheet.is_wide:
        sheet.drawing.text(left + width + _BESIDE, y + 4, words, "f")
    else:
        y = _words_above(sheet, words, "f", left + width / 2, y)
    sheet.drawing.capped(left, left + width, y, "thin")
