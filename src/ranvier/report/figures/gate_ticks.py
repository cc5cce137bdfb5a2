"""One tick a check: critical ones first, then minor; height and weight carry the result."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ranvier.report.figures.drawing import Drawing
from ranvier.vocabulary.outcomes import GateStatus, Severity

_HEIGHTS = {
    GateStatus.FAIL: 14.0,
    GateStatus.FLAG: 10.0,
    GateStatus.PASS: 5.0,
    GateStatus.NOT_ASSESSABLE: 2.0,
}
_LOOKS = {
    GateStatus.FAIL: "tick fail",
    GateStatus.FLAG: "tick flag",
    GateStatus.PASS: "tick",
    GateStatus.NOT_ASSESSABLE: "tick",
}
_STEP, _GAP = 5.0, 9.0


def draw_gate_ticks(results: Sequence[tuple[Severity, GateStatus]]) -> Markup:
    """Tall: fail. Middle: flag. Short: pass. Dot: not assessable."""
    groups = [
        sorted((status for severity, status in results if severity is wanted), key=list(_HEIGHTS).index)
        for wanted in (Severity.CRITICAL, Severity.MINOR)
    ]
    sheet = Drawing(_GAP + _STEP * sum(map(len, groups)) + 4, 16)
    marks: dict[str, list[tuple[float, float]]] = {}
    x = 2.0
    for group in groups:
        for status in group:
            marks.setdefault(_LOOKS[status], []).append((x, _HEIGHTS[status]))
            x += _STEP
        x += _GAP if group else 0
    for look, places in marks.items():
        sheet.uprights(places, 15, look)
    return sheet.inline(_words(groups))


def _words(groups: Sequence[Sequence[GateStatus]]) -> str:
    parts = []
    for name, group in zip(("Critical", "Minor"), groups, strict=True):
        counts = {status: group.count(status) for status in _HEIGHTS if status in group}
        told = ", ".join(f"{n} {status.value.replace('_', ' ')}" for status, n in counts.items())
        parts.append(f"{name} checks: {told or 'none'}")
    return ". ".join(parts)
