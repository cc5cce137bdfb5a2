"""How the disability of a patient is spread over seven functional systems at each step of the EDSS.

A *style* says which converted grades the system hit first, second … seventh has at each step. It is chosen
so that the published rule gives exactly that step, and that two systems at most change from one step to the
next. From EDSS 4.5 on walking decides, and the grades only keep it company. All of it is assumed (source
S256 of docs/reference/sources.md); only that each row scores to its step is a fact, and tested.
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
            *("3321100", "3322100", "3332100", "4332110", "4333111", "4433111", "5433211", "5443221"),
            *("5444222", "5544322", "5554422"),
        ),
    ),
    SystemStyle(
        "one system nearly alone",
        0.20,
        (
            *("0000000", "1000000", "1100000", "2100000", "2200000", "3100000", "3200000", "4100000"),
            *("4110000", "4210000", "4211000", "4311100", "4321110", "5321110", "5421111", "5432111"),
            *("5532211", "5533221", "5544221"),
        ),
    ),
    SystemStyle(
        "many systems, each a little",
        0.20,
        (
            *("0000000", "1000000", "1110000", "2111000", "2211100", "2222100", "2222200", "2222220"),
            *("3222220", "3322220", "3322221", "4322221", "4332221", "4333221", "5433221", "5443222"),
            *("5444322", "5544332", "5554432"),
        ),
    ),
    SystemStyle(
        "two systems leading",
        0.15,
        (
            *("0000000", "1000000", "1100000", "2100000", "2210000", "3110000", "3310000", "3320000"),
            *("3321000", "3331000", "3331100", "4331110", "4431110", "4432111", "5432211", "5442221"),
            *("5543221", "5553321", "5554421"),
        ),
    ),
)
"""The styles and how many patients have each."""

FIRST_HIT = {
    "pyramidal": 3.0,
    "sensory": 1.6,
    "cerebellar": 1.6,
    "bowel_bladder": 1.4,
    "visual": 0.8,
    "brainstem": 0.8,
    "cerebral": 0.8,
}
"""How easily each system is hit, beside the others: the next one is drawn in proportion (assumed)."""

LEGS_AMONG_FIRST = 3
"""The pyramidal or the cerebellar system is among the first three, so nobody needs an aid with good legs."""

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
