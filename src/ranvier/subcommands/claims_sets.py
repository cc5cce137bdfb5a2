"""`ranvier claims list | show | new | check`: claim sets as files."""

from __future__ import annotations

import argparse
from pathlib import Path

_LIST = "Lists the claim sets that ranvier ships, with how many claims each has."

_SHOW = """Shows a claim set, one line a claim; or one claim in full: how it is read, what was assumed, and
what published studies say. Nothing is judged here: that is `ranvier examine`.
"""

_SHOW_EXAMPLES = """examples:
  ranvier claims show ccsvi                 sixteen claims, one line each
  ranvier claims show drug-programme N13    one claim in full
  ranvier claims show mine.toml A1          one of your own

exit codes: 0 done · 2 no such set or claim · 10–14 the file cannot be read · 30 the claim set is wrong
"""

_NEW = """Writes a claim set with an example of each kind of claim and a comment on every key, to fill in. It
can be checked as it is. A file that exists is never overwritten.
"""

_NEW_EXAMPLES = """examples:
  ranvier claims new mine.toml              begin
  ranvier claims check mine.toml            after every change
  ranvier examine --claims mine.toml -o out/            without records: literature and questions
  ranvier examine clinic/ --claims mine.toml -o out/    held against records

exit codes: 0 written · 2 not a .toml name · 10 such a file exists, or cannot be written · 11 no such folder
"""

_CHECK = """Reads a claim set and says everything that is wrong with it at once, each with its line and what
to try: unknown keys and endpoints, sets that cannot be, a time or unit that is missing, studies and figures
that do not exist, the same id twice. Its companion files of cases and hypotheses are read too.
`ranvier examine` reads a claim set in the same way.
"""

_CHECK_EXAMPLES = """examples:
  ranvier claims check mine.toml            nothing is written
  ranvier claims check ccsvi                a shipped one

exit codes: 0 nothing is wrong · 2 no such set · 11 no such file · 12 empty · 13 not text · 14 over 1 MB ·
30 something is wrong with it
"""


def add_sets(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands `claims list`, `show`, `new` and `check`."""
    _add(kinds, "list", "the claim sets that ship", _LIST).set_defaults(run=_run_list)
    show = _add(kinds, "show", "a claim set, or one claim in full", _SHOW, _SHOW_EXAMPLES)
    show.add_argument("set", metavar="SET", help="name of a shipped set, or a .toml file")
    show.add_argument("claim", metavar="CLAIM", nargs="?", default="", help="identifier, such as V05")
    show.set_defaults(run=_run_show)
    new = _add(kinds, "new", "begin a claim set of your own", _NEW, _NEW_EXAMPLES)
    new.add_argument("file", metavar="FILE", type=Path, help="a new .toml file")
    new.set_defaults(run=_run_new)
    check = _add(kinds, "check", "everything that is wrong with a claim set", _CHECK, _CHECK_EXAMPLES)
    check.add_argument("file", metavar="FILE", help="a .toml file, or the name of a shipped set")
    check.set_defaults(run=_run_check)


def _add(
    kinds: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    short: str,
    long: str,
    examples: str = "",
) -> argparse.ArgumentParser:
    return kinds.add_parser(
        name,
        help=short,
        description=long,
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _run_list(_options: argparse.Namespace) -> int:
    from ranvier import main_claim_sets as commands

    print(commands.list_claims())
    return 0


def _run_show(options: argparse.Namespace) -> int:
    from ranvier import main_claim_sets as commands

    print(commands.show_claims(options.set, options.claim))
    return 0


def _run_new(options: argparse.Namespace) -> int:
    from ranvier import main_claim_sets as commands

    path = commands.start_claim_set(options.file)
    print(f"New claim set: {path}\nnext: edit it, then  ranvier claims check {path}")
    return 0


def _run_check(options: argparse.Namespace) -> int:
    from ranvier import main_claim_sets as commands

    print(commands.checked_claims(options.file))
    return 0
