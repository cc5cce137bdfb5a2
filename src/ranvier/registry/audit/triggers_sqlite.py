"""The triggers in SQLite; who acts and the hash come from functions of the connection."""

from __future__ import annotations

from collections.abc import Iterator

from ranvier.registry.audit.audited import OPERATIONS, TRAIL, Audited
from ranvier.registry.audit.chain import GENESIS

LIST_TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger'"

_MOST_PAIRS = 60
"""SQLite takes 127 arguments of a function."""


def statements(tables: list[Audited]) -> Iterator[str]:
    """Every statement, in order."""
    for operation in ("UPDATE", "DELETE"):
        name = f"audit_trail_no_{operation.lower()}"
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield (
            f"CREATE TRIGGER {name} BEFORE {operation} ON {TRAIL} "
            "BEGIN SELECT RAISE(ABORT, 'the audit trail is append only'); END"
        )
    for table in tables:
        for operation, name in zip(OPERATIONS, table.trigger_names, strict=True):
            yield f"DROP TRIGGER IF EXISTS {name}"
            yield _trigger(table, operation, name)


def _trigger(table: Audited, operation: str, name: str) -> str:
    old = "NULL" if operation == "insert" else _as_json(table, "OLD")
    new = "NULL" if operation == "delete" else _as_json(table, "NEW")
    row = "OLD" if operation == "delete" else "NEW"
    patient = f"COALESCE(CAST({row}.\"{table.patient}\" AS TEXT), '')" if table.patient else "''"
    return f"""CREATE TRIGGER {name} AFTER {operation.upper()} ON {table.table} BEGIN
INSERT INTO {TRAIL} (sequence, at, actor, address, table_name, row_id, patient_id, operation, old, new,
                     previous_hash, hash)
SELECT e.sequence, e.at, e.actor, e.address, e.tbl, e.rid, e.pat, e.op, e.old, e.new, e.previous,
       ranvier_hash(e.sequence, e.at, e.actor, e.address, e.tbl, e.rid, e.pat, e.op, e.old, e.new, e.previous)
FROM (SELECT COALESCE((SELECT MAX(sequence) FROM {TRAIL}), 0) + 1 AS sequence,
             strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AS at,
             ranvier_actor() AS actor, ranvier_address() AS address,
             '{table.table}' AS tbl, CAST({row}.id AS TEXT) AS rid, {patient} AS pat, '{operation}' AS op,
             {old} AS old, {new} AS new,
             COALESCE((SELECT hash FROM {TRAIL} ORDER BY sequence DESC LIMIT 1), '{GENESIS}') AS previous
     ) AS e;
END"""


def _as_json(table: Audited, row: str) -> str:
    pairs = [f"'{name}', {row}.\"{name}\"" for name in table.columns]
    if len(pairs) > _MOST_PAIRS:
        raise ValueError(f"{table.table} has more columns than one function of SQLite takes")
    return f"json_object({', '.join(pairs)})"
