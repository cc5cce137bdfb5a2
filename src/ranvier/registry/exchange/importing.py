"""A programme folder into the registry: all faults first, then all of it or nothing, and never twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from ranvier.ingest import read_programme
from ranvier.registry.exchange.cells import plain_text
from ranvier.registry.exchange.export import MANIFEST
from ranvier.registry.models import Consent, ImportBatch, Patient, Person, Site
from ranvier.registry.models.consent import Channel, Purpose
from ranvier.registry.models.declared_models import MODEL_OF
from ranvier.registry.models.fields import precision_of
from ranvier.registry.plan.due import lay_out_plan
from ranvier.tables.cohort import Cohort
from ranvier.tables.declaration import Kind, Table
from ranvier.tables.faults import Fault
from ranvier.tables.model import TABLES

Progress = Callable[[str], None]

STATED = "stated at import"
"""Edition of a consent that the clinic says it has; the signed form is with the clinic."""

_BATCH = 500


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do. new, known: rows of each table that are not, and are, in the registry.

    faults: of the files, with file, column and rows. clashes: rows that the registry has otherwise, by table
    and how many. was_done: when the same files were imported before. With any of these nothing is imported.
    """

    content_sha256: str
    new: Mapping[str, int]
    known: Mapping[str, int]
    faults: tuple[Fault, ...] = ()
    clashes: tuple[str, ...] = ()
    was_done: str = ""
    _rows: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def can_be_done(self) -> bool:
        """Whether everything in the files would be taken as it is."""
        return not self.faults and not self.clashes and not self.was_done


@dataclass(frozen=True)
class ConsentStated:
    """What the clinic says every imported patient agreed to."""

    purposes: tuple[Purpose, ...]
    decided_on: date


def plan_import(folder: Path, site: Site) -> ImportPlan:
    """The dry run: what `carry_out` would do with the programme folder *folder*; nothing is written.

    Raises what reading a programme raises: a file that is missing, unreadable or too large.
    """
    cohort = read_programme(folder)
    content = _content_of(cohort)
    done = ImportBatch.objects.filter(site=site, content_sha256=content).first()
    was_escaped = (folder / MANIFEST).exists()
    rows: dict[str, list[dict[str, Any]]] = {}
    known: dict[str, int] = {}
    clashes: list[str] = []
    patients = {row.pseudonym: row for row in Patient.objects.filter(pseudonym__in=_pseudonyms(cohort))}
    elsewhere = sum(row.owner_site_id != site.pk for row in patients.values())
    if elsewhere:
        clashes.append(f"patients: {elsewhere:,} pseudonyms are of another site")
    for name, table in TABLES.items():
        if name not in cohort.frames:
            continue
        asked = list(_rows(table, cohort, was_escaped))
        new, known[name], clash = _against_registry(table, asked, patients)
        rows[name] = new
        if clash:
            clashes.append(
                f"{name}: {clash:,} rows are in the registry with other content; change them there"
            )
    return ImportPlan(
        content_sha256=content,
        new={name: len(new) for name, new in rows.items()},
        known=known,
        faults=cohort.faults,
        clashes=tuple(clashes),
        was_done=done.at.date().isoformat() if done else "",
        _rows=rows,
    )


def carry_out(
    plan: ImportPlan,
    site: Site,
    person: Person | None,
    *,
    consent: ConsentStated | None = None,
    progress: Progress = lambda _: None,
) -> ImportBatch:
    """Write every row of *plan* in one transaction; ValueError for a plan that cannot be done."""
    if not plan.can_be_done:
        raise ValueError("a plan with faults is not carried out")
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            site=site, content_sha256=plan.content_sha256, person=person, rows=dict(plan.new)
        )
        made = {"owner_site": site, "created_by": person, "updated_by": person}
        for name in TABLES:
            rows = plan._rows.get(name, [])
            progress(f"writing {len(rows):,} {name}")
            _write(name, rows, made)
            if name == "patients" and consent is not None:
                _state_consent(rows, consent, made)
        _lay_out_plans([row["patient_id"] for row in plan._rows.get("patients", [])], person)
    return batch


