"""Free of worsening over the years: the curve, its bounds, who is at risk, and benchmarks by their arm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ranvier.claims.asserted import AssertedSet
from ranvier.claims.finding import Finding
from ranvier.claims.wording import asserted_text
from ranvier.report.figures.curve_points import CurvePoint, at_risk_rows, read_curve, read_line, value_at
from ranvier.report.figures.drawing import Drawing, steps
from ranvier.report.figures.figure import NARROW, WIDE, DataTable, Figure
from ranvier.report.figures.scale import Scale, round_numbers
from ranvier.report.numbers import EN_DASH
from ranvier.report.small_cells import Sharing
from ranvier.vocabulary.time import DAYS_PER_YEAR


@dataclass(frozen=True)
class _Curves:
    """Everything drawn, in percent, read at regular days."""

    treated: tuple[CurvePoint, ...]
    comparator: tuple[CurvePoint, ...]
    counted: tuple[tuple[float, float], ...]
    not_counted: tuple[tuple[float, float], ...]
    at_risk: tuple[tuple[float, str, str], ...]
    horizon_day: float
    asserted: AssertedSet
    lowest: float


@dataclass(frozen=True)
class _Sheet:
    """Where things stand on one of the two drawings."""

    drawing: Drawing
    years: Scale
    percent: Scale
    foot: float

    @property
    def is_wide(self) -> bool:
        return self.drawing.width > NARROW

    def point(self, day: float, share: float) -> tuple[float, float]:
        return self.years.at(day / DAYS_PER_YEAR), self.percent.at(share)


def draw_survival(finding: Finding, asserted: AssertedSet, sharing: Sharing, name: str) -> Figure | None:
    """The curve of those free of worsening; None where the records give none."""
    picture = finding.picture
    if finding.found is None or not picture.get("curve"):
        return None
    curves = _read(finding, asserted, sharing)
    if len(curves.treated) < 2:
        return None
    title = _title(curves)
    words = _description(curves)
    sheets = [
        _draw(curves, width, height).svg(title, words, f"{name}-{mark}")
        for width, height, mark in ((WIDE, 330.0, "w"), (NARROW, 250.0, "n"))
    ]
    return Figure(
        name, title, _what(curves), sheets[0], sheets[1], _data(curves), _note(finding, curves, sharing)
    )


def _read(finding: Finding, asserted: AssertedSet, sharing: Sharing) -> _Curves:
    picture = finding.picture
    rows = at_risk_rows(picture.get("at_risk", ()), sharing)
    last = max((day for day, n, _ in picture.get("at_risk", ()) if n >= 10), default=0.0)
    last = last or max(day for day, *_ in picture["curve"])
    treated = read_curve(picture["curve"], last)
    comparator = read_curve(picture.get("comparator_curve") or (), last)
    counted = read_line(picture.get("unconfirmed_counted") or (), last)
    not_counted = read_line(picture.get("unconfirmed_not_counted") or (), last)
    lows = [point.lower for point in (*treated, *comparator)] + [share for _, share in counted]
    lows.append(asserted.low if asserted.low > 0 else 100.0)
    lowest = max(min(lows) // 20 * 20, 0.0)
    horizon = float(picture.get("horizon_day", last))
    shown = tuple(row for row in rows if row[0] <= last)
    return _Curves(treated, comparator, counted, not_counted, shown, horizon, asserted, lowest)


def _years(day: float) -> str:
    years = day / DAYS_PER_YEAR
    return f"{years:.0f} years" if round(years, 1) == round(years) else f"{years:.1f} years"


def _title(curves: _Curves) -> str:
    point = value_at(curves.treated, curves.horizon_day)
    if point is None:
        return f"Fewer than 10 are at risk at {_years(curves.horizon_day)}: the curve ends before."
    text = f"{point.share:.0f}% ({point.lower:.0f}{EN_DASH}{point.upper:.0f}) are free of confirmed worsening at "
    text += _years(curves.horizon_day)
    other = value_at(curves.comparator, curves.horizon_day)
    return f"{text}; in the comparison group {other.share:.0f}%." if other else f"{text}."


def _what(curves: _Curves) -> str:
    text = (
        "Kaplan\u2013Meier curve with its 95% band (log\u2013log), read every half year. A patient leaves the "
        "risk set at the last visit from which a worsening could still have been confirmed."
    )
    if curves.counted:
        text += " Dashed: unconfirmed worsening counted, and not."
    return text


def _description(curves: _Curves) -> str:
    parts = [_title(curves), f"Asserted: {asserted_text(curves.asserted)}."]
    for words, line in (("counted", curves.counted), ("not counted", curves.not_counted)):
        shares = [share for day, share in line if day <= curves.horizon_day]
        if shares:
            parts.append(f"With unconfirmed worsening {words}: {shares[-1]:.0f}%.")
    return " ".join(parts)


def _note(finding: Finding, curves: _Curves, sharing: Sharing) -> str:
    parts = []
    naive = finding.picture.get("naive_at_horizon")
    if naive is not None:
        share = float(naive)
        parts.append(f"Without the rule on the last confirmable visit the curve would read {share:.0f}%.")
    if not curves.comparator:
        parts.append("No comparison group: the curve alone does not say what the therapy did.")
    parts.append(
        "Drawn only while at least 10 are at risk. The axis starts at 100%, not at zero: read the labels."
    )
    if not sharing.internal:
        parts.append(f"A dash under a year: {sharing.few} more since the number before it.")
    return " ".join(parts)


def _draw(curves: _Curves, width: float, plot: float) -> Drawing:
    wide = width > NARROW
    last = max(curves.treated[-1].day, curves.horizon_day) / DAYS_PER_YEAR
    drawing = Drawing(width, plot + (96 if curves.at_risk else 50))
    start, end = (64.0, 780.0) if wide else (40.0, 340.0)
    sheet = _Sheet(drawing, Scale(0, last, start, end), Scale(100, curves.lowest, 10, plot), plot)
    _draw_grid(sheet)
    _draw_asserted(sheet, curves)
    _draw_curve(sheet, curves.comparator, "other-band", "other")
    _draw_curve(sheet, curves.treated, "band", "found")
    for line in (curves.counted, curves.not_counted):
        if len(line) > 1:
            drawing.path(steps([sheet.point(day, share) for day, share in line]), "dashed")
    horizon = value_at(curves.treated, curves.horizon_day)
    if horizon is not None:
        drawing.disc(*sheet.point(curves.horizon_day, horizon.share), 4.5, "dot")
    if wide:
        _draw_labels(sheet, curves)
    else:
        _draw_narrow_labels(sheet, curves)
    _draw_at_risk(sheet, curves)
    return drawing


def _draw_grid(sheet: _Sheet) -> None:
    drawing, start, end = sheet.drawing, sheet.years.start, sheet.years.end
    for share in round_numbers(*sorted((sheet.percent.first, sheet.percent.last)), 6):
        y = sheet.percent.at(share)
        drawing.line(start, y, end, y, "grid")
        words = f"{share:.0f}%" if share == 100 else f"{share:.0f}"
        drawing.text(start - 8, y + 4, words, "s", anchor="end", plain=True)
    drawing.line(start, sheet.foot, end, sheet.foot, "axis")
    for year in round_numbers(sheet.years.first, sheet.years.last, 9):
        if not float(year).is_integer():
            continue
        x = sheet.years.at(year)
        drawing.line(x, sheet.foot, x, sheet.foot + 4, "axis")
        drawing.text(x, sheet.foot + 17, f"{year:.0f}", "s", anchor="middle", plain=True)
    drawing.text(end, sheet.foot + 33, "years since time zero", "s", anchor="end")


def _draw_asserted(sheet: _Sheet, curves: _Curves) -> None:
    asserted = curves.asserted
    low, high = (end for end in (asserted.low, asserted.high))
    low, high = max(low, curves.lowest), min(high, 100.0)
    if low > high:
        return
    (x, top), (_, foot) = sheet.point(curves.horizon_day, high), sheet.point(curves.horizon_day, low)
    x = min(x, sheet.years.end - 6)
    sheet.drawing.rect(x, top, sheet.years.end - x, foot - top, "asserted soft")
    sheet.drawing.line(x, foot, sheet.years.end, foot, "asserted-line")


def _draw_curve(sheet: _Sheet, points: Sequence[CurvePoint], band: str, line: str) -> None:
    if len(points) < 2:
        return
    lower = steps([sheet.point(point.day, point.lower) for point in points])
    upper = steps([sheet.point(point.day, point.upper) for point in points])
    sheet.drawing.path([*lower, *reversed(upper)], band, closed=True)
    sheet.drawing.path(steps([sheet.point(point.day, point.share) for point in points]), line)


def _labels(curves: _Curves) -> list[tuple[float, str, str, str]]:
    """Height in percent, look and two lines of each label."""
    asserted = curves.asserted
    low, high = (end for end in (asserted.low, asserted.high))
    middle = (max(low, curves.lowest) + min(high, 100.0)) / 2
    labels = [(middle, "a", f"Asserted: {asserted_text(asserted)}", f"at {_years(curves.horizon_day)}")]
    for words, look, points in (
        ("This programme", "f", curves.treated),
        ("Comparison group", "k", curves.comparator),
    ):
        if points:
            end = value_at(points, curves.horizon_day) or points[-1]
            numbers = f"{end.share:.0f}%, {end.lower:.0f}{EN_DASH}{end.upper:.0f}"
            labels.append((points[-1].share, look, words, f"at {_years(end.day)}: {numbers}"))
    if curves.counted:
        texts = [
            f"{words} {line[-1][1]:.0f}%"
            for words, line in (("counted", curves.counted), ("not", curves.not_counted))
            if line
        ]
        labels.append((curves.counted[-1][1], "f", "Dashed: unconfirmed worsening", ", ".join(texts)))
    return labels


def _draw_labels(sheet: _Sheet, curves: _Curves) -> None:
    lowest = 0.0
    for share, look, first, second in sorted(_labels(curves), key=lambda label: -label[0]):
        y = max(sheet.percent.at(share) + 2, lowest)
        sheet.drawing.text(sheet.years.end + 16, y, first, look)
        sheet.drawing.text(sheet.years.end + 16, y + 14, second, "s")
        lowest = y + 34


def _draw_narrow_labels(sheet: _Sheet, curves: _Curves) -> None:
    y = sheet.foot - 12 - 14 * (len(_labels(curves)) - 1)
    for _, look, first, second in sorted(_labels(curves), key=lambda label: -label[0]):
        sheet.drawing.text(sheet.years.start + 6, y, f"{first} {second}", f"{look} s")
        y += 14


def _draw_at_risk(sheet: _Sheet, curves: _Curves) -> None:
    if not curves.at_risk:
        return
    y = sheet.foot + 56
    gap = (sheet.years.end - sheet.years.start) / max(len(curves.at_risk), 1)
    rows = curves.at_risk if gap > 40 else curves.at_risk[::2]
    head = 0.0
    sheet.drawing.text(head, y, "At risk", "k s")
    sheet.drawing.text(head, y + 28, "Worsened", "s")
    for day, n_at_risk, n_worsened in rows:
        x = max(sheet.years.at(day / DAYS_PER_YEAR), sheet.years.start)
        sheet.drawing.text(x, y + 14 if not sheet.is_wide else y, n_at_risk, "s", anchor="middle")
        sheet.drawing.text(x, y + 42 if not sheet.is_wide else y + 28, n_worsened, "s", anchor="middle")


def _data(curves: _Curves) -> DataTable:
    rows = []
    for point in curves.treated:
        other = value_at(curves.comparator, point.day)
        row = (
            f"{point.day / DAYS_PER_YEAR:.1f}",
            f"{point.share:.0f}%",
            f"{point.lower:.0f}%",
            f"{point.upper:.0f}%",
        )
        rows.append((*row, f"{other.share:.0f}%" if other else EN_DASH))
    head = ("Years", "Free of worsening", "lower", "upper", "Comparison group")
    return DataTable(head, tuple(rows), frozenset(range(5)))
