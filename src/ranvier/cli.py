"""Arguments in, `main.py` out, exit codes back. Heavy modules load only when a command runs."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ranvier import __version__
from ranvier.errors import DataFaults, FileError, RanvierError
from ranvier.subcommands.arguments import seed_number
from ranvier.subcommands.audit import add_audit
from ranvier.subcommands.claims import add_claims
from ranvier.subcommands.course import add_course
from ranvier.subcommands.design import add_design
from ranvier.subcommands.explain import add_explain
from ranvier.subcommands.literature import add_literature
from ranvier.subcommands.score import add_score
from ranvier.subcommands.serve import add_serve
from ranvier.subcommands.simulate import add_simulate
from ranvier.subcommands.terminal import clear, tell
from ranvier.subcommands.theory import add_theory
from ranvier.vocabulary.outcomes import SENTENCE

if TYPE_CHECKING:
    from ranvier.claims.basis.followed import FollowedProtocol
    from ranvier.tables.cohort import Cohort
    from ranvier.tables.faults import Fault

_EPILOG = """examples:
  ranvier demo                                         two synthetic clinics, examined; open demo/index.html
  ranvier new clinic/ --from sheet.xlsx                propose how to read your own file
  ranvier check clinic/                                read and check it; nothing is written
  ranvier examine clinic/ --claims cell-therapy -o out/   the verdict on each claim
  ranvier explain clinic/ PATIENT -o page.html         which visit, which rule, why not earlier
  ranvier claims read page.html -o mine.toml           a claim set proposed from a promoter's page
  ranvier claims protocol cell-therapy -o test.toml    the future test of the claims, frozen
  ranvier course visits.parquet -o events.parquet      every confirmed event, by any published definition
  ranvier score edss visits.csv -o scored.csv          the EDSS from functional systems and ambulation
  ranvier simulate -o made/                            records of a synthetic clinic, with the truth beside
  ranvier simulate --targets                           simulated patients beside published figures
  ranvier design --effect -0.5                         patients and months that four designs need
  ranvier theory -o theory.html                        which mechanism moves which measure, from which day
  ranvier literature pool veins-ultrasound             what published studies say together
  ranvier serve --demo                                 the registry, with a synthetic clinic to look at
  ranvier examine --claims cell-therapy -o out/        without records: literature, consistency, ten questions

