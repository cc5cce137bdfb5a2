"""The text of a proposed programme.toml: every line with a comment that says how sure it is, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ranvier.ingest.propose.closing_date import closing_date_lines
from ranvier.ingest.propose.plan import SheetPlan
from ranvier.ingest.propose.table_text import quoted, table_text
from ranvier.ingest.sources import Header, Style
from ranvier.tables.model import TABLES

KNOWN_ELSEWHERE = ("patient_id",)
"""Required in every table, and found for the sheet as a whole."""

HEAD = """\
# Proposed by ranvier from {name}. Every line is a guess until you have read it:
# correct it, or take it out; then run: ranvier check FOLDER
#   sure    the whole header is a known one
#   likely  a part of it is
#   unsure  many cells below it do not fit
# How to write this file: docs/how-to/read-your-files.md
"""


def proposal_text(plans: Sequence[SheetPlan], name: str, path: str, stem: str) -> str:
    """The text of programme.toml.

    name: of the source. path: to the source from the folder. stem: a first name for the programme.
    """
    first = next((sheet for sheet in plans if sheet.tables), plans[0])
    lines = [HEAD.format(name=name), *_programme(plans, stem, first), ""]
    lines += [*_time_zero(plans), "", *_groups(plans)]
    done: set[str] = set()
    for sheet in plans:
        lines += ["", *_sheet(sheet, path, first.style, done)]
        done |= {plan.table.name for plan in sheet.tables}
    return "\n".join(lines) + "\n"


def _programme(plans: Sequence[SheetPlan], stem: str, first: SheetPlan) -> Iterator[str]:
    yield "[programme]"
    yield f"name = {quoted(stem)}  # the programme's name"
    yield from closing_date_lines(sum((sheet.dates for sheet in plans), Counter()))
    yield 'supplied_by = ""  # who answers for these records; nothing is read until you fill this in'
    yield from _style(first.style, Style(), unclear=first.unclear_order)


def _style(style: Style, usual: Style, *, unclear: bool) -> Iterator[str]:
    if unclear:
        yield "# The dates do not tell day from month. Say which of the two it is:"
        yield from (f'# date_format = "{name}"' for name in _both_orders(style.date_format))
    elif style.date_format != usual.date_format:
        yield f'date_format = "{style.date_format}"  # most dates are written so'
    if style.decimal_mark != usual.decimal_mark:
        yield f'decimal_mark = "{style.decimal_mark}"  # more numbers have this mark than the other'
    if style.encoding != usual.encoding:
        yield f'encoding = "{style.encoding}"  # the bytes look like it; check a word with accents'


def _both_orders(date_format: str) -> tuple[str, str]:
    swapped = date_format.replace("dd", "?").replace("mm", "dd").replace("?", "mm")
    return date_format, swapped


def _time_zero(plans: Sequence[SheetPlan]) -> Iterator[str]:
    tables = {plan.table.name for sheet in plans for plan in sheet.tables}
    yield "[time_zero]  # from which date each group's time counts; without it no change can be judged"
    if "administrations" in tables:
        yield 'treated = "administrations.date"  # the first cell dose'
    else:
        yield '# treated = "administrations.date"  # no dates of doses were found'
    yield '# comparator = "patients.enrolled_date"  # no default: declare it if there are comparators'


def _groups(plans: Sequence[SheetPlan]) -> Iterator[str]:
    headers = [
        line.source.name
        for sheet in plans
        for plan in sheet.tables
        for line in plan.lines
        if (plan.table.name, line.column) == ("patients", "group") and isinstance(line.source, Header)
    ]
    yield "[groups]"
    if headers:
        yield f"# As the column {quoted(headers[0])} writes them, capital letters included:"
    else:
        yield "# No column with a group was found."
    yield '# treated = ["..."]     # the words for the treated'
    yield '# comparator = ["..."]  # the words for those they are compared with'
    yield '# assignment = "none"   # or "randomised", "external"'


def _sheet(sheet: SheetPlan, path: str, common: Style, done: set[str]) -> Iterator[str]:
    if sheet.name is not None:
        yield f"# Sheet {quoted(sheet.name)}" + ("" if sheet.tables else ": nothing is proposed for it")
    if sheet.problem:
        yield f"# It could not be looked at: {sheet.problem}"
    own_style = []
    if sheet.style != common:
        own_style = list(_style(sheet.style, common, unclear=sheet.unclear_order))
    for plan in sheet.tables:
        if plan.table.name in done:
            yield f"# [tables.{plan.table.name}] is proposed above; a table has one place: join the rows"
            continue
        yield from table_text(plan, sheet, path, own_style)
        yield ""
    for one in sheet.lonely:
        others = [name for name in TABLES[one.target.table].required if name not in KNOWN_ELSEWHERE]
        missing = ", ".join(name for name in others if name != one.target.column)
        target = f"{one.target.table}.{one.target.column}"
        yield f"# {quoted(one.header)} looks like {target}, but no header was recognised for: {missing}"
    if sheet.unused:
        yield f"# Not proposed: {', '.join(quoted(header) for header in sheet.unused)}"
