"""`ranvier explain`: which visit, which rule, and why not earlier, for one patient."""

from __future__ import annotations

import argparse
from pathlib import Path

from ranvier.subcommands.course import asked_definition
from ranvier.vocabulary.outcomes import SENTENCE

_EXPLAIN = """Tells of one patient at which visit an event is dated, by which rule, and why not earlier.

Every reason is read off the search's own decisions. Per-patient figures, not for sharing: a record-keeping
aid, not for the diagnosis, monitoring or treatment of any person. With -o also a page with a picture; it is
not written into the folder of a report.
"""

_EXAMPLES = f"""examples:
  ranvier explain clinic/ QK7-2F
  ranvier explain clinic/ QK7-2F --definition kappos2020 -o page.html
  ranvier explain clinic/ QK7-2F --endpoint improvement --from-first-visit

exit codes: 0 done · 1 the definition asks for records that are missing · 2 wrong call, or no such patient ·
10–14 a file cannot be used · 20 programme.toml is wrong

{SENTENCE}
"""


def add_explain(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command `explain`."""
    explain = commands.add_parser(
        "explain",
        help="one patient's course: which visit, which rule, why not earlier",
        description=_EXPLAIN,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    explain.add_argument("folder", type=Path, metavar="DIR", help="programme folder, or its programme.toml")
    explain.add_argument("patient", metavar="PATIENT", help="the patient_id as it stands in the records")
    explain.add_argument(
        "--definition", default="primary", metavar="NAME", help="published definition (default: primary)"
    )
    explain.add_argument(
        "--endpoint",
        choices=("worsening", "improvement", "pira", "raw", "any"),
        help="which events (default: those of the definition)",
    )
    explain.add_argument(
        "--measure", choices=("edss", "t25fw", "nhpt", "sdmt"), help="what is measured (default: edss)"
    )
    explain.add_argument("--every", action="store_true", help="every event, not the first alone")
    explain.add_argument(
        "--from-first-visit",
        action="store_true",
        help="search the whole record (default: from the programme's baseline)",
    )
    explain.add_argument("--seed", type=int, metavar="N", help="where a last visit counts by chance")
    explain.add_argument(
        "-o", "--out", type=Path, metavar="PAGE", help="write a page with a picture: page.html"
    )
    explain.set_defaults(run=_run_explain, confirm_days=None, reference=None)


def _run_explain(options: argparse.Namespace) -> int:
    from ranvier import main as commands
    from ranvier.report.explained_text import explained_text

    told = commands.explain(
        options.folder,
        options.patient,
        asked_definition(options),
        options.out,
        from_first_visit=options.from_first_visit,
        seed=options.seed,
    )
    print(explained_text(told))
    if options.out is not None:
        print(f"\nPage: {options.out}")
    return 0
