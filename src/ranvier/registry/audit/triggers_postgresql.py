"""The triggers in PostgreSQL; who acts is a setting of the connection, and entries are written one by one."""

from __future__ import annotations

from collections.abc import Iterator

from ranvier.registry.audit.audited import OPERATIONS, TRAIL, Audited
from ranvier.registry.audit.chain import GENESIS

LIST_TRIGGERS = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"

_LOCK = 7_240_517
"""Of the trail: whoever writes the next entry holds it until the end of the transaction."""

_PAIRS_AT_ONCE = 40
"""PostgreSQL takes 100 arguments of a function."""


def statements(tables: list[Audited]) -> Iterator[str]:
    """Every statement, in order."""
    yield _APPEND_ONLY
    yield f"DROP TRIGGER IF EXISTS audit_trail_no_change ON {TRAIL}"
    yield (
        f"CREATE TRIGGER audit_trail_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {TRAIL} "
        "FOR EACH STATEMENT EXECUTE FUNCTION ranvier_append_only()"
    )
    for table in tables:
        yield _function(table)
        for operation, name in zip(OPERATIONS, table.trigger_names, strict=True):
            yield f"DROP TRIGGER IF EXISTS {name} ON {table.table}"
            yield (
                f"CREATE TRIGGER {name} AFTER {operation.upper()} ON {table.table} "
                f"FOR EACH ROW EXECUTE FUNCTION audit_{table.table}()"
            )


_APPEND_ONLY = """CREATE OR REPLACE FUNCTION ranvier_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is append only';
END $$"""


def _function(table: Audited) -> str:
    patient = f'(r."{table.patient}")::text' if table.patient else "''"
    return f"""CREATE OR REPLACE FUNCTION audit_{table.table}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  e record;
  r {table.table}%ROWTYPE;
  was text;
  became text;
  line text[];
BEGIN
  PERFORM pg_advisory_xact_lock({_LOCK});
  IF TG_OP = 'DELETE' THEN r := OLD; ELSE r := NEW; END IF;
  IF coalesce(current_setting('ranvier.actor', true), '') = '' THEN
    RAISE EXCEPTION 'nobody is named as the one who changes this';
  END IF;
  SELECT coalesce(max(sequence), 0) + 1 AS sequence,
         coalesce((SELECT hash FROM {TRAIL} ORDER BY sequence DESC LIMIT 1), '{GENESIS}') AS previous,
         to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
         current_setting('ranvier.actor', true) AS actor,
         coalesce(current_setting('ranvier.address', true), '') AS address
    INTO e FROM {TRAIL};
  IF TG_OP <> 'INSERT' THEN was := {_as_json(table, "OLD")}; END IF;
  IF TG_OP <> 'DELETE' THEN became := {_as_json(table, "NEW")}; END IF;
  line := ARRAY[e.sequence::text, e.at, e.actor, e.address, TG_TABLE_NAME::text, r.id::text,
                coalesce({patient}, ''), lower(TG_OP), coalesce(was, ''), coalesce(became, ''), e.previous];
  INSERT INTO {TRAIL} (sequence, at, actor, address, table_name, row_id, patient_id, operation, old, new,
                       previous_hash, hash)
  VALUES (e.sequence, line[2], line[3], line[4], line[5], line[6], line[7], line[8], was, became, line[11],
          encode(sha256(convert_to(array_to_string(line, chr(31)), 'UTF8')), 'hex'));
  RETURN NULL;
END $$"""


def _as_json(table: Audited, row: str) -> str:
    """The row as JSON text; one of many columns is put together of parts."""
    pairs = [f"'{name}', {row}.\"{name}\"" for name in table.columns]
    parts = [", ".join(pairs[at : at + _PAIRS_AT_ONCE]) for at in range(0, len(pairs), _PAIRS_AT_ONCE)]
    return "(" + " || ".join(f"jsonb_build_object({part})" for part in parts) + ")::text"
