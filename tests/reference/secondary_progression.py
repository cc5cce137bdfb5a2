"""The slow twin of kernels/secondary_progression.py, and of the R package it comes from.

A visit is (day, EDSS, days since the latest relapse or None, grades): grades are the seven functional systems
and ambulation, pyramidal first, None where missing. As in sustained_change.py the defects of MSoutcomes 0.2.1
that are to be repeated are named; with none it is what ranvier does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

M3 = "M3: a lone first visit without the increase counts as one with it"
M4 = "M4: after an increase that did not last the search goes back to the first reference"
M5 = "M5: a leading system below its reference counts as raised"
ALL = frozenset({M3, M4, M5})

Grades = tuple[float | None, ...]


class Visit(NamedTuple):
    """One examination with an EDSS."""

    day: int
    edss: float
    since: int | None
    grades: Grades = (None,) * 8

    @property
    def has_grades(self) -> bool:
        return any(grade is not None for grade in self.grades)


class Rule(NamedTuple):
    """The settings in the words of the R package."""

    with_systems: bool = True
    min_edss: float = 4.0
    min_pyramidal: float = 2
    relapse_days: int = 30
    progression_days: float = 90.75
    regression_days: float = 272.25
    level_days: float = 181.5


class State(NamedTuple):
    """Rows that are searched, numbers into the visits, and the visit they are measured from."""

    rows: list[int]
    base: int


def diagnosis(
    visits: Sequence[Visit], rule: Rule, defects: frozenset[str] = frozenset()
) -> tuple[int, int] | None:
    """Onset of secondary progression and the visit it is measured from, as visit numbers; None without."""
    known = [n for n, visit in enumerate(visits) if visit.has_grades or not rule.with_systems]
    if len(visits) < 3 or not known or len(visits) - known[0] < 3:
        return None
    first = next((n for n in range(known[0], len(visits)) if _clear(visits[n], rule)), None)
    if first is None:
        return None
    state = State(list(range(first, len(visits))), first)
    while True:
        found, state_or_none = _step(visits, state, first, rule, defects)
        if found is not None:
            return found, state.base
        if state_or_none is None or len(state_or_none.rows) <= 1:
            return None
        state = state_or_none


def _clear(visit: Visit, rule: Rule) -> bool:
    return visit.since is None or visit.since > rule.relapse_days


def _is_raised(edss: float, base: float, rule: Rule) -> bool:
    step = 1.5 if base == 0 else 1.0 if base < 6 else 0.5
    return edss - base >= step and edss >= rule.min_edss


def _bridged(raised: list[bool], defects: frozenset[str]) -> list[bool]:
    """A single visit without the increase after one with it counts as one with it."""
    padded = [M3 in defects, *raised, True]
    return [
        here or (before and after)
        for before, here, after in zip(padded, padded[1:], padded[2:], strict=False)
    ]


def _days_until(visits: Sequence[Visit], rows: list[int], holds: list[bool], which: list[bool]) -> list[int]:
    """For each row that holds, days to the last row of *which* before the next that does not hold."""
    days = []
    for n, row in enumerate(rows):
        end = next((later for later in range(n + 1, len(rows)) if not holds[later]), len(rows))
        last = [rows[m] for m in range(end) if which[m]]
        days.append(visits[last[-1]].day - visits[row].day if holds[n] and last else 0)
    return days


def _step(
    visits: Sequence[Visit], state: State, first: int, rule: Rule, defects: frozenset[str]
) -> tuple[int | None, State | None]:
    """The onset if it is found, or the state to go on with."""
    rows, base = state
    base_edss = visits[base].edss
    progressed = _bridged([_is_raised(visits[row].edss, base_edss, rule) for row in rows], defects)
    regressed = [visits[row].edss <= base_edss - 0.5 for row in rows]
    up = _days_until(visits, rows, progressed, [_clear(visits[row], rule) for row in rows])
    down = _days_until(visits, rows, regressed, [True] * len(rows))
    k = next(
        (n for n in range(len(rows)) if up[n] > rule.progression_days or down[n] > rule.regression_days),
        None,
    )
    if k is None:
        return None, None
    moved = _level_after_relapses(visits, rows[:k], rows[k], base, rule)
    if moved is not None:
        return None, State(list(range(moved + 1, len(visits))), moved)
    onset = rows[k]
    lasts = visits[onset].day + up[k] >= visits[-1].day
    hit = _relapsed(visits, onset)
    if progressed[k] and lasts and not hit and _is_diagnostic(visits, rows[k:], base, rule, defects):
        return onset, None
    goes_back = M4 in defects and rule.with_systems
    where = first if goes_back else base
    everything = list(range(known_first(visits, rule), len(visits))) if goes_back else rows
    if progressed[k] and not lasts:
        return None, State([row for row in everything if visits[row].day > visits[onset].day + up[k]], where)
    later = [row for row in everything if row > onset]
    if (progressed[k] and hit) or regressed[k]:
        if rule.with_systems and not visits[onset].has_grades:
            later = [row for row in range(onset + 1, len(visits))]
            while len(later) > 1 and not visits[later[0]].has_grades:
                later = later[1:]
            return (None, State(later, later[0])) if later else (None, None)
        return None, State(later, onset)
    return None, State(later, where)


def known_first(visits: Sequence[Visit], rule: Rule) -> int:
    return next(n for n, visit in enumerate(visits) if visit.has_grades or not rule.with_systems)


def _relapsed(visits: Sequence[Visit], number: int) -> bool:
    """Whether a relapse began since the visit before, the day of that visit included."""
    since = visits[number].since
    gap = visits[number].day - visits[number - 1].day if number else 0
    return since is not None and since <= gap


def _level_after_relapses(
    visits: Sequence[Visit], before: list[int], onset: int, base: int, rule: Rule
) -> int | None:
    """The new reference where a relapse before the change left a higher score; None where none did."""
    base_edss = visits[base].edss
    asked = [row for row in before if row != base]
    marked = [
        n
        for n, row in enumerate(asked)
        if _relapsed(visits, row)
        and visits[row].edss > 3.0
        and visits[row].edss - base_edss >= 0.5
        and row > 0
        and visits[row].edss - visits[row - 1].edss >= 0.5
        and base_edss < 6
    ]
    if not marked:
        return None
    following = asked[marked[-1] + 1 :]
    for n, row in enumerate(following):
        level = visits[row].edss
        step = 1.5 if level == 0 else 1.0
        last = row
        for later in following[n:]:
            if abs(visits[later].edss - level) >= step:
                break
            last = later
        is_known = visits[row].has_grades or not rule.with_systems
        if is_known and visits[last].day - visits[row].day > rule.level_days:
            return row
    return onset


def _is_diagnostic(
    visits: Sequence[Visit], rows: list[int], base: int, rule: Rule, defects: frozenset[str]
) -> bool:
    """Whether the increase at the first of *rows* reaches all that a diagnosis asks for."""
    onset = visits[rows[0]]
    asked = []
    for row in rows[1:]:
        asked.append(visits[row].edss)
        if visits[row].day - onset.day > rule.progression_days:
            break
    if onset.edss < rule.min_edss or min(asked) < rule.min_edss:
        return False
    if not rule.with_systems:
        return True
    pyramidal = 0 if onset.grades[0] is None else onset.grades[0]
    if pyramidal < 2 and onset.edss >= 5.5:
        pyramidal = 2
    return pyramidal >= rule.min_pyramidal and _lead_holds(visits, rows, base, rule, defects)


def _lead_holds(
    visits: Sequence[Visit], rows: list[int], base: int, rule: Rule, defects: frozenset[str]
) -> bool:
    reference = visits[base].grades
    rises = [[_rise(visits[row].grades[system], reference[system]) for row in rows] for system in range(8)]
    at_onset = [1 if n == 0 and rise[0] is None else rise[0] or 0 for n, rise in enumerate(rises)]
    most = max(at_onset)
    if most <= 0:
        return False
    for system in range(8):
        if at_onset[system] == most:
            last = rows[0]
            for row, rise in zip(rows, rises[system], strict=True):
                if rise is not None and (rise == 0 or (rise < 0 and M5 not in defects)):
                    break
                last = row
            if visits[last].day - visits[rows[0]].day >= rule.progression_days:
                return True
    return False


def _rise(grade: float | None, reference: float | None) -> float | None:
    return None if grade is None or reference is None else grade - reference
