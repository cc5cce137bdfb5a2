"""The EDSS that walking asks for, by grade of ambulation, in both lists of grades.

Up to grade 3 a grade sets the least EDSS there can be; from grade 4 on it decides alone, because no
functional system asks for more than 5.0 (sources S37 and S41).
"""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.vocabulary.scales.edss_convention import LIMITED_WALK_EDSS, EdssConvention
from ranvier.vocabulary.visits import AmbulationCoding


@dataclass(frozen=True)
class AmbulationRow:
    """One grade of one list: the least EDSS it allows, and what it stands for in short."""

    id: str
    grade: int
    edss: float
    meaning: str


_NEUROSTATUS = (
    (0.0, "walks without limit"),
    (LIMITED_WALK_EDSS, "500 m or more, with a limit"),
    (4.5, "300 to below 500 m, no aid"),
    (5.0, "200 to below 300 m, no aid"),
    (5.5, "100 to below 200 m, no aid"),
    (6.0, "below 100 m, no aid"),
    (6.0, "aid on one side, 50 m or more"),
    (6.0, "aid on both sides, 120 m or more"),
    (6.5, "aid on one side, below 50 m"),
    (6.5, "aid on both sides, 5 to below 120 m"),
    (7.0, "wheelchair, alone; or below 5 m with an aid"),
    (7.5, "wheelchair, with some help"),
    (8.0, "bed or chair most of the day, arms of use"),
    (8.5, "bed much of the day, arms of some use"),
    (9.0, "helpless, speaks and eats"),
    (9.5, "wholly helpless"),
    (10.0, "death due to MS"),
)

_GRADES_13 = (0.0, LIMITED_WALK_EDSS, 4.5, 5.0, 5.5, 6.0, 6.5, 7.0, 7.5, 8.0, 8.5, 9.0, 9.5, 10.0)

AMBULATION_ROWS: dict[AmbulationCoding, tuple[AmbulationRow, ...]] = {
    AmbulationCoding.NEUROSTATUS_16: tuple(
        AmbulationRow(f"N{grade}", grade, edss, meaning) for grade, (edss, meaning) in enumerate(_NEUROSTATUS)
    ),
    AmbulationCoding.GRADES_13: tuple(
        AmbulationRow(f"G{grade}", grade, edss, _NEUROSTATUS[grade][1] if grade < 5 else f"EDSS {edss}")
        for grade, edss in enumerate(_GRADES_13)
    ),
}
"""Rows by list of grades; the place of a row is its grade (source S41)."""

LIMITED_WALK_GRADE = 1
"""In both lists 500 m or more, but not without limit."""

DECIDES_FROM_EDSS = 5.5
"""From here on ambulation alone decides."""

FIRST_AID_GRADE = 5
"""In both lists the first grade that means EDSS 6.0."""


def least_edss(row: AmbulationRow, convention: EdssConvention) -> float:
    """The least EDSS that walking so allows, under a convention.

    >>> row = AMBULATION_ROWS[AmbulationCoding.GRADES_13][1]
    >>> least_edss(row, EdssConvention()), least_edss(row, EdssConvention(kurtzke_500_m=True))
    (2.0, 4.0)
    """
    return convention.limited_walk_edss if row.grade == LIMITED_WALK_GRADE else row.edss


def highest_grade(coding: AmbulationCoding) -> int:
    """The highest grade of a list; it means death due to MS.

    >>> highest_grade(AmbulationCoding.GRADES_13)
    13
    """
    return len(AMBULATION_ROWS[coding]) - 1
