"""What was given or numbered and is in nobody's record: where hidden patients could be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ranvier.claims.basis.running_numbers import count_list
from ranvier.tables.cohort import Cohort

OF_UNKNOWN_PATIENT = "of an unknown patient"
"""Why rows are set aside that name nobody on the list of patients."""

NOT_KNOWN = (
    "How many doses were released, and which numbers the list of patients has, is not recorded, so nobody "
    "can tell how many patients are missing."
)


@dataclass(frozen=True)
class Unaccounted:
    """Traces of patients without a record.

    numbers: on the running list without a record; None where patients carry no number. doses: that name
    nobody on the list. released: doses that left the maker, in the programme's words; None where it does not
    say. given: doses in the records.
    """

    numbers: int | None
    doses: int
    released: int | None
    given: int

    @property
    def missing_doses(self) -> int | None:
        """Released and not in the records; None where it is not said how many were released."""
        return None if self.released is None else max(0, self.released - self.given)

    def words(self, count: Callable[[int], str]) -> str:
        """One sentence beside the number of hidden patients; count: how a number of people is printed."""
        parts = []
        if self.missing_doses is not None:
            parts.append(f"{count(self.missing_doses)} of {self.released:,} doses released are in no record")
        if self.doses:
            parts.append(f"{count(self.doses)} doses name nobody on the list")
        if self.numbers is not None:
            who = f"{count(self.numbers)} numbers" if self.numbers else "no numbers"
            parts.append(f"{who} of the list are without a record")
        return f"In these records {', '.join(parts)}." if parts else NOT_KNOWN


def count_unaccounted(cohort: Cohort) -> Unaccounted:
    """Doses and running numbers without a patient in the records."""
    numbers = cohort.patients["consecutive_number"].drop_nulls()
    reasons = [
        n
        for table in cohort.counts
        if table.table == "administrations"
        for reason, n in table.reasons
        if reason == OF_UNKNOWN_PATIENT
    ]
    return Unaccounted(
        numbers=None if numbers.is_empty() else count_list(numbers)[1],
        doses=sum(reasons),
        released=cohort.programme.doses_released,
        given=cohort.administrations.height,
    )
