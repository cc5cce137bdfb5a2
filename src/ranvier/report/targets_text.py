"""Published figures beside simulated ones, for a terminal and as a page of the manual."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby

from ranvier.estimates.printed import MINUS
from ranvier.estimates.targets.compare import Comparison
from ranvier.simulate.targets.target import Target

_TITLES = {
    "people": "Who falls ill, and how long they live",
    "relapses": "How often relapses come",
    "recovery": "What a relapse does and leaves",
    "milestones": "When a lasting EDSS is reached",
    "progressive": "How progressive disease goes on",
    "yearly": "How the EDSS moves in a year",
    "register": "What registers find",
    "trials": "Arms of trials",
    "raters": "How raters agree",
}
_DIGITS = {"%": 1, "years": 1, "points": 2, "ratio": 2, "correlation": 2, "per year": 3, "points a year": 3}

_AT_THE_EDGE = "close to the edge of its band"

_FEW_COLUMNS = ("what", "simulated", "published", "difference", "band", "", "status", "study")

_HEAD = """# Simulated patients beside published figures

`ranvier simulate --targets` makes this table: untreated and treated cohorts, registers and arms of trials are
simulated with the shipped natural history, observed as the published studies observed theirs (visits, raters'
errors, who was let in) and measured with ranvier's own definitions and estimates. Each published figure
carries the band in which the simulated one may lie, and the reason for it. A figure outside its band is
shown as missing and says why; no band was widened for it. Sources (S…) are rows of [sources](sources.md),
studies (E…) are in the [literature](literature.md).

**What the table is good for.** The parameters marked *assumed* or *derived* were chosen with these figures in
view, so agreement with them is a check of consistency and no proof of the laws. Where published figures
contradict each other, the table says so. All patients are simulated.
"""


def render_targets(compared: Sequence[Comparison]) -> str:
    """The table for a terminal: a line a figure, group by group, and how many lie inside their bands."""
    lines = []
    for group, found in groupby(compared, key=lambda one: one.target.group):
        rows = [_few_cells(one) for one in found]
        widths = [max(len(row[place]) for row in [_FEW_COLUMNS, *rows]) for place in range(len(_FEW_COLUMNS))]
        lines += ["", _TITLES[group], _line(_FEW_COLUMNS, widths)]
        lines += [_line(row, widths) for row in rows]
    return "\n".join([*lines, "", *_missing_lines(compared), summary_line(compared)]).lstrip("\n")


def render_targets_page(compared: Sequence[Comparison]) -> str:
    """The same as a page in Markdown, with settings, reasons of bands, contradictions and what is missed."""
    parts = [_HEAD, f"\n{summary_line(compared)}\n"]
    for group, found in groupby(compared, key=lambda one: one.target.group):
        parts.append(f"\n## {_TITLES[group]}\n\n")
        parts.append("| figure | patients | simulated | published | band | inside | where from |\n")
        parts.append("|---|---|---|---|---|---|---|\n")
        rows = list(found)
        parts += [_page_row(one) for one in rows]
        parts += _remarks(rows)
    return "".join(parts)


def summary_line(compared: Sequence[Comparison]) -> str:
    """How many simulated figures lie inside their bands."""
    n_inside = sum(one.is_inside for one in compared)
    return f"{n_inside} of {len(compared)} simulated figures lie inside their bands."


def _few_cells(one: Comparison) -> tuple[str, ...]:
    target = one.target
    return (
        target.measures,
        _number(one.simulated, target),
        f"{_number(target.published, target)} {target.unit}",
        _signed(one),
        f"{_number(target.lower, target)} to {_number(target.upper, target)}",
        "inside" if one.is_inside else "MISSES",
        target.status.value,
        f"{_short_name(target.study)} {target.year} [{target.source}]",
    )


def _short_name(study: str) -> str:
    """The first author of a citation, or its first words."""
    first = study.removeprefix("AFFIRM: ").split(" et al")[0].split(":")[0].split(".")[0].split(",")[0]
    return first.strip()


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _missing_lines(compared: Sequence[Comparison]) -> list[str]:
    missing = [one.target for one in compared if not one.is_inside]
    lines = [f"misses: {target.measures}: {target.misses or _AT_THE_EDGE}" for target in missing]
    return [*lines, ""] if lines else []


def _page_row(one: Comparison) -> str:
    target = one.target
    cells = (
        f"`{target.key}` {target.measures}",
        f"{target.setting.value}; {target.patients}",
        _number(one.simulated, target),
        f"{_number(target.published, target)} {target.unit}",
        f"{_number(target.lower, target)} to {_number(target.upper, target)}: {target.band}",
        "yes" if one.is_inside else f"**no** ({_signed(one)})",
        f"{target.study} ({target.source}, {target.status.value})",
    )
    return f"| {' | '.join(cells)} |\n"


def _remarks(rows: Sequence[Comparison]) -> list[str]:
    """What figures speak for or against, and why some are missed."""
    notes = [f"- `{one.target.key}`: {one.target.note}.\n" for one in rows if one.target.note]
    missed = [
        f"- `{one.target.key}` is missed: {one.target.misses or _AT_THE_EDGE}.\n"
        for one in rows
        if not one.is_inside
    ]
    return ["\n", *notes, *missed] if notes or missed else []


def _number(value: float, target: Target) -> str:
    if not math.isfinite(value):
        return "never" if value > 0 else "none"
    return f"{value:.{_DIGITS[target.unit]}f}".replace("-", MINUS)


def _signed(one: Comparison) -> str:
    if not math.isfinite(one.difference):
        return "no number"
    text = f"{one.difference:+.{_DIGITS[one.target.unit]}f}"
    return text.replace("-", MINUS)
