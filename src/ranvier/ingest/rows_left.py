"""Refuses records of which every row was set aside: they would read as courses without events."""

from __future__ import annotations

from collections.abc import Iterable

from ranvier.errors import DataFaults, RanvierError
from ranvier.tables.faults import Effect, Fault, TableCount


def check_rows_left(counts: Iterable[TableCount], faults: Iterable[Fault]) -> None:
    """Raises DataFaults for tables of which rows were read and none can be used, with every reason.

    Relapses of patients without a visit are no fault of the frame: whoever looks at some patients may hand
    over the relapses of all. That every one of them is another patient's is told, and no error.
    """
    told = tuple(faults)
    lost = [count for count in counts if 0 < count.n_read == count.n_set_aside]
    reasons = {count.table: _of_cells(told, count.table) for count in lost}
    lost = [count for count in lost if reasons[count.table]]
    if not lost:
        return
    problems = [
        RanvierError(fault.problem, where=fault.where, hint=fault.hint)
        for count in lost
        for fault in reasons[count.table]
    ]
    names = " and ".join(count.table for count in lost)
    raise DataFaults(problems, headline=f"No row of {names} can be used: {'; '.join(map(str, lost))}")


def _of_cells(faults: Iterable[Fault], table: str) -> list[Fault]:
    """Why rows of *table* were set aside; of all but visits other than that the patient is unknown."""
    return [
        fault
        for fault in faults
        if fault.table == table
        and fault.effect is Effect.ROW_SET_ASIDE
        and (table == "visits" or fault.column != "patient_id")
    ]
