"""`ranvier claims cases`: what a claim set's source tells of single patients, as a table."""

from __future__ import annotations

import argparse

from ranvier.vocabulary.outcomes import SENTENCE

_CASES = """Shows the described cases of a claim set: who, before and after as bands of the EDSS that the
description allows, what was given, how long each was followed, and what is not stated. Nothing is judged.
"""

_EXAMPLES = f"""examples:
  ranvier claims cases cell-therapy         ten described cases
  ranvier claims cases mine.toml            those of the file named under `cases`

exit codes: 0 done · 2 no such set · 10–14 the file cannot be read · 30 the claim set is wrong

{SENTENCE}
"""


def add_cases(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command `claims cases`."""
    cases = kinds.add_parser(
        "cases",
        help="the patients that a claim set's source describes, as a table",
        description=_CASES,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    cases.add_argument("set", metavar="SET", help="name of a shipped set, or a .toml file")
    cases.set_defaults(run=_run_cases)


def _run_cases(options: argparse.Namespace) -> int:
    from ranvier import main_claims as commands
    from ranvier.report.case_series_text import case_series_text

    print(case_series_text(commands.read_cases(options.set)))
    print(f"\n{SENTENCE}")
    return 0
