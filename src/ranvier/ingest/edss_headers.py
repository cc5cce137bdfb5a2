"""Which columns of a file an EDSS is made from, and everything that keeps its headers from being used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ranvier.errors import FileError, FileFaults
from ranvier.ingest.header_match import loose, near_header, position
from ranvier.ingest.raw import RawTable
from ranvier.ingest.sources import Style
from ranvier.tables.edss_scores import GRADE_COLUMNS, RULE
from ranvier.tables.edss_summary import COMPUTED, FLAGS
from ranvier.vocabulary.visits import AmbulationCoding

OPTIONAL_COLUMNS = ("ambulation_coding", "edss")

READ_COLUMNS = (*GRADE_COLUMNS, *OPTIONAL_COLUMNS)
"""The columns that are interpreted, by their names in the visits table."""


@dataclass(frozen=True)
class EdssReading:
    """How a file of examinations is read.

    headers: the file's header by our name, for those that are called otherwise. coding: the list of
    ambulation grades of rows that do not name one. sheet: of a workbook. style: how cells are written.
    """

    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    coding: AmbulationCoding | None = None
    sheet: str | None = None
    style: Style = field(default_factory=Style)


def check_headers(raw: RawTable, reading: EdssReading, label: str) -> None:
    """Refuses with everything that keeps the headers from being used."""
    problems = [_unknown_name(name) for name in reading.headers if name not in READ_COLUMNS]
    for name in READ_COLUMNS:
        header = reading.headers.get(name, name)
        if position(raw, header) is None and (name in GRADE_COLUMNS or name in reading.headers):
            problems.append(_absent(raw, name, header, label))
    problems += [_ambiguous(name, label) for name in OPTIONAL_COLUMNS if _is_ambiguous(raw, name, reading)]
    problems += _clashes(raw, label)
    if position(raw, _coding_header(reading)) is None and reading.coding is None:
        problems.append(_no_coding(label))
    if problems:
        faults = "1 fault" if len(problems) == 1 else f"{len(problems)} faults"
        raise FileFaults(problems, headline=f"The file cannot be scored: {faults}")


def _coding_header(reading: EdssReading) -> str:
    return reading.headers.get("ambulation_coding", "ambulation_coding")


def _is_ambiguous(raw: RawTable, name: str, reading: EdssReading) -> bool:
    alike = [header for header in raw.headers if loose(header) == name]
    return name not in reading.headers and len(alike) > 1 and position(raw, name) is None


def _ambiguous(name: str, label: str) -> FileError:
    return FileError(
        f"Several columns could be '{name}'", where=label, hint=f"say which one is: --column {name}=HEADER"
    )


def _clashes(raw: RawTable, label: str) -> Iterator[FileError]:
    """Headers that stand twice, and headers the result needs for itself."""
    twice = [i for i, header in enumerate(raw.headers, 1) if header and raw.headers.count(header) > 1]
    if twice:
        yield FileError(
            f"Columns share a header; counted from the left: {', '.join(map(str, twice))}",
            where=label,
            hint="rename them so that each header stands once",
        )
    for name in (COMPUTED, RULE, FLAGS):
        if name in raw.headers:
            hint = "rename it or take it out: the result has columns of these names"
            yield FileError(f"The file has a column '{name}' already", where=label, hint=hint)


def _no_coding(label: str) -> FileError:
    return FileError(
        "Nothing says which list the grades of ambulation are from; 6 is EDSS 6.0 in one, 6.5 in the other",
        where=label,
        hint=f"say --coding {' or --coding '.join(AmbulationCoding)}, or add a column ambulation_coding",
    )


def _unknown_name(name: str) -> FileError:
    return FileError(
        f"'{name}' is no column that an EDSS is made from",
        where="--column",
        hint=f"write OURS=YOURS with one of ours: {', '.join(READ_COLUMNS)}",
    )


def _absent(raw: RawTable, name: str, header: str, label: str) -> FileError:
    return FileError(
        f"The file has no column '{header}'",
        where=label,
        hint=f"{near_header(raw, header)}say what yours is called: --column {name}=HEADER",
    )
