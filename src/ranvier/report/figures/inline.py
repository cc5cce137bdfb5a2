"""The small plot of a claim's row: found, worst to best case, asserted and expected without effect."""

from __future__ import annotations

from markupsafe import Markup

from ranvier.claims.basis.finding import Finding
from ranvier.claims.language.asserted import AssertedSet
from ranvier.claims.language.wording import asserted_text
from ranvier.estimates.result import Estimate
from ranvier.report.figures.drawing import Drawing
from ranvier.report.figures.scale import Scale, better_to_the_right
from ranvier.report.numbers import interval, is_points, is_share, plain, span, tick_text

_WIDTH, _HEIGHT = 236.0, 48.0
_TOP, _BAND = 6.0, 22.0


def draw_inline(finding: Finding, asserted: AssertedSet) -> Markup:
    """The plot of a finding against what is asserted; its label carries every number in it."""
    found = finding.found
    if found is None or not found.is_known:
        return Markup("")
    scale = _scale(finding, asserted, found)
    sheet = Drawing(_WIDTH, _HEIGHT)
    left, width = scale.span(asserted.low, asserted.high)
    sheet.rect(left - max(3 - width, 0) / 2, _TOP, max(width, 3), _BAND, "asserted")
    if finding.null is not None:
        left, width = scale.span(finding.null.lower, finding.null.upper)
        sheet.rect(left, _TOP, width, _BAND, "hatch")
    if finding.bounds is not None:
        left, width = scale.span(finding.bounds.lower, finding.bounds.upper)
        sheet.capped(left, left + width, _TOP + _BAND - 4, "thin")
    _draw_found(sheet, found, scale)
    _draw_axis(sheet, scale, finding.unit)
    return sheet.inline(label_of(finding, asserted))


def label_of(finding: Finding, asserted: AssertedSet) -> str:
    """Everything the plot shows, in words."""
    parts, unit = [], finding.unit
    if finding.found is not None:
        parts.append(f"found {plain(finding.found.estimate, unit)}, {interval(finding.found, unit)}")
    if finding.bounds is not None:
        worst, best = plain(finding.bounds.worst, unit), plain(finding.bounds.best, unit)
        parts.append(f"worst case {worst}, best case {best}")
    parts.append(f"asserted {asserted_text(asserted)}")
    if finding.null is not None:
        parts.append(f"expected without effect {span(finding.null.lower, finding.null.upper, unit)}")
    side = "higher" if finding.higher_is_better else "lower"
    return f"{'; '.join(parts)}. Better ({side}) is to the right."


def _scale(finding: Finding, asserted: AssertedSet, found: Estimate) -> Scale:
    numbers = [found.estimate, found.lower, found.upper, asserted.low, asserted.high]
    if finding.bounds is not None:
        numbers += [finding.bounds.lower, finding.bounds.upper]
    if finding.null is not None:
        numbers += [finding.null.lower, finding.null.upper]
    if is_points(finding.unit):
        numbers.append(0.0)
    return better_to_the_right(
        numbers,
        higher_is_better=finding.higher_is_better,
        place=(6, _WIDTH - 6),
        limits=(0, 100) if is_share(finding.unit) else None,
    )


def _draw_found(sheet: Drawing, found: Estimate, scale: Scale) -> None:
    y = _TOP + 9
    if found.has_interval:
        left, width = scale.span(found.lower, found.upper)
        sheet.line(left, y, left + width, y, "found")
    sheet.disc(scale.at(found.estimate), y, 4, "dot")


def _draw_axis(sheet: Drawing, scale: Scale, unit: str) -> None:
    y = _TOP + _BAND + 4
    sheet.line(6, y, _WIDTH - 6, y, "axis")
    ticks = scale.ticks(4)
    for number in ticks:
        x = scale.at(number)
        sheet.line(x, y, x, y + 3, "axis")
        anchor = "start" if x < 14 else "end" if x > _WIDTH - 14 else "middle"
        words = tick_text(number, unit, last=number == max(ticks))
        sheet.text(x, _HEIGHT - 2, words, "s", anchor=anchor, plain=True)
