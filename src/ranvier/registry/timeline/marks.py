"""What of a patient's records stands in the timeline, row by row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ranvier.registry.models import Patient
from ranvier.vocabulary.products import TreatmentKind


@dataclass(frozen=True)
class Mark:
    """One thing on one day. strong: filled or ringed, as its row explains. words: for the table."""

    day: date
    words: str
    strong: bool = False
    label: str = ""


@dataclass(frozen=True)
class Stretch:
    """Something from one day to another; open where it has not ended."""

    first: date
    last: date | None
    words: str


@dataclass(frozen=True)
class Marks:
    """Everything the picture shows beside the scores."""

    relapses: tuple[Mark, ...] = ()
    mri: tuple[Mark, ...] = ()
    drugs: tuple[Stretch, ...] = ()
    steroids: tuple[Stretch, ...] = ()
    doses: tuple[Mark, ...] = ()
    events: tuple[Mark, ...] = ()
    visits: tuple[Mark, ...] = field(default=())


def marks_of(patient: Patient, visits: Iterable[Any], doses: Iterable[Any]) -> Marks:
    """The marks of *patient*, from rows that are not void."""
    treatments = list(patient.treatments.filter(void_reason=""))
    return Marks(
        relapses=tuple(
            Mark(one.onset_date, f"relapse {one.severity or 'of unknown severity'}")
            for one in patient.relapses.filter(void_reason="")
        ),
        mri=tuple(
            Mark(one.date, f"MRI {one.region}".strip(), strong=bool(one.gd_lesions))
            for one in patient.mris.filter(void_reason="")
        ),
        drugs=_stretches(treatments, TreatmentKind.DMT),
        steroids=_stretches(treatments, TreatmentKind.STEROID),
        doses=tuple(
            Mark(one.date, f"cell dose, lot {_lot(one)}", strong=bool(one.departures), label=_lot(one))
            for one in doses
        ),
        events=tuple(
            Mark(one.onset_date, f"{one.term}, grade {one.grade or 'unknown'}", label=str(one.grade or "?"))
            for one in patient.adverseevents.filter(void_reason="")
        ),
        visits=tuple(
            Mark(one.date, "visit, locked" if one.locked_at else "visit", strong=bool(one.locked_at))
            for one in visits
        ),
    )


def _lot(dose: Any) -> str:
    return (dose.cell_product.lot if dose.cell_product else dose.lot) or "not recorded"


def _stretches(treatments: Iterable[Any], kind: TreatmentKind) -> tuple[Stretch, ...]:
    return tuple(
        Stretch(one.start_date, one.end_date, one.substance) for one in treatments if one.kind == kind.value
    )
