"""The slow twin of the sustained changes (kernels/sustained_*.py), and of the R package they come from.

A visit is (day, EDSS, days since the latest relapse or None). Each function takes the defects of MSoutcomes
0.2.1 that it shall repeat, by their number in tests/spec/msoutcomes.toml; with none it is what ranvier does,
with ALL it is the R package.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

M1 = "M1: visits before the reference take part in the search"
M2 = "M2: the next reference is looked for among qualifying visits only, of whatever stretch"
ALL = frozenset({M1, M2})

NEVER = math.inf


class Visit(NamedTuple):
    """One examination; since None: no relapse known."""

    day: int
    edss: float
    since: int | None


class Rule(NamedTuple):
    """The settings; the last two are what the R package does, without a choice.

    where_spanned: a relapse moves the reference of a PIRA only where a worsening spans it.
    same_direction: after an unconfirmed change of a sequence only its direction is searched.
    """

    confirm_days: float = 90.75
    relapse_days: int = 30
    sustained: bool = True
    where_spanned: bool = False
    same_direction: bool = False


class Found(NamedTuple):
    """One event by days and scores; held: days from onset to the last visit that supports it."""

    worsening: bool
    onset: int
    edss: float
    reference: int
    reference_edss: float
    held: int


def is_worse(edss: float, reference: float) -> bool:
    step = 1.5 if reference == 0 else 1.0 if reference < 6 else 0.5
    return edss - reference >= step


def is_better(edss: float, reference: float) -> bool:
    step = 1.5 if reference <= 1.5 else 1.0 if reference <= 6 else 0.5
    return reference - edss >= step


def is_clear(visit: Visit, rule: Rule) -> bool:
    return visit.since is None or visit.since > rule.relapse_days


def qualifying(
    rows: list[Visit], reference: float, rule: Rule, worsening: bool, defects: frozenset[str]
) -> list[tuple[int, int]]:
    """Numbers of the rows from which the change lasts long enough, each with the days it is held."""
    table = [*rows, rows[0]] if M1 in defects else rows
    shows = [(is_worse if worsening else is_better)(row.edss, reference) for row in table]
    last_day = max(row.day for row in table)
    found = []
    for number, row in enumerate(table):
        end = next((later for later in range(number + 1, len(table)) if not shows[later]), len(table))
        supporting = [n for n in range(end) if not worsening or is_clear(table[n], rule)]
        if not shows[number] or not supporting:
            continue
        held = table[supporting[-1]].day - row.day
        if held >= rule.confirm_days and (not rule.sustained or held >= last_day - row.day):
            found.append((number, held))
    return found


def next_reference(
    rows: list[Visit], chosen: list[tuple[int, int]], rule: Rule, defects: frozenset[str]
) -> tuple[float, list[Visit]]:
    """The lowest score of the confirmation period and the rows from the first visit that has it."""
    table = [*rows, rows[0]]
    onset = chosen[0][0]
    day = table[onset].day
    following = [table[number] for number, _ in chosen] if M2 in defects else table[onset:-1] or [table[-1]]
    lowest = min(row.edss for n, row in enumerate(following) if n < 2 or row.day - day <= rule.confirm_days)
    later = [row for row in rows if row.day >= day] if M1 in defects else rows[onset:]
    start = next((n for n, row in enumerate(later) if row.edss == lowest), len(later))
    return lowest, later[start:]


def beginning(
    visits: Sequence[Visit], rule: Rule, defects: frozenset[str]
) -> tuple[list[Visit], float, Visit] | None:
    """The rows that are searched, the first reference and its visit; None where there is none."""
    base = next((n for n, visit in enumerate(visits) if is_clear(visit, rule)), None)
    if base is None:
        return None
    rows = list(visits) if M1 in defects else list(visits[base:])
    return rows, visits[base].edss, visits[base]


def changes(
    visits: Sequence[Visit], rule: Rule, worsening: bool, defects: frozenset[str] = frozenset()
) -> list[Found]:
    """Worsening or improvement, every event."""
    start = beginning(visits, rule, defects)
    if start is None:
        return []
    rows, reference, base = start
    first_day, found = base.day, []
    while rows:
        chosen = qualifying(rows, reference, rule, worsening, defects)
        if not chosen:
            break
        onset = [*rows, rows[0]][chosen[0][0]]
        found.append(Found(worsening, onset.day, onset.edss, base.day, reference, chosen[0][1]))
        reference, rows = next_reference(rows, chosen, rule, defects)
        base = rows[0] if rows else base
    return [event for event in found if event.onset > first_day]


def pira(visits: Sequence[Visit], rule: Rule, defects: frozenset[str] = frozenset()) -> list[Found]:
    """Worsening without a relapse since its reference, every event."""
    start = beginning(visits, rule, defects)
    if start is None:
        return []
    rows, reference, base = start
    first_day, found = base.day, []
    while rows:
        chosen = qualifying(rows, reference, rule, True, defects)
        relapse = _first_relapse(rows)
        onset = [*rows, rows[0]][chosen[0][0]] if chosen else None
        if onset is not None and not _spans(rows[0], onset, relapse, rule):
            found.append(Found(True, onset.day, onset.edss, base.day, reference, chosen[0][1]))
            reference, rows = next_reference(rows, chosen, rule, defects)
            base = rows[0] if rows else base
            continue
        if onset is None and (rule.where_spanned or relapse == NEVER):
            break
        rows = _after_relapse(rows, onset, relapse, rule, first_day)
        anew = next((row for row in rows if is_clear(row, rule)), None)
        if anew is None:
            break
        reference, base = anew.edss, anew
    return [event for event in found if event.onset > first_day]


def _first_relapse(rows: list[Visit]) -> float:
    """The first relapse known on or after the first of *rows*."""
    days = [row.day - row.since for row in rows if row.since is not None]
    return min((day for day in days if day >= rows[0].day), default=NEVER)


def _spans(first: Visit, onset: Visit, relapse: float, rule: Rule) -> bool:
    if rule.where_spanned:
        return onset.since is not None and onset.day - first.day >= onset.since
    return onset.day >= relapse


def _after_relapse(
    rows: list[Visit],
    onset: Visit | None,
    relapse: float,
    rule: Rule,
    first_day: int,
) -> list[Visit]:
    if rule.where_spanned and onset is not None:

        def relapse_of(row: Visit) -> int:
            return first_day if row.since is None else row.day - row.since

        earlier = [relapse_of(row) for row in rows if relapse_of(row) < relapse_of(onset)]
        rows = [row for row in rows if relapse_of(row) > min(earlier, default=NEVER)]
    else:
        rows = [row for row in rows if row.day >= relapse]
    while rows and not is_clear(rows[0], rule):
        rows = rows[1:]
    return rows


def sequence(visits: Sequence[Visit], rule: Rule, defects: frozenset[str] = frozenset()) -> list[Found]:
    """Worsening and improvement as they follow one another, each measured from the last."""
    start = beginning(visits, rule, defects)
    if start is None:
        return []
    rule = rule._replace(sustained=False)
    rows, reference, base = start
    first_day, found = base.day, []
    while rows:
        worse, better = is_worse(rows[0].edss, reference), is_better(rows[0].edss, reference)
        chosen = qualifying(rows, reference, rule, worse, frozenset()) if worse or better else []
        if (worse or better) and not chosen and rule.same_direction:
            break
        if chosen and (chosen[0][0] == 0 or rule.same_direction):
            onset = rows[chosen[0][0]]
            found.append(Found(worse, onset.day, onset.edss, base.day, reference, chosen[0][1]))
            reference, rows = next_reference(rows, chosen, rule, defects)
            base = rows[0]
        else:
            rows = rows[1:]
        if len(rows) <= 1:
            break
    return [event for event in found if event.onset > first_day]
