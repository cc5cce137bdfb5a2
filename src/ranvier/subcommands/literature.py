"""`ranvier literature`: published studies listed, shown and pooled; early evidence judged as if then."""

from __future__ import annotations

import argparse
from pathlib import Path

from ranvier.errors import UsageError

_LITERATURE = """Lists the published studies that ranvier ships, shows one with the origin of every number,
or pools those that answer one question. A number that was not read at its source is marked unverified and
decides nothing.
"""

_POOL = """Pools studies of one endpoint, measure, kind of arms, definition and span of follow-up; several
questions on an endpoint are answered one by one and never mixed. Random effects (restricted maximum
likelihood) with the interval of Hartung and Knapp, and where the true value of a further study may lie. Fewer
than three verified studies make no mean. Unverified numbers are shown, and enter a second line at most, which
decides nothing.
"""

_RETRODICT = """Judges early evidence of therapies as if the deciding trials were not known, then again with
them, and lays what was found beside: verdicts, traps, a signal to rank by, and every error. Without FILE the
cases that ship. FILE is YAML with a list `cases`, each with an `id` and a part `early`
(docs/reference/literature.md). A judge reads nothing but the early part.
"""

_EXAMPLES = """examples:
  ranvier literature list                              all studies, one line each
  ranvier literature list --topic MSC --status memory  studies of cells with numbers from general knowledge
  ranvier literature list --endpoint relapses          studies with a number on relapses that can be pooled
  ranvier literature show E28                          one study with the origin of every number
  ranvier literature show MESEMS                       by a word that only one study mentions
  ranvier literature pool --list                       what can be pooled
  ranvier literature pool veins-ultrasound -o forest.svg
  ranvier literature retrodict                         therapies that looked good early, judged as if then
  ranvier literature retrodict cases.yaml -o page.md   cases of one's own, as a page

exit codes: 0 done · 2 wrong call, or nothing fits · 10–14 a file cannot be used · 31 literature
"""


def add_literature(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command `literature` with its kinds."""
    literature = commands.add_parser(
        "literature",
        help="the published studies behind the third column",
        description=_LITERATURE,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    kinds = literature.add_subparsers(title="what", metavar="list|show|pool|retrodict", required=True)
    _add_list(kinds)
    _add_show(kinds)
    _add_pool(kinds)
    _add_retrodict(kinds)


def _add_list(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    listing = kinds.add_parser("list", help="one line a study")
    listing.add_argument("words", nargs="*", metavar="WORD", help="only studies that mention these words")
    listing.add_argument("--topic", default="", help="only studies of that topic, such as interferon")
    listing.add_argument(
        "--endpoint", default="", help="only studies that a pool of that endpoint holds, such as relapses"
    )
    listing.add_argument(
        "--status", default="", help="only studies with a number of that origin, such as primary or memory"
    )
    listing.set_defaults(run=_run_list)


def _add_show(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    show = kinds.add_parser("show", help="one study with its numbers")
    show.add_argument("study", metavar="ID", help="such as E62, or a word that only one study mentions")
    show.set_defaults(run=_run_show)


def _add_pool(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    pool = kinds.add_parser(
        "pool",
        help="the studies that answer one question, and their mean",
        description=_POOL,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    pool.add_argument("endpoint", nargs="?", metavar="ENDPOINT", help="such as relapses, or one pool's key")
    pool.add_argument("--list", action="store_true", help="what can be pooled")
    pool.add_argument(
        "-o", "--out", type=Path, metavar="FILE", help="write one pool: forest.svg, .html, .csv or .json"
    )
    pool.set_defaults(run=_run_pool)


def _add_retrodict(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    retrodict = kinds.add_parser(
        "retrodict",
        help="early evidence judged as if then, beside what the trials found",
        description=_RETRODICT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    retrodict.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="cases in YAML; by default those that ship"
    )
    retrodict.add_argument(
        "-o",
        "--out",
        type=Path,
        metavar="FILE",
        help="write the page, the figure or data: .md, .svg or .json",
    )
    retrodict.set_defaults(run=_run_retrodict)


def _run_list(options: argparse.Namespace) -> int:
    from ranvier import main_literature as commands

    words = " ".join(options.words)
    asked = {"topic": options.topic, "endpoint": options.endpoint, "status": options.status}
    print(commands.list_literature(words, **asked))
    return 0


def _run_show(options: argparse.Namespace) -> int:
    from ranvier import main_literature as commands

    print(commands.show_study(options.study))
    return 0


def _run_pool(options: argparse.Namespace) -> int:
    from ranvier import main_literature as commands

    if options.list == bool(options.endpoint) or (options.list and options.out is not None):
        raise UsageError(
            "Name what is to be pooled, or ask for the list", hint="ranvier literature pool --list"
        )
    if options.list:
        print(commands.list_pools())
        return 0
    print(commands.pool_studies(options.endpoint, options.out))
    if options.out is not None:
        print(f"\nFile: {options.out}")
    return 0


def _run_retrodict(options: argparse.Namespace) -> int:
    from ranvier import main_literature as commands

    print(commands.retrodict(options.file, options.out))
    if options.out is not None:
        print(f"\nFile: {options.out}")
    return 0
