"""What would be seen without any effect: the envelope with its variants, and this programme beside it."""

from __future__ import annotations

from ranvier.claims.basis.finding import Finding, NullBand, NullShare, NullVariant
from ranvier.claims.language.asserted import AssertedSet
from ranvier.claims.language.wording import asserted_text
from ranvier.estimates.result import Estimate
from ranvier.report.figures.change_sheet import Sheet
from ranvier.report.figures.change_strip import draw_strip, strip_height
from ranvier.report.figures.drawing import Drawing
from ranvier.report.figures.figure import NARROW, WIDE, DataTable, Figure
from ranvier.report.figures.null_shares import draw_shares, shares_height
from ranvier.report.figures.scale import Scale, better_to_the_right
from ranvier.report.numbers import interval, is_points, is_share, plain, sentence_case, span, tick_text
from ranvier.report.small_cells import Sharing

_AXIS = 44.0

_MEASURED = {
    "edss_change_mean": "the mean EDSS would change by {ends} points",
    "edss_change_median": "the median EDSS would change by {ends} points",
    "edss_fall_share": "{ends} would improve as much",
    "case_typicality": "{ends} would improve as much",
    "free_of_worsening": "{ends} would stay free of confirmed worsening",
    "free_among_followed": "{ends} of those followed would stay free of confirmed worsening",
    "improved_by_day": "{ends} would have improved by then",
}
"""What is expected without effect, in words, for each endpoint with a band."""


def draw_null_band(finding: Finding, asserted: AssertedSet, sharing: Sharing, name: str) -> Figure | None:
    """The null band of a finding, where no other figure of the claim shows all of it; else None.

    The figure of changes shows the band of a mean or median already, but not how it moves with the share of
    baselines in a relapse.
    """
    found, null = finding.found, finding.null
    if found is None or null is None or not found.is_known or sharing.withholds(found):
        return None
    if is_points(finding.unit) and finding.picture.get("changes") and not null.by_relapse_share:
        return None
    title, words = _title(finding, found, null), _description(finding, asserted, null)
    short = (
        f"Without any effect {ends_words(null, finding.unit)}; found {plain(found.estimate, finding.unit)}."
    )
    wide = _draw(finding, asserted, found, null, WIDE).svg(short, words, f"{name}-w")
    narrow = _draw(finding, asserted, found, null, NARROW).svg_named_by(f"{name}-w")
    return Figure(name, title, _what(finding, null, sharing), wide, narrow, _data(finding, null), _note(null))


def ends_words(null: NullBand | NullShare, unit: str) -> str:
    """The band from its lower to its upper end: "35 to 58%"."""
    if is_share(unit):
        return f"{plain(null.lower, unit).removesuffix('%')} to {plain(null.upper, unit)}"
    return span(null.lower, null.upper, unit)


def _title(finding: Finding, found: Estimate, null: NullBand) -> str:
    expected = _MEASURED[finding.endpoint].format(ends=ends_words(null, finding.unit))
    here = f"{plain(found.estimate, finding.unit)} ({interval(found, finding.unit)})"
    place = "inside" if null.lower <= found.estimate <= null.upper else "outside"
    return f"Without any effect {expected}; this programme, with {here}, lies {place} that band."


def _what(finding: Finding, null: NullBand, sharing: Sharing) -> str:
    label = sentence_case(sharing.text(finding.label))
    text = f"{label}, in this programme and re-created {null.n_programmes:,} times."
    if not null.by_relapse_share:
        return text
    none, every = (
        ends_words(share, finding.unit) for share in (null.by_relapse_share[0], null.by_relapse_share[-1])
    )
    return (
        f"{text} Relapses are not recorded, so nobody can say how many baselines were taken in one: "
        f"with none the band is {none}, with all {every}. {_inside(finding, null)}"
    )


def _inside(finding: Finding, null: NullBand) -> str:
    """With which shares of baselines in a relapse the number found lies inside the band."""
    assert finding.found is not None  # draw_null_band asks first
    number = finding.found.estimate
    inside = [
        share.relapse_percent for share in null.by_relapse_share if share.lower <= number <= share.upper
    ]
    here = plain(number, finding.unit)
    if not inside:
        return f"{here} lies outside with each share tried."
    if len(inside) == len(null.by_relapse_share):
        return f"{here} lies inside with each share tried."
    listed = ", ".join(str(share) for share in inside)
    return (
        f"{here} lies inside if {listed}% of baselines lay in a relapse, and outside with the other shares."
    )


