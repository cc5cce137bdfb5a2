"""The data behind every figure as CSV, one file a figure."""

from __future__ import annotations

import re

from ranvier.claims.verdict import Examination
from ranvier.report.figures.figure import Figure
from ranvier.report.masked import masked_csv
from ranvier.report.page import figures_of
from ranvier.report.sharing_of import sharing_of

INTERNAL = "internal-"
"""Begins the name of every data file that must not be shared."""

_NAMED = re.compile(
    rf"(?:{INTERNAL})?(?:flow|timing|(?:change|definitions|free|null|published|patients)-claim-[a-z0-9-]+)\.csv"
)


def data_files(examination: Examination, *, internal: bool = False) -> dict[str, str]:
    """File name and text of each figure's data, in the order of the figures.

    Files that must not be shared say so in their name.
    """
    sharing = sharing_of(examination, internal=internal)
    figures: tuple[Figure, ...] = figures_of(examination, internal=internal)
    before = INTERNAL if internal else ""
    return {f"data/{before}{figure.name}.csv": masked_csv(figure.data.csv(), sharing) for figure in figures}


def is_data_file(name: str) -> bool:
    """Whether a file of the folder `data` is named as ranvier names the data of a figure."""
    return _NAMED.fullmatch(name) is not None
