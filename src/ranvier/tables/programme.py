"""What a programme says of itself: name, data date, supplier, time zero and groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ranvier.vocabulary.people import Assignment, ComparatorKind


@dataclass(frozen=True)
class TimeZero:
    """From which recorded date each group's time counts; None where it was not declared.

    Written `table.column`: the first date of the patient in that column, for example
    `administrations.date` or `patients.enrolled_date`.
    """

    treated: str | None = None
    comparator: str | None = None


@dataclass(frozen=True)
class Groups:
    """Who is treated and who is a comparator.

    treated, comparator: values of `patients.group`. Without them everyone with a cell dose is treated,
    and nobody is a comparator.
    """

    treated: tuple[str, ...] = ()
    comparator: tuple[str, ...] = ()
    assignment: Assignment = Assignment.NONE
    comparator_kind: ComparatorKind | None = None
    assessor_blinded: bool | None = None


@dataclass(frozen=True)
class Programme:
    """A programme's own description of its records.

    data_date: the day the records were closed. supplied_by: who answers for them. audited: whether somebody
    independent compared them with the source. claims_fixed: the day the claims were written down, if known.
    doses_released: doses, vials or bags that left the maker up to the data date, if it is known.
    protocol: the file that froze their test beforehand, in the programme's folder, if there is one.
    entry_edss_at_least: the EDSS a patient needed to be accepted, if there was such a rule.
    """

    name: str
    data_date: date
    supplied_by: str
    synthetic: bool = False
    audited: bool = False
    claims_fixed: date | None = None
    protocol: str | None = None
    doses_released: int | None = None
    entry_edss_at_least: float | None = None
    time_zero: TimeZero = field(default_factory=TimeZero)
    groups: Groups = field(default_factory=Groups)
