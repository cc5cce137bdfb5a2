"""`ranvier theory`: the mechanisms a source offers, as predictions."""

from __future__ import annotations

import argparse
from pathlib import Path

from ranvier.vocabulary.outcomes import SENTENCE

_THEORY = """Says of each mechanism that a claim set offers which measure it would move, from which day and
until when, whether that would move without cells as well, which test tells two hypotheses apart, and which
of them could have moved by the day on which a described case is first reported better.

Days only: no size of any effect is predicted. With -o also a page with a chart and all tables.
"""

_EXAMPLES = f"""examples:
  ranvier theory                                       the shipped set cell-therapy
  ranvier theory cell-therapy -o page.html
  ranvier theory mine.toml                             your own set, with `hypotheses` in its [set]

exit codes: 0 done · 2 wrong call, or a set without a mechanism · 10–14 a file cannot be used · 30 claim set

{SENTENCE}
"""


def add_theory(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command `theory`."""
    theory = commands.add_parser(
        "theory",
        help="what each mechanism predicts, from which day, and which test tells two apart",
        description=_THEORY,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    theory.add_argument(
        "claims", nargs="?", default="cell-therapy", metavar="SET", help="shipped set or your .toml file"
    )
    theory.add_argument("-o", "--out", type=Path, metavar="PAGE", help="write a page: page.html")
    theory.set_defaults(run=_run_theory)


def _run_theory(options: argparse.Namespace) -> int:
    from ranvier import main as commands

    print(commands.theory(options.claims, options.out))
    if options.out is not None:
        print(f"\nPage: {options.out}")
    return 0
