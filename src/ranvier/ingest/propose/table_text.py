"""The text of one proposed table in programme.toml."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from ranvier.ingest.propose.code_words import CodeProposal
from ranvier.ingest.propose.plan import SheetPlan
from ranvier.ingest.propose.table_plan import Line, TablePlan
from ranvier.ingest.sources import Constant, Header, Shifted, Source
from ranvier.tables.declaration import Table


def table_text(plan: TablePlan, sheet: SheetPlan, path: str, style: Sequence[str]) -> Iterator[str]:
    """The lines of one table. path: of its file. style: lines on how its cells are written."""
    name = plan.table.name
    yield f"[tables.{name}]  # {plan.table.meaning}"
    yield f"file = {quoted(path)}"
    if sheet.name is not None:
        yield f"sheet = {quoted(sheet.name)}"
    if sheet.style.header_row > 1:
        yield f"header_row = {sheet.style.header_row}  # the first row that looks like headers"
    yield from style
    if plan.wide:
        yield "wide = [  # each entry gives a patient one row, and none where its cells are empty"
        for block in plan.wide:
            yield f"  # {_how_sure(block)}"
            yield f"  {_block(block)}"
        yield "]"
    yield ""
    yield f"[tables.{name}.columns]"
    yield from (_line(plan.table, line) for line in plan.lines)
    yield from _what_is_missing(plan)
    for proposal in plan.codes:
        yield ""
        yield from _codes(name, proposal)


def _what_is_missing(plan: TablePlan) -> Iterator[str]:
    for column in plan.missing:
        yield f'# {column} = "..."  # required, and no header was recognised for it'
    columns = {line.column for block in (plan.lines, *plan.wide) for line in block}
    if "ambulation" in columns and "ambulation_coding" not in columns:
        yield "# Which list are these grades from? A grade of 6 is EDSS 6.0 in one and 6.5 in the other."
        yield '# ambulation_coding = { constant = "neurostatus_16" }  # or "grades_13"'


def _block(block: Sequence[Line]) -> str:
    pairs = ", ".join(f"{line.column} = {source_text(line.source)}" for line in block)
    return f"{{ {pairs} }},"


def _how_sure(lines: Sequence[Line]) -> str:
    read, cells = sum(line.fit.n_read for line in lines), sum(line.fit.n_cells for line in lines)
    word = "sure" if all(line.whole for line in lines) else "likely"
    if not cells or any(line.fit.is_poor for line in lines):
        word = "unsure"
    note = f"{word}; {read:,} of {cells:,} cells can be read" if cells else f"{word}; no cell is filled"
    counted = any(isinstance(line.source, Shifted) for line in lines)
    return f"{note}; the date is counted from another column: is that so?" if counted else note


def _line(table: Table, line: Line) -> str:
    text = f"{line.column} = {source_text(line.source)}  # {_how_sure([line])}"
    return f"# {text}" if line.fit.is_poor and line.column not in table.required else text


def _codes(table: str, proposal: CodeProposal) -> Iterator[str]:
    allowed = ", ".join(code.value for code in proposal.column.codes or ()) or "yes, no"
    yield f"[tables.{table}.codes.{proposal.column.name}]  # your word = one of: {allowed}"
    yield from (f"{quoted(theirs)} = {quoted(ours)}  # sure: a known word" for theirs, ours in proposal.known)
    yield from (f'# {quoted(theirs)} = "..."  # not known: what does it mean?' for theirs in proposal.asked)
    if proposal.n_rare:
        yield f"# {proposal.n_rare:,} rarer words are not known either: ranvier check names their rows"


def source_text(source: Source) -> str:
    """A source as programme.toml writes it."""
    if isinstance(source, Header):
        return quoted(source.name)
    if isinstance(source, Constant):
        return f"{{ constant = {quoted(source.text)} }}"
    if isinstance(source, Shifted):
        return f"{{ date = {quoted(source.anchor)}, {_shift(source)} }}"
    return f"{{ year_of = {quoted(source.date)} }}"


def _shift(source: Shifted) -> str:
    if isinstance(source.plus_days, str):
        return f"{'minus' if source.minus else 'plus'}_days = {quoted(source.plus_days)}"
    return f"plus_months = {source.plus_months}"


def quoted(text: str) -> str:
    """*text* as a TOML string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
