"""The EDSS of many examinations at once, by looking up rows instead of testing them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.vocabulary.edss import TICKS_PER_POINT
from ranvier.vocabulary.scales.ambulation import FIRST_AID_GRADE, highest_grade
from ranvier.vocabulary.scales.edss_convention import (
    FLOOR_EDSS,
    FLOOR_GRADE,
    FLOOR_RULE_ID,
    TABLE_AS_PRINTED,
    EdssConvention,
)
from ranvier.vocabulary.scales.edss_flags import EdssFlag
from ranvier.vocabulary.scales.edss_lookup import (
    CODINGS,
    NO_SCORE,
    NOT_GRADED,
    RULE_IDS,
    WEIGHTS,
    row_of_key,
    step_ticks,
    walk_grades,
    walk_ticks,
)
from ranvier.vocabulary.scales.fs_step import FS_ROWS
from ranvier.vocabulary.scales.functional_systems import (
    CEREBELLAR,
    CEREBRAL,
    HIGHEST_CONVERTED,
    PYRAMIDAL,
    SENSORY,
    SYSTEMS,
)

Codes = NDArray[np.int8]

_FLOOR_TICKS = int(FLOOR_EDSS * TICKS_PER_POINT)


class EdssScores(NamedTuple):
    """The scores of *n* examinations.

    ticks: EDSS in half points, NO_SCORE where it cannot be known. rule: places in RULE_IDS, NO_SCORE without
    a score. flags: bits of EdssFlag.
    """

    ticks: NDArray[np.int8]
    rule: NDArray[np.int8]
    flags: NDArray[np.int16]


def edss_arrays(
    grades: Codes, ambulation: Codes, coding: Codes, convention: EdssConvention = TABLE_AS_PRINTED
) -> EdssScores:
    """The EDSS of *n* examinations; the same as `edss_of` for each (sources S39, S40, S41).

    grades: shape (7, n), raw, in the order of SYSTEMS. ambulation: shape (n,). coding: shape (n,), places in
    CODINGS. NOT_GRADED stands for what was not recorded; any other number that a list does not have leaves
    the row without a score and with the flag IMPOSSIBLE_GRADE.
    """
    possible = _possible(grades, ambulation, coding)
    graded = ~(grades == NOT_GRADED).any(axis=0)
    scored = possible & (ambulation != NOT_GRADED) & (coding != NOT_GRADED)
    walk = _walk_rows(ambulation, coding, scored)
    known = np.where(possible, np.maximum(grades, 0), 0).astype(np.int8)
    keys = _keys(known, convention)
    ticks, rule = _scores(keys, known, walk, convention)
    flags = _flags(grades, keys, walk, graded, scored)
    flags |= _why_none(possible, ambulation, coding)
    certain = graded.copy()
    open_rows = np.flatnonzero(scored & ~graded)
    worst = _worst(grades[:, open_rows])
    certain[open_rows] = (
        _scores(_keys(worst, convention), worst, walk[open_rows], convention)[0] == ticks[open_rows]
    )
    none = ~(scored & certain)
    ticks[none] = NO_SCORE
    rule[none] = NO_SCORE
    return EdssScores(ticks, rule, flags)


def _possible(grades: Codes, ambulation: Codes, coding: Codes) -> NDArray[np.bool_]:
    """Whether each row holds only grades that their lists have, or none."""
    highest = np.array([system.highest_raw for system in SYSTEMS], np.int8)[:, None]
    possible = ((grades >= NOT_GRADED) & (grades <= highest)).all(axis=0)
    known_coding = (coding >= NOT_GRADED) & (coding < len(CODINGS))
    # without a list of grades a grade is held against the longest list
    longest = np.array([*map(highest_grade, CODINGS), max(map(highest_grade, CODINGS))], np.int8)
    limit = longest[np.where(known_coding, coding, NOT_GRADED)]
    fits: NDArray[np.bool_] = possible & known_coding & (ambulation >= NOT_GRADED) & (ambulation <= limit)
    return fits


def _walk_rows(ambulation: Codes, coding: Codes, scored: NDArray[np.bool_]) -> Codes:
    """Places of the rows of ambulation, counted over all lists; the first where there is no score."""
    start = np.array([0, *np.cumsum([highest_grade(one) + 1 for one in CODINGS])], np.int8)
    return np.where(scored, start[np.where(scored, coding, 0)] + ambulation, 0).astype(np.int8)


def _keys(raw: Codes, convention: EdssConvention) -> NDArray[np.int16]:
    """How many systems have which converted grade, as one number a row."""
    keys = np.zeros(raw.shape[1], np.int16)
    for place, system in enumerate(SYSTEMS):
        weights = np.array([WEIGHTS[grade] for grade in system.converted], np.int16)
        if place == CEREBRAL and not convention.cerebral_1_counted:
            weights[1] = 0
        keys += weights[raw[place]]
    return keys


def _scores(
    keys: NDArray[np.int16], raw: Codes, walk: Codes, convention: EdssConvention
) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """Ticks and rules of rows without a gap."""
    row = row_of_key()[keys]
    step, least = step_ticks()[row], walk_ticks(convention)[walk]
    ticks = np.maximum(step, least)
    rule = np.where(step >= least, row, walk + np.int8(len(FS_ROWS)))
    if convention.floor_rule:
        lifted = _has_grade_6(raw) & (ticks < _FLOOR_TICKS)
        ticks[lifted] = _FLOOR_TICKS
        rule[lifted] = RULE_IDS.index(FLOOR_RULE_ID)
    return ticks, rule


def _worst(grades: Codes) -> Codes:
    """The highest grade wherever none was recorded."""
    highest = np.array([system.highest_raw for system in SYSTEMS], np.int8)[:, None]
    return np.where(grades == NOT_GRADED, highest, grades)


def _has_grade_6(raw: Codes) -> NDArray[np.bool_]:
    six: NDArray[np.bool_] = (raw[PYRAMIDAL] == FLOOR_GRADE) | (raw[SENSORY] == FLOOR_GRADE)
    return six


def _flags(
    grades: Codes,
    keys: NDArray[np.int16],
    walk: Codes,
    graded: NDArray[np.bool_],
    scored: NDArray[np.bool_],
) -> NDArray[np.int16]:
    """What does not fit together in the grades that are known, and whether any is not."""
    grade, alive = walk_grades()
    grade, alive = grade[walk], alive[walk]
    no_leg_signs = (grades[PYRAMIDAL] == 0) & (grades[CEREBELLAR] == 0)
    step = step_ticks()[row_of_key()[keys]]
    found = {
        EdssFlag.FS_5_WALKS_300_M: (keys >= WEIGHTS[HIGHEST_CONVERTED]) & (grade <= 2),
        EdssFlag.GRADE_6_WALKS: _has_grade_6(grades) & (walk_ticks(TABLE_AS_PRINTED)[walk] < _FLOOR_TICKS),
        EdssFlag.AID_WITHOUT_LEG_SIGNS: (grade >= FIRST_AID_GRADE) & alive & no_leg_signs,
        EdssFlag.STEP_4_5_WALKS_FREELY: (grade == 0) & (step >= 4.5 * TICKS_PER_POINT),
    }
    flags = np.where(graded, 0, EdssFlag.FS_MISSING.bit).astype(np.int16)
    for flag, holds in found.items():
        flags |= np.where(holds & scored, np.int16(flag.bit), np.int16(0))
    return flags


def _why_none(possible: NDArray[np.bool_], ambulation: Codes, coding: Codes) -> NDArray[np.int16]:
    """Why a row has no score whatever its functional systems are."""
    flags = np.where(possible, 0, EdssFlag.IMPOSSIBLE_GRADE.bit)
    flags |= np.where(ambulation == NOT_GRADED, EdssFlag.AMBULATION_MISSING.bit, 0)
    flags |= np.where(coding == NOT_GRADED, EdssFlag.CODING_MISSING.bit, 0)
    return flags.astype(np.int16)