def _lay_out_plans(pseudonyms: list[str], person: Person | None) -> None:
    """What is due for those who had a dose; what was due before today is done or missed."""
    dosed = Patient.objects.filter(pseudonym__in=pseudonyms, administrations__isnull=False)
    for patient in dosed.annotate(first=Min("administrations__date")):
        lay_out_plan(patient, patient.first, person, known_from=timezone.localdate())


def _content_of(cohort: Cohort) -> str:
    text = "\n".join(f"{name} {digest}" for name, digest in sorted(cohort.files.items()))
    return hashlib.sha256(text.encode()).hexdigest()


def _pseudonyms(cohort: Cohort) -> list[str]:
    return list(cohort.patients["patient_id"].unique())


def _rows(table: Table, cohort: Cohort, was_escaped: bool) -> Iterator[dict[str, Any]]:
    """Each row as the fields of its model, with `patient_id` for the pseudonym."""
    for row in cohort.frames[table.name].iter_rows(named=True):
        found: dict[str, Any] = {}
        for column in table.columns:
            value = row[column.name]
            if (table.name, column.name) == ("patients", "site"):
                continue
            if column.kind in (Kind.TEXT, Kind.CODE):
                value = value or ""
                value = plain_text(value) if was_escaped and column.kind is Kind.TEXT else value
            found[column.name] = value
            if column.kind is Kind.DATE:
                exact = precision_of(column)
                found[exact] = (row[exact] or "day") if value is not None else ""
        yield found


def _against_registry(
    table: Table, asked: list[dict[str, Any]], patients: Mapping[str, Patient]
) -> tuple[list[dict[str, Any]], int, int]:
    """The rows that are new, how many are known as they are, and how many clash with what is known."""
    kept = _kept_rows(table, patients)
    by_key = {_key(table, row): row for row in kept} if table.one_per else {}
    contents = {_content(row) for row in kept}
    new, known, clash = [], 0, 0
    for row in asked:
        if _content(row) in contents:
            known += 1
        elif _key(table, row) in by_key:
            clash += 1
        else:
            new.append(row)
    return new, known, clash


def _kept_rows(table: Table, patients: Mapping[str, Patient]) -> list[dict[str, Any]]:
    if not patients:
        return []
    whose = "pseudonym" if table.name == "patients" else "patient__pseudonym"
    names = [
        name
        for column in table.columns
        if column.kind is not Kind.ID and (table.name, column.name) != ("patients", "site")
        for name in ((column.name, precision_of(column)) if column.kind is Kind.DATE else (column.name,))
    ]
    held = {f"{whose}__in": list(patients), "void_reason": ""}
    rows = MODEL_OF[table.name].objects.filter(**held).values(whose, *names)
    return [{"patient_id": row.pop(whose), **row} for row in rows]


def _content(row: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted(row.items()))


def _key(table: Table, row: Mapping[str, Any]) -> tuple[Any, ...] | None:
    return tuple(row[name] for name in table.one_per) if table.one_per else None


def _write(name: str, rows: list[dict[str, Any]], made: Mapping[str, Any]) -> None:
    model = MODEL_OF[name]
    if name == "patients":
        made_rows = [model(pseudonym=row["patient_id"], **_without_id(row), **made) for row in rows]
    else:
        wanted = {row["patient_id"] for row in rows}
        keys = dict(Patient.objects.filter(pseudonym__in=wanted).values_list("pseudonym", "pk"))
        made_rows = [model(patient_id=keys[row["patient_id"]], **_without_id(row), **made) for row in rows]
    model.objects.bulk_create(made_rows, batch_size=_BATCH)


def _without_id(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "patient_id"}


def _state_consent(rows: list[dict[str, Any]], consent: ConsentStated, made: Mapping[str, Any]) -> None:
    keys = Patient.objects.filter(pseudonym__in=[row["patient_id"] for row in rows]).values_list(
        "pk", flat=True
    )
    Consent.objects.bulk_create(
        [
            Consent(
                patient_id=key,
                purpose=purpose,
                given=True,
                form_edition=STATED,
                decided_on=consent.decided_on,
                channel=Channel.PAPER,
                **made,
            )
            for key in keys
            for purpose in consent.purposes
        ],
        batch_size=_BATCH,
    )
