"""Registry → folder → registry: every row the same, no fault in between, nothing twice, nothing half."""

import csv
import hashlib
import json
from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from django.db import IntegrityError, transaction

from ranvier.errors import UsageError
from ranvier.ingest import read_programme
from ranvier.registry.consents.decisions import withdraw
from ranvier.registry.exchange.export import MANIFEST, export_programme
from ranvier.registry.exchange.importing import ConsentStated, carry_out, plan_import
from ranvier.registry.exchange.recoding import MOST_DAYS, ForProject
from ranvier.registry.models import AdverseEvent, AuditEntry, Consent, ImportBatch, Mri, Patient, Site, Visit
from ranvier.registry.models.consent import Channel, Purpose
from ranvier.simulate.clinic import simulate_clinic
from ranvier.simulate.plan import TRUE_EFFECT
from ranvier.tables.model import TABLES
from ranvier.tables.write import write_programme

DATA_DATE = date(2026, 1, 1)
AGREED = ConsentStated((Purpose.CARE_REGISTRY, Purpose.RESEARCH_EXPORT), date(2010, 1, 1))


@pytest.fixture(scope="module")
def clinic(tmp_path_factory):
    """A synthetic clinic of a few patients with every table that the simulation makes."""
    plan = replace(TRUE_EFFECT, n_patients=35)
    folder = tmp_path_factory.mktemp("clinic")
    write_programme(simulate_clinic(plan, 1), folder)
    return folder


@pytest.fixture
def imported(clinic, site):
    return carry_out(plan_import(clinic, site), site, None, consent=AGREED)


def exported(folder, **more):
    parts = {"data_date": DATA_DATE, "purpose": Purpose.CARE_REGISTRY}
    return export_programme(Patient.objects.all(), folder, **{**parts, **more})


def frames(folder):
    """Every table in one order, without the columns that only say where it was."""
    cohort = read_programme(folder)
    found = {}
    for name, frame in cohort.frames.items():
        told = frame.drop("site") if name == "patients" else frame
        found[name] = told.sort(told.columns, nulls_last=True)
    return cohort, found


def test_every_row_comes_back_as_it_was_and_without_a_fault(clinic, imported, tmp_path):
    report = exported(tmp_path / "out")
    before, original = frames(clinic)
    after, again = frames(tmp_path / "out")
    assert after.faults == before.faults == ()
    assert sum(frame.height for frame in original.values()) > 300
    for name, frame in original.items():
        if frame.is_empty():
            continue
        assert again[name].equals(frame.cast(again[name].schema)), name
        assert report.rows[name] == frame.height


def test_and_once_more_into_another_registry(clinic, imported, tmp_path, db):
    exported(tmp_path / "first")
    held = {name: len(rows) for name, rows in plan_import(tmp_path / "first", imported.site)._rows.items()}
    assert set(held.values()) == {0}  # everything is known already
    plan = plan_import(tmp_path / "first", imported.site)
    assert plan.can_be_done  # another file, nothing new
    assert sum(plan.known.values()) == sum(imported.rows.values())


def test_a_dry_run_writes_nothing(clinic, site):
    entries = AuditEntry.objects.count()
    plan = plan_import(clinic, site)
    assert plan.can_be_done
    assert plan.new["patients"] == 35
    assert not Patient.objects.exists()
    assert AuditEntry.objects.count() == entries


def test_the_same_files_are_not_imported_twice(clinic, imported):
    again = plan_import(clinic, imported.site)
    assert again.was_done
    assert not again.can_be_done
    with pytest.raises(ValueError, match="not carried out"):
        carry_out(again, imported.site, None)
    assert ImportBatch.objects.count() == 1


def test_a_fault_is_told_with_its_row_and_nothing_is_imported(clinic, site, tmp_path):
    folder = copied(clinic, tmp_path)
    path = folder / "visits.csv"
    lines = path.read_text().splitlines()
    column = lines[0].split(",").index("edss")
    cells = lines[4].split(",")
    cells[column] = "4.3"
    lines[4] = ",".join(cells)
    path.write_text("\n".join(lines) + "\n")
    plan = plan_import(folder, site)
    assert [(fault.file, fault.column, fault.rows) for fault in plan.faults] == [("visits.csv", "edss", (5,))]
    assert "4.3" not in str(plan.faults[0])
    with pytest.raises(ValueError, match="not carried out"):
        carry_out(plan, site, None)
    assert not Patient.objects.exists()


def copied(clinic, tmp_path):
    folder = tmp_path / "copy"
    folder.mkdir()
    for path in clinic.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def test_a_row_that_the_registry_has_otherwise_is_a_clash_and_stays(clinic, imported, tmp_path):
    visit = Visit.objects.exclude(edss=None).first()
    Visit.objects.filter(pk=visit.pk).update(edss=9.5 if visit.edss != 9.5 else 9.0)
    folder = copied(clinic, tmp_path)
    (folder / "programme.toml").write_text((folder / "programme.toml").read_text() + "\n")
    plan = plan_import(folder, imported.site)
    assert plan.clashes == ("visits: 1 rows are in the registry with other content; change them there",)
    assert not plan.can_be_done


def test_patients_of_another_site_are_a_clash(clinic, imported, tmp_path):
    other = Site.objects.create(code="B", name="Site B")
    plan = plan_import(clinic, other)
    assert any("another site" in clash for clash in plan.clashes)


