"""From nothing to a registry that can be opened: Django, database, first person, and a demo if asked for."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from ranvier.errors import UsageError

Progress = Callable[[str], None]

DEMO_PATIENTS = 60


def start_django(*, loopback: bool) -> None:
    """Make the registry usable in this process. loopback: plain HTTP, on this machine only."""
    import django  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ranvier.registry.settings")
    if loopback:
        os.environ["RANVIER_PLAIN"] = "loopback"
    os.umask(0o077)
    django.setup()


def prepare_database(progress: Progress) -> None:
    """Bring the database up to date; every trigger of the audit trail is put in place anew."""
    from django.core.management import call_command  # noqa: PLC0415

    from ranvier.registry.audit.actor import INSTALLATION, acting_as  # noqa: PLC0415

    progress("preparing the database")
    with acting_as(INSTALLATION):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)


def has_anybody() -> bool:
    """Whether anybody can sign in at all."""
    from ranvier.registry.models import Person  # noqa: PLC0415

    return Person.objects.exists()


def make_first_site(name: str, *, synthetic: bool) -> None:
    """The first site, where there is none."""
    from ranvier.registry.audit.actor import INSTALLATION, acting_as  # noqa: PLC0415
    from ranvier.registry.models import ProgrammeText, Site  # noqa: PLC0415

    if Site.objects.exists():
        return
    with acting_as(INSTALLATION):
        Site.objects.create(code="A", name=name, is_synthetic=synthetic)
        ProgrammeText.objects.create(name=name, supplied_by=name, is_synthetic=synthetic)


def make_administrator(username: str, password: str) -> None:
    """Somebody who may make accounts at every site. UsageError: a password that is too easy to guess."""
    from django.contrib.auth.password_validation import validate_password  # noqa: PLC0415
    from django.core.exceptions import ValidationError  # noqa: PLC0415
    from django.db import transaction  # noqa: PLC0415

    from ranvier.registry.audit.actor import INSTALLATION, acting_as  # noqa: PLC0415
    from ranvier.registry.models import Membership, Person, Site  # noqa: PLC0415
    from ranvier.registry.roles import Role  # noqa: PLC0415

    try:
        validate_password(password, Person(username=username))
    except ValidationError as error:
        raise UsageError(" ".join(error.messages), where="the password", hint="choose a longer one") from None
    with acting_as(INSTALLATION), transaction.atomic():
        person = Person.objects.create_user(username, password=password, staff_code="R-01")
        for site in Site.objects.all():
            Membership.objects.create(person=person, site=site, role=Role.ADMINISTRATOR)


def load_demo(progress: Progress) -> int:
    """Patients of a synthetic clinic at the first site; how many comes back, 0 where there are some."""
    from ranvier.registry.audit.actor import INSTALLATION, acting_as  # noqa: PLC0415
    from ranvier.registry.exchange.importing import ConsentStated, carry_out, plan_import  # noqa: PLC0415
    from ranvier.registry.models import Patient, Site  # noqa: PLC0415
    from ranvier.registry.models.consent import Purpose  # noqa: PLC0415
    from ranvier.simulate.clinic import simulate_clinic  # noqa: PLC0415
    from ranvier.simulate.plan import NO_EFFECT  # noqa: PLC0415
    from ranvier.tables.write import write_programme  # noqa: PLC0415

    if Patient.objects.exists():
        return 0
    progress("making a synthetic clinic")
    site = Site.objects.get(code="A")
    with tempfile.TemporaryDirectory() as folder, acting_as(INSTALLATION):
        write_programme(simulate_clinic(replace(NO_EFFECT, n_patients=DEMO_PATIENTS), 1), Path(folder))
        plan = plan_import(Path(folder), site)
        agreed = ConsentStated((Purpose.CARE_REGISTRY, Purpose.RESEARCH_EXPORT), date(2010, 1, 1))
        batch = carry_out(plan, site, None, consent=agreed, progress=progress)
    return int(batch.rows["patients"])