def _description(finding: Finding, asserted: AssertedSet, null: NullBand) -> str:
    unit, plainest, most = finding.unit, null.variants[0], null.variants[-1]
    parts = [f"Asserted: {asserted_text(asserted)}."]
    parts += [
        f"{sentence_case(each.label)}: {span(each.lower, each.upper, unit)}." for each in (plainest, most)
    ]
    parts += [
        f"{share.relapse_percent}% of baselines in a relapse: {span(share.lower, share.upper, unit)}."
        for share in null.by_relapse_share
    ]
    return " ".join(parts)


def _note(null: NullBand) -> str:
    text = (
        f"{null.n_programmes:,} programmes for each of {len(null.variants)} ways in which this could look "
        "without an effect. The hatched envelope holds the middle 95% of each; the grey bars inside it are "
        "the ways one by one, from the top in the order of the table."
    )
    if null.by_relapse_share:
        text += (
            " Relapses are not recorded: envelope and bars are over every share of baselines in one; below "
            "stands the band for each share, with the middle of the course and rater error alone."
        )
    return f"{text} What is assumed stands under methods."


def _draw(finding: Finding, asserted: AssertedSet, found: Estimate, null: NullBand, width: float) -> Drawing:
    wide = width > NARROW
    top = strip_height(finding, wide=wide)
    foot = top + shares_height(null, wide=wide)
    drawing = Drawing(width, foot + _AXIS)
    place = (290.0, 780.0) if wide else (12.0, 336.0)
    sheet = Sheet(drawing, _scale(finding, asserted, found, null, place), top, foot)
    draw_strip(sheet, finding, asserted)
    draw_shares(sheet, null, found, finding.unit)
    _draw_axis(sheet, finding)
    return drawing


def _scale(
    finding: Finding, asserted: AssertedSet, found: Estimate, null: NullBand, place: tuple[float, float]
) -> Scale:
    numbers = [found.estimate, found.lower, found.upper, asserted.low, asserted.high, null.lower, null.upper]
    if finding.bounds is not None:
        numbers += [finding.bounds.worst, finding.bounds.best]
    return better_to_the_right(
        numbers,
        higher_is_better=finding.higher_is_better,
        place=place,
        limits=(0, 100) if is_share(finding.unit) else None,
    )


def _draw_axis(sheet: Sheet, finding: Finding) -> None:
    start, end, foot = sheet.scale.start, sheet.scale.end, sheet.foot
    sheet.drawing.line(start, foot, end, foot, "axis")
    ticks = sheet.scale.ticks(9 if sheet.is_wide else 5)
    sheet.drawing.uprights([(sheet.scale.at(number), 4) for number in ticks], foot + 4, "axis")
    for number in ticks:
        x = sheet.scale.at(number)
        words = tick_text(number, finding.unit, last=number == max(ticks))
        sheet.drawing.text(x, foot + 17, words, "s", anchor="middle", plain=True)
    sheet.drawing.text(start, foot + 35, "\u2190 worse", "s")
    sheet.drawing.text(end, foot + 35, "better \u2192", "s", anchor="end")


def _data(finding: Finding, null: NullBand) -> DataTable:
    """The envelope, its variants, and the envelope of each share of baselines in a relapse."""
    found, unit = finding.found, finding.unit
    assert found is not None  # draw_null_band asks first
    ends = (plain(found.lower, unit), plain(found.upper, unit)) if found.has_interval else ("", "")
    rows: list[tuple[str, ...]] = [
        ("found in this programme", "as recorded", ends[0], plain(found.estimate, unit), ends[1])
    ]
    whole = "0 to 100%" if null.by_relapse_share else "as recorded"
    rows.append(("envelope", whole, plain(null.lower, unit), "", plain(null.upper, unit)))
    rows += [_row(variant, whole, unit) for variant in null.variants]
    for share in null.by_relapse_share:
        percent = f"{share.relapse_percent}%"
        rows.append(("envelope", percent, plain(share.lower, unit), "", plain(share.upper, unit)))
    head = ("Without effect", "Baselines in a relapse", "lower", "middle", "upper")
    return DataTable(head, tuple(rows), frozenset(range(5)))


def _row(variant: NullVariant, share: str, unit: str) -> tuple[str, ...]:
    return (
        variant.label,
        share,
        *(plain(each, unit) for each in (variant.lower, variant.median, variant.upper)),
    )
