"""How the band without effect moves with the share of baselines that were taken in a relapse."""

from __future__ import annotations

from ranvier.claims.basis.finding import NullBand
from ranvier.estimates.result import Estimate
from ranvier.report.figures.change_sheet import Sheet
from ranvier.report.numbers import plain, span

_HEAD = 34.0
_ROW = 19.0
_NARROW_ROW = 31.0
_BESIDE = 10.0
_BAR = 12.0


def shares_height(null: NullBand, *, wide: bool) -> float:
    """How much room the rows take, in px; none where relapses are recorded."""
    row = _ROW if wide else _NARROW_ROW
    return _HEAD + row * len(null.by_relapse_share) + 8 if null.by_relapse_share else 0.0


def draw_shares(sheet: Sheet, null: NullBand, found: Estimate, unit: str) -> None:
    """One hatched row a share, between the strip and the axis, and the number found across all of them."""
    if not null.by_relapse_share:
        return
    row = _ROW if sheet.is_wide else _NARROW_ROW
    x = _draw_found(sheet, found, unit)
    marks = []
    for place, share in enumerate(null.by_relapse_share):
        y = sheet.top + _HEAD + (place + 1) * row - 8
        left, width = sheet.scale.span(share.lower, share.upper)
        sheet.drawing.rect(left, y - _BAR / 2, width, _BAR, "hatch")
        marks.append((sheet.scale.at(share.variants[0].median), y))
        _draw_words(
            sheet, f"{share.relapse_percent}%", span(share.lower, share.upper, unit), max(left + width, x), y
        )
    sheet.drawing.ticks(marks, "ink", _BAR / 2)


def _draw_found(sheet: Sheet, found: Estimate, unit: str) -> float:
    """The heading, and the number found as a dashed line down to the axis; where it stands, in px."""
    start, top = sheet.scale.start, sheet.top
    sheet.drawing.text(0 if sheet.is_wide else start, top + 14, _HEADING, "k")
    x = sheet.scale.at(found.estimate)
    sheet.drawing.line(x, top + _HEAD - 12, x, sheet.foot, "dashed")
    anchor, beside = ("end", -5.0) if x > (start + sheet.scale.end) / 2 else ("", 5.0)
    sheet.drawing.text(
        x + beside, top + _HEAD - 4, f"found {plain(found.estimate, unit)}", "f", anchor=anchor
    )
    return x


def _draw_words(sheet: Sheet, share: str, ends: str, right: float, y: float) -> None:
    if sheet.is_wide:
        sheet.drawing.text(sheet.scale.start - _BESIDE, y + 4, share, anchor="end", plain=True)
        sheet.drawing.text(right + _BESIDE, y + 4, ends, "s", plain=True)
    else:
        sheet.drawing.text(sheet.scale.start, y - 10, f"{share}: {ends}", "s", plain=True)


_HEADING = "If this share of the baselines lay in a relapse:"
