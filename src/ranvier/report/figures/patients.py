"""Single patients' changes: only for a report that stays inside; above 200 patients their deciles."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import quantiles

from ranvier.claims.basis.finding import Finding
from ranvier.report.figures.drawing import Drawing
from ranvier.report.figures.figure import NARROW, WIDE, DataTable, Figure
from ranvier.report.figures.scale import Scale, better_to_the_right
from ranvier.report.numbers import is_points, plain, tick_text

MOST_SINGLE_PATIENTS = 200


def draw_patients(finding: Finding, name: str) -> Figure | None:
    """One disc a patient by change, from `picture["patients"]`: (patient_id, change) pairs."""
    patients: Sequence[tuple[str, float]] = finding.picture.get("patients", ())
    if not patients or not is_points(finding.unit):
        return None
    rows = sorted(patients, key=lambda patient: (patient[1], patient[0]))
    single = len(rows) <= MOST_SINGLE_PATIENTS
    marks = [change for _, change in rows] if single else _deciles([change for _, change in rows])
    title = f"{finding.label}: {len(rows):,} patients one by one." if single else f"{finding.label}: deciles."
    what = "One disc a patient." if single else f"Above {MOST_SINGLE_PATIENTS} patients: nine deciles."
    sheets = [_draw(marks, finding, width) for width in (WIDE, NARROW)]
    data = [(patient, plain(change, finding.unit)) for patient, change in rows] if single else []
    data = data or [(f"{10 * (place + 1)}%", plain(mark, finding.unit)) for place, mark in enumerate(marks)]
    return Figure(
        name=name,
        finding=title,
        what=what,
        wide=sheets[0].svg(title, what, f"{name}-w"),
        narrow=sheets[1].svg_named_by(f"{name}-w"),
        data=DataTable(("Patient" if single else "Decile", "Change, points"), tuple(data), frozenset({0, 1})),
    )


def _deciles(changes: Sequence[float]) -> list[float]:
    return quantiles(changes, n=10, method="inclusive")


def _draw(marks: Sequence[float], finding: Finding, width: float) -> Drawing:
    scale = better_to_the_right(
        [*marks, 0.0], higher_is_better=finding.higher_is_better, place=(12, width - 12)
    )
    piles: dict[float, int] = {}
    for mark in marks:
        piles[mark] = piles.get(mark, 0) + 1
    step = min(9.0, 180 / max(piles.values()))
    drawing = Drawing(width, 60 + step * max(piles.values()))
    foot = drawing.height - 36
    for mark, n in sorted(piles.items()):
        for place in range(n):
            drawing.disc(scale.at(mark), foot - 6 - place * step, min(4.0, step / 2), "dot")
    _draw_axis(drawing, scale, finding.unit, foot)
    return drawing


def _draw_axis(drawing: Drawing, scale: Scale, unit: str, foot: float) -> None:
    drawing.line(scale.start, foot, scale.end, foot, "axis")
    for number in scale.ticks(9 if drawing.width > NARROW else 5):
        drawing.text(scale.at(number), foot + 16, tick_text(number, unit), "s", anchor="middle", plain=True)
    drawing.text(scale.start, foot + 32, "\u2190 worse", "s")
    drawing.text(scale.end, foot + 32, "better \u2192", "s", anchor="end")
