"""One study, its numbers, or one position, read and checked."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType

from ranvier.errors import RanvierError
from ranvier.literature.read_number import decided, read_number
from ranvier.literature.section import Section
from ranvier.literature.study import Position, Study
from ranvier.vocabulary.provenance import Provenance

_STUDY_ID = re.compile(r"[A-Z]\d{2,3}")


def read_study(part: Section) -> Study:
    """One study; faults are kept in *part*. Which numbers may decide is settled by `with_decisions`."""
    study_id = part.text("id", required=True)
    if study_id and not _STUDY_ID.fullmatch(study_id):
        part.fault("'id' must be a capital letter and two or three digits", "for example E62")
    part.where = f"study {study_id}" if study_id else part.where
    ids = {name: str(found) for name, found in part.scalars("ids").items()}
    study = Study(
        id=study_id,
        topic=part.text("topic", required=True),
        citation=part.text("citation", required=True),
        design=part.text("design", required=True),
        reading=part.text("reading", required=True),
        numbers=tuple(read_number(inner, study_id) for inner in part.parts("numbers")),
        year=read_year(part),
        n=part.text("n"),
        population=part.text("population"),
        intervention=part.text("intervention"),
        comparator=part.text("comparator"),
        follow_up=part.text("follow_up"),
        limits=part.text("limits"),
        ids=MappingProxyType(ids),
        unverified_ids=part.texts("unverified_ids"),
    )
    _check_ids(part, study)
    part.done()
    return study


def read_position(part: Section) -> Position:
    """One position of a regulator, a court or a society."""
    position = Position(
        id=part.text("id", required=True),
        body=part.text("body", required=True),
        year=read_year(part) or 0,
        fact=part.text("fact", required=True),
        status=part.word("status", Provenance) or Provenance.MEMORY,
        address=part.text("address"),
        caveat=part.text("caveat"),
    )
    part.done()
    return position


def with_decisions(studies: list[Study], faults: list[RanvierError]) -> list[Study]:
    """The same studies, each derived number knowing whether all its inputs may decide."""
    settled = decided((number for study in studies for number in study.numbers), faults)
    return [
        replace(study, numbers=tuple(settled[number.key] for number in study.numbers)) for study in studies
    ]


def read_year(part: Section) -> int | None:
    """The year of a publication."""
    year = part.number("year")
    if year is not None and not 1900 <= year <= 2100:
        part.fault("'year' must lie between 1900 and 2100")
        return None
    return None if year is None else int(year)


def _check_ids(part: Section, study: Study) -> None:
    """Report a study without any identifier, and unverified ones that are not there."""
    if not study.ids:
        part.fault(
            "a study needs a DOI, a PMID, a registry number or at least an address", "add it under ids"
        )
    for name in study.unverified_ids:
        if name not in study.ids:
            part.fault(f"'{name}' is called unverified but is not among the ids")
    if not study.numbers:
        part.fault("a study needs at least one number", "add it under numbers")
