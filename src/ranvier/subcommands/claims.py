"""`ranvier claims`: claim sets, from a promoter's page to a file that `ranvier examine` takes."""

from __future__ import annotations

import argparse
from pathlib import Path

from ranvier.subcommands.claims_cases import add_cases
from ranvier.subcommands.claims_protocol import add_protocol
from ranvier.subcommands.claims_sets import add_sets
from ranvier.vocabulary.outcomes import SENTENCE

_READ = """Reads a promoter's page (text, HTML or PDF) and proposes which of its sentences assert something
that could be checked: kind, quantity, of whom, when, and the place in the file. Rules of language, no model:
they miss some and take some wrongly, so a person confirms each. Names, phone numbers and the like are flagged
by place and kind, never kept or printed. Nothing on the page is run, and nothing is fetched. English only.
"""

_READ_EXAMPLES = f"""examples:
  ranvier claims read page.html                        a table of proposals
  ranvier claims read page.pdf -o proposed.toml        the same as a claim set to correct, never overwritten
  ranvier claims read - --json < page.txt              everything, for a program

exit codes: 0 read, whether or not anything asserts · 2 wrong call · 10 the new file cannot be written ·
11 no such page · 12 empty · 13 binary, broken, encrypted, a PDF of pictures, or not in English ·
14 over 5 MB of text, a PDF of over 50 MB or 500 pages, or too dear to read

{SENTENCE}
"""


def add_claims(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The group of commands `claims`."""
    claims = commands.add_parser(
        "claims",
        help="claim sets: list, show, begin and check them; propose one from a page; freeze a test",
        description="Claim sets: what a source asserts, in a form that records can be held against.",
    )
    kinds = claims.add_subparsers(title="what", metavar="WHAT", required=True)
    for add in (add_sets, add_cases, _add_read, add_protocol):
        add(kinds)


def _add_read(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    read = kinds.add_parser(
        "read",
        help="which sentences of a promoter's page assert something checkable",
        description=_READ,
        epilog=_READ_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    read.add_argument("page", metavar="FILE", help=".txt, .html or .pdf; - for standard input")
    read.add_argument("-o", "--out", type=Path, metavar="SET", help="write a claim set: proposed.toml")
    read.add_argument("--json", action="store_true", help="print everything as JSON instead of a table")
    read.set_defaults(run=_run_read)


def _run_read(options: argparse.Namespace) -> int:
    from time import monotonic

    from ranvier import main_claims as commands
    from ranvier.report.page_reading_json import page_reading_json
    from ranvier.report.page_reading_text import page_reading_text
    from ranvier.subcommands.terminal import after_a_while, clear, tell

    reading = commands.read_claims_page(options.page, options.out, progress=after_a_while(tell, monotonic))
    clear()
    if options.json:
        print(page_reading_json(reading), end="")
        return 0
    print(page_reading_text(reading))
    if options.out is not None:
        print(f"\nProposed claim set: {options.out}")
    print(f"\n{SENTENCE}")
    return 0
