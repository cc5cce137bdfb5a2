"""`ranvier claims protocol`: the future test of a claim set, frozen before it begins."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ranvier.subcommands.arguments import seed_number
from ranvier.vocabulary.outcomes import SENTENCE

if TYPE_CHECKING:
    from ranvier.claims.protocol.asked import ProtocolAsked

_PROTOCOL = """Writes down how the claims of SET will be tested, before the test begins: claims and what each
asserts, time zero, visits, the columns needed, who is compared, how many patients, checks with their limits,
definitions, when the records are closed, and what each possible result will be called. The file is sealed: a
later change shows. `ranvier examine DIR --protocol FILE` says item by item whether the records followed it.

You decide the design, the dates that time counts from, and how often patients are seen. What follows from the
claims is worked out: columns, months, confirming visits, and the number of patients, from simulated studies.
"""

_EXAMPLES = f"""examples:
  ranvier claims protocol cell-therapy                        print it, to read; nothing is written
  ranvier claims protocol cell-therapy -o test.toml           test.toml, sealed, and test.md to print and sign
  ranvier claims protocol mine.toml -o test.toml --design waiting_list --patients 60 --visit-every-months 3
  ranvier claims protocol mine.toml -o test.toml --design external --comparator-zero patients.diagnosis_date
  ranvier examine clinic/ --claims cell-therapy --protocol test.toml -o report/

Keep the SHA-256 that is printed where nobody can change it: on the signed page, with a registry of studies,
with an ethics committee. The seal tells an edit; that number tells a file that was made anew.

exit codes: 0 done · 2 wrong call, or values that no study can have · 10 the file exists, or cannot be
written · 11–14 a file cannot be used · 30 claim set · 32 thresholds

{SENTENCE}
"""


def add_protocol(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command `claims protocol`."""
    protocol = kinds.add_parser(
        "protocol",
        help="freeze the future test of a claim set",
        description=_PROTOCOL,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    protocol.add_argument("claims", metavar="SET", help="shipped set or your .toml file")
    protocol.add_argument(
        "-o",
        "--out",
        type=Path,
        metavar="FILE",
        help="the .toml to write, with an .md beside it; never overwritten",
    )
    _add_study(protocol)
    _add_freezing(protocol)
    protocol.set_defaults(run=_run_protocol)


def _add_study(protocol: argparse.ArgumentParser) -> None:
    study = protocol.add_argument_group("the study")
    study.add_argument(
        "--design",
        default="sham",
        metavar="NAME",
        help="sham, waiting_list, external or before_after; see `ranvier design --help` (default: sham)",
    )
    study.add_argument(
        "--patients", type=int, metavar="N", help="in each group (default: as the claims need)"
    )
    study.add_argument(
        "--time-zero",
        default="administrations.date",
        metavar="COLUMN",
        help="of the treated (default: first dose)",
    )
    study.add_argument(
        "--comparator-zero",
        default="",
        metavar="COLUMN",
        help="a date, table.column (default where lot decides: patients.enrolled_date; external: none)",
    )
    study.add_argument(
        "--comparator-kind", metavar="KIND", help="untreated, sham or active (default: as the design has it)"
    )
    study.add_argument(
        "--raters-know", action="store_true", help="who is a comparator from elsewhere (external only)"
    )
    study.add_argument(
        "--visit-every-months", type=float, default=6.0, metavar="M", help="between visits (default: 6)"
    )
    study.add_argument(
        "--last-patient-by", type=_day, metavar="DAY", help="planned last inclusion, 2027-06-30"
    )
    study.add_argument("--thresholds", type=Path, metavar="FILE", help="changed limits of the checks")


def _add_freezing(protocol: argparse.ArgumentParser) -> None:
    freezing = protocol.add_argument_group("the freezing")
    freezing.add_argument("--date", type=_day, metavar="DAY", help="of the freezing (default: today)")
    freezing.add_argument(
        "--by", default="", metavar="ROLE", help="who freezes it: a role; no name is needed"
    )
    freezing.add_argument(
        "--studies",
        type=int,
        default=100,
        metavar="N",
        help="simulated behind each size; fewer is quicker (100)",
    )
    freezing.add_argument("--seed", type=seed_number, default=1, help="of everything simulated (default: 1)")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a day is written 2027-06-30, not {text!r}") from None


def _run_protocol(options: argparse.Namespace) -> int:
    from time import monotonic

    from ranvier import main_protocol as commands
    from ranvier.claims.protocol.markdown import protocol_markdown
    from ranvier.claims.protocol.toml_text import protocol_fingerprint
    from ranvier.subcommands.terminal import after_a_while, clear, tell

    telling = after_a_while(tell, monotonic)
    protocol = commands.write_protocol(options.claims, _asked(options), options.out, progress=telling)
    clear()
    if options.out is None:
        print(protocol_markdown(protocol))
        return 0
    print(f"Protocol: {options.out}, to keep as it is; {options.out.with_suffix('.md')}, to print and sign")
    print(f"SHA-256: {protocol_fingerprint(protocol)}")
    design = protocol.design
    number = "no number" if design.per_arm is None else f"{design.per_arm:,} in each group"
    print(f"{len(protocol.claim)} claims; {design.words}\nPatients: {number}: {design.why}")
    print(f"\n{SENTENCE}")
    return 0


def _asked(options: argparse.Namespace) -> ProtocolAsked:
    from ranvier.claims.basis.thresholds import read_thresholds
    from ranvier.claims.protocol.asked import NOT_NAMED, ProtocolAsked

    return ProtocolAsked(
        frozen_on=options.date or date.today(),
        frozen_by=options.by.strip() or NOT_NAMED,
        design=options.design,
        treated_zero=options.time_zero,
        comparator_zero=options.comparator_zero,
        comparator_kind=options.comparator_kind,
        raters_know=options.raters_know,
        per_arm=options.patients,
        last_patient_by=options.last_patient_by,
        visit_every_months=options.visit_every_months,
        studies=options.studies,
        thresholds=read_thresholds(options.thresholds),
        seed=options.seed,
    )
