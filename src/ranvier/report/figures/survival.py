"""Free of worsening over the years: the curve, its bounds, and who is at risk."""

from __future__ import annotations

import math

from ranvier.claims.basis.finding import Finding
from ranvier.claims.language.asserted import AssertedSet
from ranvier.claims.language.wording import asserted_text, percent_number
from ranvier.report.figures.curve_points import line_at, value_at
from ranvier.report.figures.curves import LEAST_AT_RISK, Curves, read_curves, years_words
from ranvier.report.figures.figure import NARROW, WIDE, DataTable, Figure
from ranvier.report.figures.survival_sheet import draw_sheet
from ranvier.report.numbers import EN_DASH, plain, span
from ranvier.report.small_cells import Sharing
from ranvier.vocabulary.time import DAYS_PER_YEAR


def draw_survival(finding: Finding, asserted: AssertedSet, sharing: Sharing, name: str) -> Figure | None:
    """The curve of those free of worsening; None where the records give none."""
    if finding.found is None or not finding.picture.get("curve") or sharing.withholds(finding.found):
        return None
    curves = read_curves(finding, asserted, sharing)
    if len(curves.treated) < 2:
        return None
    title, words = _title(finding, curves), _description(finding, curves)
    return Figure(
        name=name,
        finding=title,
        what=_what(curves),
        wide=draw_sheet(curves, WIDE, 330).svg(title, words, f"{name}-w"),
        narrow=draw_sheet(curves, NARROW, 250).svg_named_by(f"{name}-w"),
        data=_data(curves),
        note=_note(finding, curves, sharing),
    )


def _title(finding: Finding, curves: Curves) -> str:
    found = finding.found
    assert found is not None  # draw_survival asks first
    when = years_words(curves.horizon_day)
    ends = f" ({span(found.lower, found.upper, finding.unit)})" if found.has_interval else ""
    text = f"{plain(found.estimate, finding.unit)}{ends} are free of confirmed worsening at {when}"
    if curves.treated[-1].day + DAYS_PER_YEAR / 4 < curves.horizon_day:
        return f"{text}, when fewer than {LEAST_AT_RISK} are at risk: the curve ends before."
    other = value_at(curves.comparator, curves.reading_day)
    return f"{text}; in the comparison group {percent_number(other.share)}%." if other else f"{text}."


def _what(curves: Curves) -> str:
    text = (
        "Kaplan\u2013Meier curve with its 95% band (log\u2013log), read every half year. A patient leaves "
        "the risk set at the last visit from which a worsening could still have been confirmed."
    )
    return f"{text} Dashed: unconfirmed worsening counted, and not." if curves.dashed else text


def _description(finding: Finding, curves: Curves) -> str:
    parts = [f"Asserted: {asserted_text(curves.asserted)}."]
    for name, line in curves.dashed:
        share = line_at(line, curves.reading_day)
        parts.append(f"Unconfirmed worsening {name}: {percent_number(share)}%.")
    if finding.bounds is not None:
        worst, best = plain(finding.bounds.worst, finding.unit), plain(finding.bounds.best, finding.unit)
        parts.append(f"Patients not seen: worst case {worst}, best case {best}.")
    return " ".join(parts)


def _note(finding: Finding, curves: Curves, sharing: Sharing) -> str:
    parts = []
    naive = finding.picture.get("naive_at_horizon")
    if naive is not None and not math.isnan(naive):
        parts.append(
            f"Without the rule on the last confirmable visit the curve would read {percent_number(naive)}%."
        )
    if finding.bounds is not None and finding.bounds.n_unseen:
        worst, best = plain(finding.bounds.worst, finding.unit), plain(finding.bounds.best, finding.unit)
        parts.append(f"If every patient not seen had worsened {worst}, if none {best}.")
    if not curves.comparator:
        parts.append("No comparison group: the curve alone does not say what the therapy did.")
    if curves.reading_day > curves.horizon_day:
        when = years_words(curves.horizon_day)
        parts.append(
            f"Read on day {curves.reading_day:,.0f}, when the visits due at {when} have taken place."
        )
    parts.append(f"Drawn only while at least {LEAST_AT_RISK} are at risk. ")
    if not sharing.internal:
        parts.append(f"A dash below the axis: {sharing.few} apart from a number beside it.")
    return " ".join(part.strip() for part in parts)


def _data(curves: Curves) -> DataTable:
    rows = []
    for point in curves.treated:
        other = value_at(curves.comparator, point.day)
        numbers = (f"{percent_number(number)}%" for number in (point.share, point.lower, point.upper))
        rows.append(
            (
                f"{point.day / DAYS_PER_YEAR:.1f}",
                *numbers,
                f"{percent_number(other.share)}%" if other else EN_DASH,
            )
        )
    head = ("Years", "Free of worsening", "lower", "upper", "Comparison group")
    return DataTable(head, tuple(rows), frozenset(range(5)))
