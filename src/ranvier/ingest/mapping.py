"""Puts the columns of somebody else's file under the names of a model table, still as text.

A wide sheet becomes a long table on the way: every entry of its `wide` list gives each patient one row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from ranvier.errors import RanvierError
from ranvier.ingest.header_match import headers_of, loose, near_header, position
from ranvier.ingest.raw import RawTable
from ranvier.ingest.sources import Constant, Header, Shifted, Source, TableMapping, YearOf
from ranvier.tables.declaration import Table
from ranvier.tables.marks import SOURCE_ROW
from ranvier.tables.model import TABLES

ANCHOR, DAYS, SIGN, MONTHS, YEAR = "@anchor", "@days", "@sign", "@months", "@year"
"""Endings of the text columns that a date counted from another, or a year, is made of."""


@dataclass(frozen=True)
class MappedTable:
    """The text of one model table.

    frame: `source_row` and a text column for each model column that has a source; for dates counted from
    another `<date>@anchor`, `@days`, `@sign` and `@months`, for the year of a date `<year>@year`. supplied:
    the model columns with a source. headers: their headers by model column, where they are one or two.
    unread: positions of columns in the file that nothing is read from, the first being 1. Rows of a wide
    sheet or of a counted date that hold nothing to read are left out.
    """

    frame: pl.DataFrame
    supplied: frozenset[str]
    headers: Mapping[str, str]
    unread: tuple[int, ...]


def map_columns(raw: RawTable, mapping: TableMapping) -> tuple[MappedTable | None, list[RanvierError]]:
    """The mapped text of *raw*, or None with everything that keeps the mapping from fitting the file."""
    table = TABLES[mapping.table]
    shared = {**_by_own_name(raw, mapping, table), **mapping.columns}
    blocks = [{**shared, **block} for block in mapping.wide] or [shared]
    problems = _misfits(raw, mapping, table, blocks)
    if problems:
        return None, problems
    frames = [
        _block(raw, mapping, block, own) for block, own in zip(blocks, mapping.wide or [{}], strict=True)
    ]
    frame = pl.concat(frames, how="diagonal")
    if len(frames) > 1:
        frame = frame.sort(SOURCE_ROW, maintain_order=True)
    return MappedTable(frame, _supplied(blocks), _headers(blocks), _unread(raw, blocks)), []


def _by_own_name(raw: RawTable, mapping: TableMapping, table: Table) -> dict[str, Source]:
    if mapping.wide:
        return {}
    taken = {loose(header) for source in mapping.columns.values() for header in headers_of(source)}
    found: dict[str, Source] = {}
    for name in table.names:
        alike = [header for header in raw.headers if loose(header) == name]
        if alike and name not in mapping.unread and name not in taken:
            found[name] = Header(alike[0])
    return found


def _misfits(
    raw: RawTable, mapping: TableMapping, table: Table, blocks: Iterable[Mapping[str, Source]]
) -> list[RanvierError]:
    problems: list[RanvierError] = []
    section = f"columns of [tables.{table.name}] in programme.toml"
    wanted = dict.fromkeys(
        header for block in blocks for source in block.values() for header in headers_of(source)
    )
    for header in wanted:
        if position(raw, header) is None:
            problems.append(_absent_header(raw, header, mapping.label, section))
    for name in table.required:
        if any(name not in block for block in blocks):
            hint = f'add {name} = "your header" to {section}'
            problems.append(
                RanvierError(f"{table.name} needs a column '{name}'", where=mapping.label, hint=hint)
            )
    return problems


def _absent_header(raw: RawTable, header: str, label: str, section: str) -> RanvierError:
    alike = sum(loose(name) == loose(header) for name in raw.headers)
    if alike > 1:
        return RanvierError(
            f"The header '{header}' stands {alike} times in the file",
            where=label,
            hint="rename the columns so that each header stands once",
        )
    return RanvierError(
        f"The file has no column with the header '{header}'",
        where=label,
        hint=f"{near_header(raw, header)}correct it in {section}; the file has {len(raw.headers)} columns",
    )


def _block(
    raw: RawTable, mapping: TableMapping, sources: Mapping[str, Source], own: Mapping[str, Source]
) -> pl.DataFrame:
    columns = [pl.col(SOURCE_ROW)]
    for name, source in sources.items():
        columns += _texts(raw, mapping, name, source)
    frame = raw.frame.select(columns)
    counted = any(isinstance(source, Shifted) for source in sources.values())
    content = _content_of(own or sources) if own or counted else []
    return (
        frame.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in content)) if content else frame
    )


def _content_of(sources: Mapping[str, Source]) -> list[str]:
    """The columns that make a row worth reading; the date counted from only if nothing else is mapped."""
    content, anchors = [], []
    for name, source in sources.items():
        if name == "patient_id":
            continue
        if isinstance(source, Header):
            content.append(name)
        elif isinstance(source, YearOf):
            content.append(f"{name}{YEAR}")
        elif isinstance(source, Shifted):
            anchors.append(f"{name}{ANCHOR}")
            content += [f"{name}{DAYS}"] if isinstance(source.plus_days, str) else []
    return content or anchors


def _texts(raw: RawTable, mapping: TableMapping, name: str, source: Source) -> list[pl.Expr]:
    if isinstance(source, Constant):
        return [pl.lit(source.text).alias(name)]
    meant = mapping.codes.get(name, {})
    missing = [word.casefold() for word in mapping.style.missing if word.casefold() not in meant]

    def text(header: str) -> pl.Expr:
        trimmed = pl.col(str(position(raw, header))).str.strip_chars()
        nothing = (trimmed == "") | trimmed.str.to_lowercase().is_in(missing)
        return pl.when(nothing).then(None).otherwise(trimmed)

    if isinstance(source, Header):
        return [text(source.name).alias(name)]
    if isinstance(source, YearOf):
        return [text(source.date).alias(f"{name}{YEAR}")]
    days = text(source.plus_days) if isinstance(source.plus_days, str) else pl.lit(str(source.plus_days))
    return [
        text(source.anchor).alias(f"{name}{ANCHOR}"),
        days.alias(f"{name}{DAYS}"),
        pl.lit("-1" if source.minus else "1").alias(f"{name}{SIGN}"),
        pl.lit(str(source.plus_months)).alias(f"{name}{MONTHS}"),
    ]


def _supplied(blocks: Iterable[Mapping[str, Source]]) -> frozenset[str]:
    return frozenset(name for block in blocks for name in block)


def _headers(blocks: list[dict[str, Source]]) -> dict[str, str]:
    """Their header by model column, where all blocks agree on one."""
    found: dict[str, set[str]] = {}
    for block in blocks:
        for name, source in block.items():
            found.setdefault(name, set()).update(headers_of(source))
    return {name: " and ".join(sorted(headers)) for name, headers in found.items() if 0 < len(headers) <= 2}


def _unread(raw: RawTable, blocks: Iterable[Mapping[str, Source]]) -> tuple[int, ...]:
    read = {
        position(raw, header)
        for block in blocks
        for source in block.values()
        for header in headers_of(source)
    }
    return tuple(i + 1 for i, header in enumerate(raw.headers) if i not in read and header)
