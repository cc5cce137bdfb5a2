"""A programme folder that `ranvier examine` reads: streamed, with how many rows and the hash of each file."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Count

from ranvier.errors import UsageError
from ranvier.registry.audit.chain import ChainHead
from ranvier.registry.consents.decisions import having_consent
from ranvier.registry.exchange.cells import date_cell, writer_of
from ranvier.registry.exchange.programme import programme_now
from ranvier.registry.exchange.recoding import AsTheyAre, Recoding
from ranvier.registry.models import AuditEntry
from ranvier.registry.models.consent import Purpose
from ranvier.registry.models.declared_models import MODEL_OF
from ranvier.registry.models.fields import precision_of
from ranvier.tables.declaration import Column, Kind, Table
from ranvier.tables.model import TABLES
from ranvier.tables.write import programme_text

MANIFEST = "export.json"
"""The file beside the tables: rows and hashes, and the head of the audit trail. An import asks for it."""

ALWAYS = frozenset(
    {"patients", "relapses", "treatments", "administrations", "adverse_events", "safety_followup"}
)
"""Tables that the registry asks for: without rows they say "none", not "not asked"."""

_CHUNK = 2_000


@dataclass(frozen=True)
class Exported:
    """What was written. rows, sha256: by table. left_out: patients without an open consent to it."""

    rows: dict[str, int]
    sha256: dict[str, str]
    left_out: int
    data_date: str
    head: ChainHead


def export_programme(
    patients: Any, folder: Path, *, data_date: date, purpose: Purpose, recoding: Recoding | None = None
) -> Exported:
    """Write the records of *patients*, a query, as a programme folder, which appears whole or not at all.

    Only patients with an open consent to *purpose* are written, and no row that is void. recoding: other
    pseudonyms and shifted dates, for one project; without it they stay as they are. All of it is one
    moment of the database. UsageError: the folder exists and holds something.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UsageError("The folder for the export is not empty", where=str(folder), hint="name a new one")
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".export-", dir=folder.parent))
    try:
        with transaction.atomic():
            _one_moment()
            exported = _write_all(patients, made, data_date, purpose, recoding or AsTheyAre())
        if folder.exists():
            folder.rmdir()
        made.rename(folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return exported


def _one_moment() -> None:
    """All that is read in this transaction is of one moment; SQLite gives that by itself."""
    if connection.vendor == "postgresql" and not connection.savepoint_ids:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _write_all(
    patients: Any, folder: Path, data_date: date, purpose: Purpose, recoding: Recoding
) -> Exported:
    counted = patients.filter(void_reason="")
    chosen = having_consent(counted, purpose, data_date)
    rows, hashes = {}, {}
    for name, table in TABLES.items():
        found = _rows_of(name, chosen)
        if name not in ALWAYS and not found.exists():
            continue
        path = folder / f"{name}.csv"
        rows[name] = _write_table(table, found, path, recoding)
        hashes[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    text = programme_text(programme_now(data_date), list(rows))
    (folder / "programme.toml").write_text(text, encoding="utf-8", newline="\n")
    last = AuditEntry.objects.order_by("-sequence").first()
    head = ChainHead(last.sequence, last.hash) if last else ChainHead(0, "")
    exported = Exported(rows, hashes, counted.count() - chosen.count(), data_date.isoformat(), head)
    (folder / MANIFEST).write_text(json.dumps(asdict(exported), indent=2) + "\n", encoding="utf-8")
    return exported


def _rows_of(name: str, patients: Any) -> Any:
    if name == "patients":
        return patients.order_by("pseudonym")
    model = MODEL_OF[name]
    rows = model.objects.filter(patient__in=patients, void_reason="")
    return rows.order_by("patient__pseudonym", *model._meta.ordering, "id")


def _write_table(table: Table, rows: Any, path: Path, recoding: Recoding) -> int:
    columns = [column for column in table.columns if column.required or _holds_anything(table, column, rows)]
    whose = "pseudonym" if table.name == "patients" else "patient__pseudonym"
    names = list(_database_names(table, columns, whose))
    n = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([column.name for column in columns])
        for values in rows.values_list(*names).iterator(chunk_size=_CHUNK):
            writer.writerow(_cells(columns, values, recoding))
            n += 1
    return n


def _database_names(table: Table, columns: Iterable[Column], whose: str) -> Iterator[str]:
    """What is asked of the database for each column: the pseudonym first, a date with its precision."""
    yield whose
    for column in columns:
        if column.kind is Kind.ID:
            continue
        yield "owner_site__code" if (table.name, column.name) == ("patients", "site") else column.name
        if column.kind is Kind.DATE:
            yield precision_of(column)


def _cells(columns: Iterable[Column], values: tuple[Any, ...], recoding: Recoding) -> list[str]:
    left = iter(values)
    pseudonym = next(left)
    cells = []
    for column in columns:
        if column.kind is Kind.ID:
            cells.append(recoding.pseudonym(pseudonym))
        elif column.kind is Kind.DATE:
            day = next(left)
            cells.append(date_cell(recoding.day(pseudonym, day), next(left)))
        else:
            cells.append(writer_of(column)(next(left)))
    return cells


def _holds_anything(table: Table, column: Column, rows: Any) -> bool:
    if (table.name, column.name) == ("patients", "site"):
        return True
    if column.kind in (Kind.TEXT, Kind.CODE):
        return bool(rows.exclude(**{column.name: ""}).exists())
    return bool(rows.aggregate(n=Count(column.name))["n"])