exit codes: 0 done · 2 wrong call · 10–14 a file cannot be used · 20 programme.toml is wrong ·
21 rows are faulty (check) · 30 claim set · 31 literature · 32 thresholds · 33 protocol · 34 signature ·
40 disclosure
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code comes back."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except RanvierError as error:
        clear()
        print(error, file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # the reader has gone; no second fault at exit
        return 0
    except OSError as error:
        clear()
        print(_unusable_place(error), file=sys.stderr)
        return FileError.exit_code
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ranvier",
        description="Reads a multiple sclerosis programme's own records and says of each claim what they "
        "show, how surely, and compared with what.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"ranvier {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_demo(commands)
    _add_new(commands)
    _add_check(commands)
    _add_examine(commands)
    add_claims(commands)
    add_course(commands)
    add_explain(commands)
    add_score(commands)
    add_simulate(commands)
    add_design(commands)
    add_literature(commands)
    add_theory(commands)
    add_serve(commands)
    add_audit(commands)
    return parser


def _unusable_place(error: OSError) -> FileError:
    """What the system said of a file or folder, as an error with a next step."""
    reason = (error.strerror or "it cannot be used").lower()
    return FileError(
        f"A file or folder cannot be used: {reason}",
        where=str(error.filename or ""),
        hint="name a folder that can be written to, and that is not a file",
    )


def _add_demo(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    demo = commands.add_parser(
        "demo",
        help="make two synthetic clinics, one without and one with a true effect, and examine both",
        description="Makes two synthetic clinics of about 150 patients each. In the first the therapy does "
        "nothing; in the second it works. Both are examined in the same way. No patient in them is real.",
    )
    demo.add_argument(
        "-o", "--out", type=Path, default=Path("demo"), metavar="DIR", help="folder (default: demo)"
    )
    demo.add_argument("--seed", type=seed_number, default=1, help="of the synthetic clinics (default: 1)")
    demo.set_defaults(run=_run_demo)


def _add_new(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    new = commands.add_parser(
        "new",
        help="propose how to read your own file",
        description="Reads the headers of a CSV, XLSX or Parquet file and writes DIR/programme.toml with a "
        "proposed mapping for you to correct. Nothing that exists is overwritten.",
    )
    new.add_argument("folder", type=Path, metavar="DIR", help="folder of the new programme")
    new.add_argument("--from", dest="source", type=Path, required=True, metavar="FILE", help="your file")
    new.set_defaults(run=_run_new)


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = commands.add_parser(
        "check",
        help="read and check a programme; nothing is written",
        description="Reads DIR/programme.toml and its tables, and prints how many rows were read, which were "
        "set aside and why. Exit code 21 when any row or cell is faulty; notes do not count.",
    )
    check.add_argument("folder", type=Path, metavar="DIR", help="programme folder, or its programme.toml")
    check.set_defaults(run=_run_check)


def _add_examine(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    examine = commands.add_parser(
        "examine",
        help="the verdict on each claim",
        description="Compares the claims with the records in DIR and writes report.html, the same as "
        "report.md, verdicts.json, verdicts.csv, provenance.json, and each figure as SVG and CSV. Without "
        "DIR: what the literature says, where the claims contradict each other, and ten questions to ask "
        "the clinic.",
        epilog=SENTENCE,
    )
    examine.add_argument(
        "folder", type=Path, nargs="?", metavar="DIR", help="programme folder; may be left out"
    )
    examine.add_argument(
        "--claims", default="cell-therapy", metavar="SET", help="shipped set or your .toml file"
    )
    examine.add_argument(
        "-o", "--out", type=Path, default=Path("report"), metavar="OUT", help="default: report"
    )
    examine.add_argument("--seed", type=seed_number, default=1, help="of the null band (default: 1)")
    examine.add_argument(
        "--replicates",
        type=int,
        default=1000,
        metavar="N",
        help="programmes without effect that null bands are read from, 100 or more (default: 1000)",
    )
    examine.add_argument("--thresholds", type=Path, metavar="FILE", help="changed thresholds of the gates")
    examine.add_argument(
        "--protocol",
        type=Path,
        metavar="FILE",
        help="the test as it was frozen (`ranvier claims protocol`); default: the one programme.toml names",
    )
    examine.add_argument(
        "--signed",
        type=Path,
        metavar="FILE",
        help="a person's signature of this very report: name, role, interest, date, content fingerprint",
    )
    examine.add_argument(
        "--internal", action="store_true", help="add per-patient figures under a red header; not for sharing"
    )
    examine.add_argument(
        "--all", action="store_true", help="tell the claims without a number one by one, each with the reason"
    )
    examine.set_defaults(run=_run_examine)


def _run_demo(options: argparse.Namespace) -> int:
    from ranvier import main as commands

    index = commands.demo(options.out, seed=options.seed, progress=tell)
    clear()
    print(f"The demo is at {index}")
    print(SENTENCE)
    return 0


def _run_new(options: argparse.Namespace) -> int:
    from ranvier import main as commands

    tell(f"reading {options.source.name}")
    path = commands.new(options.folder, options.source)
    clear()
    print(f"Proposed: {path}")
    print(f"Correct it, then: ranvier check {options.folder}")
    return 0


def _run_check(options: argparse.Namespace) -> int:
    from ranvier import main as commands

    cohort = commands.check(options.folder, progress=tell)
    clear()
    return _print_cohort(cohort)


def _print_cohort(cohort: Cohort) -> int:
    from ranvier.tables.faults import Effect

    for count in cohort.counts:
        print(count)
    for fault in cohort.faults:
        print(f"\n{fault}")
    faulty = any(fault.effect is not Effect.NOTED for fault in cohort.faults)
    return DataFaults.exit_code if faulty else 0


def _run_examine(options: argparse.Namespace) -> int:
    from ranvier import main as commands

    examined = commands.examine_folder(
        options.folder,
        options.claims,
        options.out,
        seed=options.seed,
        internal=options.internal,
        thresholds=options.thresholds,
        protocol=options.protocol,
        signature=options.signed,
        replicates=options.replicates,
        progress=tell,
    )
    clear()
    print(examined.text(every=options.all))
    _print_protocol(examined.examination.protocol)
    _print_faults_in_short(examined.examination.faults)
    print(f"\nReport: {options.out / 'report.html'}")
    return 0


def _print_protocol(protocol: FollowedProtocol | None) -> None:
    """Whether the records followed the protocol, item by item, where one was given."""
    if protocol is None:
        return
    print(f"\nProtocol {protocol.file}, SHA-256 {protocol.sha256}")
    print(protocol.in_short())
    for item in protocol.items:
        print(f"  {item.kept.words:<15} {item.name}: {item.found}")


def _print_faults_in_short(faults: tuple[Fault, ...]) -> None:
    """How many rows were set aside and cells emptied, and where to read why."""
    from ranvier.tables.faults import Effect

    rows = sum(len(fault.rows) for fault in faults if fault.effect is Effect.ROW_SET_ASIDE)
    cells = sum(len(fault.rows) for fault in faults if fault.effect is Effect.CELL_EMPTIED)
    if rows or cells:
        print(f"\nFaults: {rows:,} rows set aside, {cells:,} cells left empty; see `ranvier check`.")


if __name__ == "__main__":
    sys.exit(main())