def test_what_breaks_in_the_middle_leaves_nothing(clinic, site, monkeypatch):
    plan = plan_import(clinic, site)
    plan._rows["visits"][-1]["edss"] = 4.3  # past every check, refused by the database
    with pytest.raises(IntegrityError), transaction.atomic():
        carry_out(plan, site, None, consent=AGREED)
    assert not Patient.objects.exists()
    assert not Consent.objects.exists()
    assert not ImportBatch.objects.exists()


def test_only_patients_with_an_open_consent_are_exported_and_the_others_are_counted(imported, tmp_path):
    gone = Patient.objects.order_by("pseudonym").first()
    withdraw(gone, Purpose.RESEARCH_EXPORT, Channel.PAPER)
    report = exported(tmp_path / "out", purpose=Purpose.RESEARCH_EXPORT, data_date=date(2030, 1, 1))
    assert (report.rows["patients"], report.left_out) == (34, 1)
    assert not any(gone.pseudonym in path.read_text() for path in (tmp_path / "out").iterdir())


def test_a_void_row_is_not_exported(imported, tmp_path):
    visit = Visit.objects.first()
    n = Visit.objects.count()
    Visit.objects.filter(pk=visit.pk).update(void_reason="another patient's")
    assert exported(tmp_path / "out").rows["visits"] == n - 1


def test_the_manifest_tells_rows_hashes_and_the_head_of_the_trail(imported, tmp_path):
    exported(tmp_path / "out")
    told = json.loads((tmp_path / "out" / MANIFEST).read_text())
    last = AuditEntry.objects.last()
    assert told["head"] == {"sequence": last.sequence, "hash": last.hash}
    for name, digest in told["sha256"].items():
        path = tmp_path / "out" / f"{name}.csv"
        assert hashlib.sha256(path.read_bytes()).hexdigest() == digest
        assert len(pl.read_csv(path, infer_schema=False)) == told["rows"][name]


def test_a_folder_that_holds_something_is_not_written_over(imported, tmp_path):
    (tmp_path / "kept.txt").write_text("mine")
    with pytest.raises(UsageError, match="not empty"):
        exported(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


FORMULAS = [
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@x",
    "\ttab",
    "'=quoted",
    "'plain",
    'ordinary, with "quotes"\nand a line',
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_opens_as_text_and_comes_back_as_it_was(patient, site, tmp_path, text):
    Consent.objects.create(
        owner_site=site, patient=patient, purpose="care_registry", given=True, form_edition="1",
        decided_on=date(2020, 1, 1), channel="paper",
    )  # fmt: skip
    AdverseEvent.objects.create(
        owner_site=site, patient=patient, onset_date=date(2024, 1, 1), onset_date_precision="day", term=text
    )
    exported(tmp_path / "out")
    with (tmp_path / "out" / "adverse_events.csv").open(newline="") as file:
        cell = next(csv.DictReader(file))["term"]
    assert not cell.startswith(("=", "+", "-", "@", "\t"))
    AdverseEvent.objects.update(void_reason="so that it is new again")
    [row] = plan_import(tmp_path / "out", site)._rows["adverse_events"]
    assert row["term"] == text


def test_a_negative_number_stays_a_number(patient, site, tmp_path):
    Consent.objects.create(
        owner_site=site, patient=patient, purpose="care_registry", given=True, form_edition="1",
        decided_on=date(2020, 1, 1), channel="paper",
    )  # fmt: skip
    Mri.objects.create(
        owner_site=site, patient=patient, date=date(2024, 1, 1), date_precision="day",
        brain_volume_change_percent=-0.4,
    )  # fmt: skip
    exported(tmp_path / "out")
    with (tmp_path / "out" / "mri.csv").open(newline="") as file:
        assert next(csv.DictReader(file))["brain_volume_change_percent"] == "-0.4"


def test_two_projects_cannot_be_joined_and_every_interval_stays(imported, tmp_path):
    exported(tmp_path / "own")
    for key in (b"one", b"two"):
        exported(tmp_path / key.decode(), recoding=ForProject(key))
    own, one, two = (read_programme(tmp_path / name) for name in ("own", "one", "two"))
    names = [set(cohort.patients["patient_id"]) for cohort in (own, one, two)]
    assert not names[0] & names[1] and not names[1] & names[2]
    assert len(names[1]) == len(names[0])
    for cohort in (one, two):
        assert intervals(cohort) == intervals(own)
        assert cohort.visits["date"].to_list() != own.visits["date"].to_list()


def intervals(cohort):
    """Days between the visits of a patient and from the first dose, for all patients, without their names."""
    visits = cohort.visits.join(
        cohort.administrations.group_by("patient_id").agg(pl.col("date").min().alias("dose")),
        on="patient_id",
        how="left",
    )
    days = visits.group_by("patient_id").agg(pl.col("date") - pl.col("dose").fill_null(pl.col("date").min()))
    return sorted(str(sorted(row)) for row in days["date"].to_list())


def test_a_shift_is_of_at_most_half_a_year_and_one_for_each_patient():
    recoding = ForProject(b"key")
    days = {recoding.day(f"P{n}", DATA_DATE) - DATA_DATE for n in range(3000)}
    shifts = sorted(day.days for day in days)
    assert (shifts[0], shifts[-1]) == (-MOST_DAYS, MOST_DAYS)
    first = recoding.day("P1", DATA_DATE) - DATA_DATE
    assert recoding.day("P1", date(1999, 2, 3)) - date(1999, 2, 3) == first
    assert recoding.day("P1", None) is None


def test_no_column_of_an_identity_is_ever_declared_for_export():
    private = {"name", "birth_date", "telephone", "email", "number", "name_index", "number_index"}
    for table in TABLES.values():
        assert not private & set(table.names)
