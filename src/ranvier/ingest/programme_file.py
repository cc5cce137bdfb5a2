"""Reads programme.toml: what a programme says of itself. All faults are raised at once.

The sections [programme], [time_zero], [groups] and [rates] are read here, [tables] in `programme_tables`. The
whole format is described in docs/how-to/read-your-files.md.
"""

from __future__ import annotations

import hashlib
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from ranvier.errors import EmptyFile, FileTooLarge, MissingFile, ProgrammeError, RanvierError, UsageError
from ranvier.ingest.limits import LIMITS, Limits, bytes_phrase
from ranvier.ingest.programme_tables import read_style, read_tables
from ranvier.ingest.sources import ProgrammeFile, RateFile
from ranvier.ingest.toml_section import Section, did_you_mean
from ranvier.tables.model import TABLES
from ranvier.tables.programme import Groups, Programme, TimeZero
from ranvier.tables.rate_table import CANCER
from ranvier.vocabulary.edss import is_valid_edss
from ranvier.vocabulary.people import Assignment, ComparatorKind

NAME = "programme.toml"
"""The file that makes a folder a programme."""


def read_programme_file(path: Path, *, limits: Limits = LIMITS) -> ProgrammeFile:
    """What programme.toml says.

    path: the file, or the folder that holds it. Raises UsageError, MissingFile, EmptyFile or FileTooLarge, or
    one ProgrammeError with everything that is wrong in it.
    """
    path = _find(path)
    content = _content(path, limits)
    problems: list[RanvierError] = []
    root = Section("the top level", _parsed(content), problems)
    programme_section = root.section("programme", "[programme]")
    style = read_style(programme_section)
    programme = _programme(programme_section, root)
    tables, unnamed = read_tables(root, path.parent, style)
    rates = _rates(root.section("rates", "[rates]"), path.parent)
    root.finish()
    if problems or programme is None:
        raise _programme_error(problems)
    return ProgrammeFile(programme, path, tables, hashlib.sha256(content).hexdigest(), unnamed, rates)


def _find(path: Path) -> Path:
    if not path.exists():
        raise MissingFile(
            "The programme is not there",
            where=str(path),
            hint="check the path, or start one with: ranvier new DIR --from FILE",
        )
    if path.is_file() and path.suffix.lower() != ".toml":
        raise UsageError(
            "This file is not a programme",
            where=path.name,
            hint="name a folder with a programme.toml; start one with: ranvier new DIR --from FILE",
        )
    if path.is_dir():
        path = path / NAME
        if not path.is_file():
            raise MissingFile(
                f"The folder has no {NAME}",
                where=str(path.parent),
                hint="start one from a file of yours: ranvier new DIR --from FILE",
            )
    return path


def _content(path: Path, limits: Limits) -> bytes:
    size = path.stat().st_size
    if size == 0:
        raise EmptyFile(
            f"{path.name} is empty", where=path.name, hint="start one with: ranvier new DIR --from FILE"
        )
    if size > limits.programme_bytes:
        raise FileTooLarge(
            f"{path.name} is larger than {bytes_phrase(limits.programme_bytes)}",
            where=path.name,
            hint="a programme.toml holds settings only; was a table named so?",
        )
    return path.read_bytes()


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        problem, hint = "programme.toml is not UTF-8", "save it again with the encoding UTF-8"
    except tomllib.TOMLDecodeError as error:
        problem = "programme.toml is not valid TOML"
        hint = f"look at the place named: {error}; texts stand in quotes, keys once"
    raise _programme_error([RanvierError(problem, where=NAME, hint=hint)])


def _programme_error(problems: list[RanvierError]) -> ProgrammeError:
    count = len(problems)
    return ProgrammeError(
        problems, headline=f"programme.toml has {'1 fault' if count == 1 else f'{count} faults'}"
    )


def _programme(section: Section, root: Section) -> Programme | None:
    name = section.text("name", required=True)
    data_date = section.day("data_date", required=True)
    supplied_by = section.text("supplied_by", required=True)
    synthetic, audited = section.flag("synthetic"), section.flag("audited")
    claims_fixed, protocol = section.day("claims_fixed"), section.text("protocol")
    entry, released = _entry_edss(section), section.whole("doses_released")
    section.finish()
    time_zero, groups = _time_zero(root.section("time_zero", "[time_zero]")), _groups(root)
    if name is None or data_date is None or supplied_by is None:
        return None
    return Programme(
        name=name,
        data_date=_plain_date(data_date),
        supplied_by=supplied_by,
        synthetic=bool(synthetic),
        audited=bool(audited),
        claims_fixed=claims_fixed,
        protocol=protocol,
        doses_released=released,
        entry_edss_at_least=entry,
        time_zero=time_zero,
        groups=groups,
    )


def _plain_date(day: date) -> date:
    return date(day.year, day.month, day.day)


def _entry_edss(section: Section) -> float | None:
    entry = section.number("entry_edss_at_least")
    if entry is not None and not is_valid_edss(entry):
        section.fault(
            "'entry_edss_at_least' must be an EDSS: 0 or 1.0 to 10.0 in half points",
            "write for example entry_edss_at_least = 3.0",
            "entry_edss_at_least",
        )
        return None
    return None if entry is None else float(entry)


def _time_zero(section: Section) -> TimeZero:
    found = {key: _date_column(section, key) for key in ("treated", "comparator")}
    section.finish()
    return TimeZero(**found)


def _date_column(section: Section, key: str) -> str | None:
    word = section.text(key)
    dates = [f"{table.name}.{column.name}" for table in TABLES.values() for column in table.dates]
    if word is None or word in dates:
        return word
    table = _table_meant(word.partition(".")[0])
    allowed: list[str] = dates
    if table is not None:
        allowed = [f"{table}.{date_column.name}" for date_column in TABLES[table].dates]
    section.fault(f"'{key}' must name a date column as table.column", did_you_mean(word, allowed), key)
    return None


def _table_meant(word: str) -> str | None:
    """The one table called *word*, or whose name begins with it."""
    if word in TABLES:
        return word
    begun = [name for name in TABLES if word and name.startswith(word.casefold())]
    return begun[0] if len(begun) == 1 else None


def _groups(root: Section) -> Groups:
    section = root.section("groups", "[groups]")
    treated, comparator = section.words("treated") or (), section.words("comparator") or ()
    assignment = section.choice("assignment", Assignment) or Assignment.NONE
    kind = section.choice("comparator_kind", ComparatorKind)
    blinded = section.flag("assessor_blinded")
    section.finish()
    if set(treated) & set(comparator):
        section.fault(
            "A word of patients.group stands for both groups",
            "name each word under one group only",
            "comparator",
        )
    return Groups(treated, comparator, assignment, kind, blinded)


def _rates(section: Section, folder: Path) -> tuple[RateFile, ...]:
    """The files of rates that the records are held against."""
    file, population = section.text(CANCER), section.text("population")
    section.finish()
    if file is None:
        if population is not None:
            section.fault("A population needs a file", f'write {CANCER} = "rates.csv"', "population")
        return ()
    return (RateFile(CANCER, file, folder / file, population),)
