"""Tables in which the EDSS of many examinations is looked up, made once from the rows of the rule.

How many systems have which grade is packed into one number, the *key*: a system of grade 1, 2, 3, 4 or 5 adds
1, 8, 64, 512 or 4096. Seven systems never carry over, so each key stands for one row of the rule.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import NDArray

from ranvier.vocabulary.edss import TICKS_PER_POINT
from ranvier.vocabulary.scales.ambulation import AMBULATION_ROWS, highest_grade, least_edss
from ranvier.vocabulary.scales.edss_convention import FLOOR_RULE_ID, EdssConvention
from ranvier.vocabulary.scales.fs_step import FS_ROWS, N_SYSTEMS, fs_row
from ranvier.vocabulary.scales.functional_systems import HIGHEST_CONVERTED
from ranvier.vocabulary.visits import AmbulationCoding

NOT_GRADED = -1
"""Stands for a grade or a list of grades that was not recorded."""

NO_SCORE = -1
"""Stands for an EDSS that cannot be known, and for the rule it would have."""

CODINGS = tuple(AmbulationCoding)
"""An array of lists of grades holds places in this tuple."""

RULE_IDS = (
    *(row.id for row in FS_ROWS),
    *(row.id for coding in CODINGS for row in AMBULATION_ROWS[coding]),
    FLOOR_RULE_ID,
)
"""An array of rules holds places in this tuple."""

WEIGHTS = (0, 1, 8, 64, 512, 4096)
"""What a system adds to the key, by its converted grade."""


@cache
def row_of_key() -> NDArray[np.int8]:
    """The place of the row of the rule for each key that seven systems can have."""
    rows = np.full(N_SYSTEMS * WEIGHTS[HIGHEST_CONVERTED] + 1, NO_SCORE, np.int8)
    for grades in combinations_with_replacement(range(HIGHEST_CONVERTED + 1), N_SYSTEMS):
        rows[sum(WEIGHTS[grade] for grade in grades)] = FS_ROWS.index(fs_row(grades))
    return rows


@cache
def step_ticks() -> NDArray[np.int8]:
    """The FS step in half points of each row of the rule."""
    return np.array([row.step * TICKS_PER_POINT for row in FS_ROWS], np.int8)


@cache
def walk_ticks(convention: EdssConvention) -> NDArray[np.int8]:
    """The least EDSS in half points of each row of ambulation, over all lists."""
    return np.array(
        [
            least_edss(row, convention) * TICKS_PER_POINT
            for coding in CODINGS
            for row in AMBULATION_ROWS[coding]
        ],
        np.int8,
    )


@cache
def walk_grades() -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
    """The grade of each row of ambulation, and whether it is below the last, which is death."""
    rows = [
        (row.grade, row.grade < highest_grade(coding))
        for coding in CODINGS
        for row in AMBULATION_ROWS[coding]
    ]
    grade, alive = zip(*rows, strict=True)
    return np.array(grade, np.int8), np.array(alive, np.bool_)
