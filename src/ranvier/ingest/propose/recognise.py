"""Which model columns the headers of a sheet seem to be, and which visit of a wide sheet they belong to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from ranvier.ingest.propose.doses import dose_number
from ranvier.ingest.propose.known import ANY, HeaderMatch, Target, match_header, normal, table_named
from ranvier.ingest.propose.visit_marks import MarkKind, VisitMark, bare_numbers_are_months, split_mark
from ranvier.tables.declaration import Column, Kind, Table
from ranvier.tables.model import TABLES

PATIENT_ID = "patient_id"


@dataclass(frozen=True)
class Candidate:
    """A header with every column it may be.

    mark: the visit it belongs to, in a wide sheet. is_dose: whether it dates a cell dose; such a header says
    nothing of what else the sheet holds.
    """

    position: int
    header: str
    match: HeaderMatch
    mark: VisitMark | None = None
    is_dose: bool = False


HoldsDates = Callable[[int, bool], bool]
"""Whether the cells at a position are dates; the second argument: whether years alone count."""

DOSE_DATE = Target("administrations", "date")


DAYS_SINCE = "days_since"
"""Stands in headers.toml for a column of days since the latest relapse, which gives the relapse's date."""


@dataclass(frozen=True)
class Recognised:
    """A header with the column it is taken for.

    whole: whether the whole header is a known one. counts_days: it holds days that a date is counted with.
    """

    position: int
    header: str
    target: Target
    whole: bool
    mark: VisitMark | None = None
    counts_days: bool = False

    @property
    def column(self) -> Column:
        """The declaration of the column it is taken for."""
        return TABLES[self.target.table][self.target.column]

    @property
    def may_be_a_date(self) -> bool:
        """Whether the cells may be dates; for a birth year clinics keep the birthday."""
        return (self.column.kind is Kind.DATE and not self.counts_days) or self.column.name == "birth_year"


def recognise(headers: Sequence[str], name: str, holds_dates: HoldsDates) -> tuple[str, list[Recognised]]:
    """The table that the sheet called *name* mainly holds, and the headers that were recognised."""
    candidates = [
        found for i, header in enumerate(headers) if (found := _candidate(i, header, headers, holds_dates))
    ]
    candidates = _with_numbered_doses(_with_settled_marks(candidates))
    main = _main_table(candidates, table_named(name))
    of_marked = _main_table([one for one in candidates if one.mark], None)
    return main, [_settled(one, of_marked if one.mark else main) for one in candidates]


def main_date(table: Table) -> str:
    """The date column that a plain "date" means in *table*."""
    required = [column.name for column in table.dates if column.required]
    return required[0] if required else "enrolled_date"


def _candidate(
    position: int, header: str, headers: Sequence[str], holds_dates: HoldsDates
) -> Candidate | None:
    if not header or headers.index(header) != position:
        return None
    plain = normal(header)
    number = dose_number(plain, lambda years_count: holds_dates(position, years_count))
    if number is not None:
        mark = VisitMark(MarkKind.VISIT, number) if number else None
        return Candidate(position, header, HeaderMatch((DOSE_DATE,), whole=True), mark, is_dose=True)
    match = match_header(plain)
    if match is not None and match.whole:
        return Candidate(position, header, match)
    base, mark = split_mark(plain)
    marked = match_header(base) if mark else None
    if marked is not None:
        return Candidate(position, header, marked, mark)
    return Candidate(position, header, match) if match is not None else None


def _with_settled_marks(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Bare numbers become months or visits, for all columns of one name alike."""
    found = list(candidates)
    alike: dict[tuple[Target, ...], list[VisitMark]] = {}
    for one in found:
        if one.mark:
            alike.setdefault(one.match.targets, []).append(one.mark)
    return [
        replace(one, mark=_settled_mark(one.mark, alike[one.match.targets])) if one.mark else one
        for one in found
    ]


def _with_numbered_doses(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Doses numbered from the left where their headers do not tell them apart."""
    doses = [one for one in candidates if one.is_dose]
    if len({one.mark for one in doses}) == len(doses):
        return list(candidates)
    marks = {one.position: VisitMark(MarkKind.VISIT, i) for i, one in enumerate(doses, start=1)}
    return [replace(one, mark=marks[one.position]) if one.is_dose else one for one in candidates]


def _settled_mark(mark: VisitMark, alike: Sequence[VisitMark]) -> VisitMark:
    if mark.kind is not MarkKind.BARE:
        return mark
    kinds = {one.kind for one in alike}
    bare = [one.number for one in alike if one.kind is MarkKind.BARE]
    months = MarkKind.MONTH in kinds or (MarkKind.VISIT not in kinds and bare_numbers_are_months(bare))
    return VisitMark(MarkKind.MONTH if months else MarkKind.VISIT, mark.number)


def _main_table(candidates: Iterable[Candidate], named: str | None) -> str:
    """The table named by the sheet, or the one that most headers speak for; patients only if no other is."""
    found = list(candidates)
    beside_doses = [one for one in found if not one.is_dose and _says_more_than_who(one)]
    votes = dict.fromkeys(TABLES, 0.0)
    for candidate in found if named == DOSE_DATE.table else beside_doses or found:
        tables = {target.table for target in candidate.match.targets} - {ANY}
        for table in tables:
            votes[table] += 1 / len(tables)
    others = {table: count for table, count in votes.items() if table != "patients" and count > 0}
    if named in others:
        return named
    if named == "patients" and max(others.values(), default=0) < 1:
        return named
    return max(others, key=lambda table: others[table], default="patients")


def _says_more_than_who(candidate: Candidate) -> bool:
    return bool({target.table for target in candidate.match.targets} - {ANY, "patients"})


def _settled(candidate: Candidate, main: str) -> Recognised:
    targets = [_in_table(target, main) for target in candidate.match.targets]
    order = [main, "patients", *TABLES]
    target = min(targets, key=lambda target: order.index(target.table))
    found = Recognised(candidate.position, candidate.header, target, candidate.match.whole, candidate.mark)
    if target.column == DAYS_SINCE:
        return replace(found, target=Target(target.table, main_date(TABLES[target.table])), counts_days=True)
    return found


def _in_table(target: Target, main: str) -> Target:
    if target.table != ANY:
        return target
    return Target(main, main_date(TABLES[main]) if target.column == "date" else target.column)
