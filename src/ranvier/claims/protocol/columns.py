"""Which tables and columns a claim needs of the records, found by asking its endpoint and its checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ranvier.claims.basis.finding import NullBand
from ranvier.claims.basis.records import find_records
from ranvier.claims.basis.rules import Rules
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.gates.checks import GATES
from ranvier.claims.gates.inquiry import Situation
from ranvier.claims.gates.severity import read_severity
from ranvier.claims.language.claim import Claim, Interpretation
from ranvier.tables.cohort import Cohort
from ranvier.tables.model import TABLES
from ranvier.tables.programme import Programme, TimeZero
from ranvier.vocabulary.outcomes import GateStatus, Severity

_ANY_DAY = date(2000, 1, 1)


def find_needed_columns(claim: Claim) -> tuple[str, ...]:
    """The `table.column` names without which no reading of *claim* has a number.

    Every endpoint is put to records that hold nothing, and given what it says is missing until it misses
    nothing: what can be worked out from other columns is never asked for.
    """
    return _with_required(name for one in claim.interpretations for name in _needed_by(one))


def find_checked_columns(claim: Claim, situation: Situation) -> tuple[str, ...]:
    """The names that critical checks of *claim* need beside: without them its answer is capped."""
    table = read_severity()
    profile = table.profile(claim)
    names: list[str] = []
    for gate in GATES:
        weights = (
            table.weight(gate.number, profile, reading, situation, GateStatus.NOT_ASSESSABLE)
            for reading in claim.readings
        )
        if any(weight.severity is Severity.CRITICAL for weight in weights):
            names += gate.required
    return _with_required(name for name in names if "." in name)


def _with_required(names: Iterable[str]) -> tuple[str, ...]:
    """Once each, with the columns that no row of their tables can be without, in the order of the tables."""
    wanted = set(names)
    tables = {name.partition(".")[0] for name in wanted}
    return tuple(
        f"{table.name}.{column.name}"
        for table in TABLES.values()
        for column in table.columns
        if f"{table.name}.{column.name}" in wanted or (column.required and table.name in tables)
    )


def _needed_by(interpretation: Interpretation) -> tuple[str, ...]:
    needed: list[str] = ["patients.patient_id"]
    while True:
        finding = ENDPOINTS[interpretation.endpoint](_bench(needed), interpretation)
        new = [name for name in finding.missing if name not in needed]
        if not new:
            return tuple(needed)
        needed += new


def _bench(names: Iterable[str]) -> Workbench:
    """Records that hold the columns *names*, and nobody in them."""
    supplied: dict[str, set[str]] = {}
    for name in names:
        table, _, column = name.partition(".")
        supplied.setdefault(table, {"patient_id"}).add(column)
    cohort = Cohort(
        programme=Programme("nobody", _ANY_DAY, "nobody", time_zero=TimeZero("administrations.date")),
        frames={table: TABLES[table].empty() for table in supplied},
        supplied={table: frozenset(columns) for table, columns in supplied.items()},
    )
    return Workbench(find_records(cohort), Rules(), _no_band)


def _no_band(_endpoint: str, _parameters: Mapping[str, Any]) -> NullBand | None:
    return None
