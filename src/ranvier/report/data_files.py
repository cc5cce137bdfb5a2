"""The data behind every figure as CSV, one file a figure."""

from __future__ import annotations

from ranvier.claims.verdict import Examination
from ranvier.report.figures.figure import Figure
from ranvier.report.page import figures_of


def data_files(examination: Examination, *, internal: bool = False) -> dict[str, str]:
    """File name and text of each figure's data, in the order of the figures."""
    figures: tuple[Figure, ...] = figures_of(examination, internal=internal)
    return {f"data/{figure.name}.csv": figure.data.csv() for figure in figures}
