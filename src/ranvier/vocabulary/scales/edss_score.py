"""The EDSS of one examination, with the rule that gave it and what does not fit together.

The EDSS is the higher of what the functional systems ask for (fs_step.py) and the least that walking
allows (ambulation.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from numbers import Integral

from ranvier.errors import DataFaults, RanvierError
from ranvier.vocabulary.scales.ambulation import (
    AMBULATION_ROWS,
    FIRST_AID_GRADE,
    AmbulationRow,
    highest_grade,
    least_edss,
)
from ranvier.vocabulary.scales.edss_convention import (
    FLOOR_EDSS,
    FLOOR_GRADE,
    FLOOR_RULE_ID,
    TABLE_AS_PRINTED,
    EdssConvention,
)
from ranvier.vocabulary.scales.edss_flags import EdssFlag
from ranvier.vocabulary.scales.fs_step import FsRow, fs_row
from ranvier.vocabulary.scales.functional_systems import (
    CEREBELLAR,
    CEREBRAL,
    HIGHEST_CONVERTED,
    PYRAMIDAL,
    SENSORY,
    SYSTEMS,
    Grades,
)
from ranvier.vocabulary.visits import AmbulationCoding


@dataclass(frozen=True)
class EdssScore:
    """The EDSS of one examination.

    edss: None where it cannot be known. rule: the row that gave it, F1 to F22 of the functional systems,
    N0 to N16 or G0 to G13 of ambulation, or FLOOR; None without a score. flags: see MEANINGS.
    """

    edss: float | None
    rule: str | None
    flags: tuple[EdssFlag, ...] = ()


def edss_of(
    grades: Grades,
    ambulation: int | None,
    coding: AmbulationCoding,
    convention: EdssConvention = TABLE_AS_PRINTED,
) -> EdssScore:
    """The EDSS of seven raw functional systems and a grade of ambulation (sources S39, S40, S41).

    A grade may be None. The score is given all the same where every grade the missing system could have
    leads to the same EDSS, as from ambulation 4 on; otherwise it is None. Raises DataFaults that names
    every grade its list does not have.

    >>> edss_of(Grades(1, 2, 1, 3, 1, 4, 2), 1, AmbulationCoding.NEUROSTATUS_16)
    EdssScore(edss=4.0, rule='F10', flags=())
    """
    _refuse_impossible(grades, ambulation, coding)
    if ambulation is None:
        missing = (EdssFlag.FS_MISSING,) if None in grades else ()
        return EdssScore(None, None, (EdssFlag.AMBULATION_MISSING, *missing))
    walk = AMBULATION_ROWS[coding][ambulation]
    known = [0 if grade is None else grade for grade in grades]
    edss, rule = _edss(known, walk, convention)
    flags = _misfits(grades, _step_row(known, convention), walk, coding)
    if None not in grades:
        return EdssScore(edss, rule, flags)
    flags = (EdssFlag.FS_MISSING, *flags)
    worst = [
        system.highest_raw if grade is None else grade for grade, system in zip(grades, SYSTEMS, strict=True)
    ]
    same = _edss(worst, walk, convention)[0] == edss
    return EdssScore(edss, rule, flags) if same else EdssScore(None, None, flags)


def _edss(raw: Sequence[int], walk: AmbulationRow, convention: EdssConvention) -> tuple[float, str]:
    row, least = _step_row(raw, convention), least_edss(walk, convention)
    edss, rule = (row.step, row.id) if row.step >= least else (least, walk.id)
    if convention.floor_rule and edss < FLOOR_EDSS and FLOOR_GRADE in (raw[PYRAMIDAL], raw[SENSORY]):
        return FLOOR_EDSS, FLOOR_RULE_ID
    return edss, rule


def _step_row(raw: Sequence[int], convention: EdssConvention) -> FsRow:
    return fs_row(converted_grades(raw, convention))


def converted_grades(raw: Sequence[int], convention: EdssConvention = TABLE_AS_PRINTED) -> list[int]:
    """The grades the rule uses, of seven raw ones in the order of SYSTEMS.

    >>> converted_grades([6, 0, 6, 0, 0, 4, 1])
    [4, 0, 5, 0, 0, 3, 1]
    """
    converted = [system.converted[grade] for system, grade in zip(SYSTEMS, raw, strict=True)]
    if not convention.cerebral_1_counted and raw[CEREBRAL] == 1:
        converted[CEREBRAL] = 0
    return converted


def _misfits(
    grades: Grades, row: FsRow, walk: AmbulationRow, coding: AmbulationCoding
) -> tuple[EdssFlag, ...]:
    """What does not fit together in the grades that are known."""
    raw = list(grades)
    highest = max(
        (system.converted[grade] for system, grade in zip(SYSTEMS, raw, strict=True) if grade is not None),
        default=0,
    )
    alive = walk.grade < highest_grade(coding)
    found = {
        EdssFlag.FS_5_WALKS_300_M: highest == HIGHEST_CONVERTED and walk.grade <= 2,
        EdssFlag.GRADE_6_WALKS: FLOOR_GRADE in (raw[PYRAMIDAL], raw[SENSORY]) and walk.edss < FLOOR_EDSS,
        EdssFlag.AID_WITHOUT_LEG_SIGNS: walk.grade >= FIRST_AID_GRADE
        and alive
        and raw[PYRAMIDAL] == 0
        and raw[CEREBELLAR] == 0,
        EdssFlag.STEP_4_5_WALKS_FREELY: walk.grade == 0 and row.step >= 4.5,
    }
    return tuple(flag for flag, holds in found.items() if holds)


def _refuse_impossible(grades: Grades, ambulation: int | None, coding: AmbulationCoding) -> None:
    limits = [(system.column, system.highest_raw) for system in SYSTEMS]
    limits.append(("ambulation", highest_grade(coding)))
    problems = [
        RanvierError(f"'{name}' must be a whole grade from 0 to {highest}", where=name)
        for (name, highest), grade in zip(limits, [*grades, ambulation], strict=True)
        if grade is not None and not _is_grade(grade, highest)
    ]
    if problems:
        count = "1 grade is" if len(problems) == 1 else f"{len(problems)} grades are"
        raise DataFaults(problems, headline=f"No EDSS: {count} impossible")


def _is_grade(grade: object, highest: int) -> bool:
    return isinstance(grade, Integral) and not isinstance(grade, bool) and 0 <= int(grade) <= highest
