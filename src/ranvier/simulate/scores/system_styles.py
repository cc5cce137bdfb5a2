"""How the disability of a patient is spread over seven functional systems at each step of the EDSS.

A *style* says which converted grades the system hit first, second … seventh has at each step. It is chosen
so that the published rule gives exactly that step, and that two systems at most change from one step to the
next. From EDSS 4.5 on walking decides; the system by which it fails then has a least grade at each step. All
of it is assumed, in the likeness of a small sample (source S256 of docs/reference/sources.md); that each row
scores to its step is a fact, and tested.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class SystemStyle:
    """One way in which disability is spread.

    share: of the patients. grades: one word of seven converted grades a step, from EDSS 0 to 9.5, the system
    hit first in front.
    """

    name: str
    share: float
    grades: tuple[str, ...]


SYSTEM_STYLES = (
    SystemStyle(
        "several systems, one leading",
        0.45,
        (
            *("0000000", "1000000", "1100000", "2100000", "2210000", "2221000", "3221000", "3321000"),
            *("3321000", "3321100", "3322100", "3322100", "4322110", "4332110", "4432111", "5432211"),
            *("5533211", "5543311", "5554311"),
        ),
    ),
    SystemStyle(
        "one system nearly alone",
        0.20,
        (
            *("0000000", "1000000", "1100000", "2100000", "2200000", "3100000", "3200000", "4100000"),
            *("4110000", "4210000", "4210000", "4211000", "4221000", "4321100", "5331100", "5332110"),
            *("5432110", "5442210", "5543210"),
        ),
    ),
    SystemStyle(
        "many systems, each a little",
        0.20,
        (
            *("0000000", "1000000", "1110000", "2111000", "2211100", "2222100", "2222200", "2222220"),
            *("2222220", "3222220", "3222220", "3322220", "4322220", "4332220", "4333220", "5433220"),
            *("5443221", "5444321", "5554321"),
        ),
    ),
    SystemStyle(
        "two systems leading",
        0.15,
        (
            *("0000000", "1000000", "1100000", "2100000", "2210000", "3110000", "3310000", "3320000"),
            *("3321000", "3321000", "3321100", "3331100", "4331100", "4431100", "4432110", "5442110"),
            *("5542210", "5543310", "5554310"),
        ),
    ),
)
"""The styles and how many patients have each."""

FIRST_HIT = {
    "pyramidal": 2.2,
    "sensory": 2.0,
    "bowel_bladder": 1.6,
    "cerebellar": 1.5,
    "cerebral": 1.0,
    "brainstem": 0.9,
    "visual": 0.8,
}
"""How easily each system is hit, beside the others: the next one is drawn in proportion (assumed)."""

WALKING_FAILS_BY = {"pyramidal": 0.85, "cerebellar": 0.15}
"""The system by which patients lose the ability to walk, and their shares (assumed)."""

FAILING_GRADES = (2, 3, 3, 3, 3, 4, 4, 5, 5, 5, 5)
"""The least grade of that system from EDSS 4.5 to 9.5 (assumed)."""

LIMITED_WALK_FROM = ((3.0, 0.10), (3.5, 0.10), (4.0, 0.60))
"""EDSS from which walking is limited but 500 m and more, and the share of patients (assumed); the others walk
without limit up to 4.0."""

AIDED_EDSS = (6.0, 6.5)
"""The steps that several grades of the longer list of ambulation stand for."""

AID_SHARES = ((0.10, 0.70, 0.20), (0.25, 0.75))
"""How many patients have each of those grades, in order: at 6.0 none (below 100 m), one side, both sides; at
6.5 one side, both sides (assumed)."""


def style_grades() -> NDArray[np.int8]:
    """Converted grades by style, step and place in the order of hits."""
    return np.array([[list(map(int, row)) for row in style.grades] for style in SYSTEM_STYLES], np.int8)


def failing_grades() -> NDArray[np.int8]:
    """The least converted grade, by step, of the system by which walking fails."""
    n_before = len(SYSTEM_STYLES[0].grades) - len(FAILING_GRADES)
    return np.array([0] * n_before + list(FAILING_GRADES), np.int8)
