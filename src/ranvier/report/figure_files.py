"""Every figure as a drawing and as the data behind it, one file each."""

from __future__ import annotations

import re

from ranvier.claims.judging.verdict import Examination
from ranvier.report.figures.figure import Figure
from ranvier.report.figures.standalone import standalone_figure
from ranvier.report.masked import masked_csv, masked_markup
from ranvier.report.page import figures_of
from ranvier.report.sharing_of import sharing_of

INTERNAL = "internal-"
"""Begins the name of every file of a figure that must not be shared."""

_NAMED = re.compile(
    rf"(?:{INTERNAL})?(?:flow|timing|(?:change|definitions|free|null|published|patients)-claim-[a-z0-9-]+)\.(?:csv|svg)"
)


def figure_files(examination: Examination, *, internal: bool = False) -> dict[str, str]:
    """File name and text of each figure's drawing and data, in the order of the figures.

    Files that must not be shared say so in their name.
    """
    sharing = sharing_of(examination, internal=internal)
    figures: tuple[Figure, ...] = figures_of(examination, internal=internal)
    before = INTERNAL if internal else ""
    files: dict[str, str] = {}
    for figure in figures:
        files[f"data/{before}{figure.name}.csv"] = masked_csv(figure.data.csv(), sharing)
        files[f"figures/{before}{figure.name}.svg"] = masked_markup(standalone_figure(figure), sharing)
    return files


def is_figure_file(name: str) -> bool:
    """Whether a file of the folders `data` and `figures` is named as ranvier names what is of a figure."""
    return _NAMED.fullmatch(name) is not None
