"""`ranvier simulate`: a synthetic clinic's records, and the truth beside them."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from ranvier.subcommands.arguments import seed_number
from ranvier.subcommands.terminal import after_a_while, clear, tell

if TYPE_CHECKING:
    from ranvier.simulate.truth import Truth

_SIMULATE = """Makes the records of a synthetic clinic, of which the truth is known. No patient in it is real.

People fall ill and live through relapses, recovery and silent progression; some come to the clinic because of
a relapse, others because the calendar or their disability brought them. The clinic examines them, its raters
err, some patients stay away. The therapy does what the plan says, which may be nothing.

DIR/programme    the records, as a clinic would hand them over: ranvier check, ranvier examine
DIR/truth.json   what is true of them in short, and every number behind them with its source
DIR/truth/       every step of the true EDSS, each patient's fate with and without the therapy, who was hidden
DIR/plan.toml    the plan itself, to change and to use again

`ranvier examine` never reads the truth.
"""

_EXAMPLES = """examples:
  ranvier simulate -o clinic-a                         a therapy that does nothing, and looks as if it did
  ranvier simulate --plan true-effect --seed 7 -o b/   a therapy that works, compared by lot
  ranvier simulate --show-plan no-effect > my.toml     every setting with its meaning, to change
  ranvier simulate --plan my.toml --patients 1000 -o mine/
  ranvier simulate --targets                           the simulated illness beside published figures

exit codes: 0 done · 2 wrong call, impossible values, or a folder that is not empty ·
11 or 13 the plan is not there or is not TOML
"""


def add_simulate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command `simulate`."""
    simulate = commands.add_parser(
        "simulate",
        help="the records of a synthetic clinic, with the truth beside them",
        description=_SIMULATE,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    simulate.add_argument(
        "-o", "--out", type=Path, default=Path("simulated"), metavar="DIR", help="folder (default: simulated)"
    )
    simulate.add_argument(
        "--plan",
        default="no-effect",
        metavar="PLAN",
        help="no-effect, true-effect or your FILE.toml (default: no-effect)",
    )
    simulate.add_argument("--patients", type=int, metavar="N", help="how many are on the clinic's list")
    simulate.add_argument(
        "--seed", type=seed_number, default=1, metavar="N", help="same seed, same records (default: 1)"
    )
    simulate.add_argument(
        "--overwrite", action="store_true", help="replace what an earlier call of simulate left in DIR"
    )
    simulate.add_argument(
        "--show-plan", metavar="PLAN", help="print a plan with the meaning of each setting; nothing is made"
    )
    simulate.add_argument(
        "--targets",
        action="store_true",
        help="print simulated figures beside published ones, with the band of each; no folder is made",
    )
    simulate.set_defaults(run=_run_simulate)


def _run_simulate(options: argparse.Namespace) -> int:
    if options.targets:
        return _print_targets(options.seed)
    from ranvier import main as commands

    if options.show_plan is not None:
        print(commands.show_plan(options.show_plan), end="")
        return 0
    truth = commands.simulate(
        options.plan,
        options.out,
        n_patients=options.patients,
        seed=options.seed,
        overwrite=options.overwrite,
        progress=after_a_while(tell, time.monotonic),
    )
    clear()
    _print_made(truth, options.out)
    return 0


def _print_targets(seed: int) -> int:
    from ranvier.main_simulate import targets_table

    table = targets_table(seed, after_a_while(tell, time.monotonic))
    clear()
    print(table)
    return 0


def _print_made(truth: Truth, out: Path) -> None:
    n_listed = truth.n_treated + truth.n_comparator - truth.hidden
    print(f"{n_listed:,} synthetic patients, plan {truth.plan}, seed {truth.seed}")
    print(f"  truth at 12 months: the therapy changes the EDSS by {_points(truth.effect_points)} points")
    print(f"  came in a relapse {truth.in_relapse:,}, lost {truth.lost:,}, left out {truth.hidden:,}")
    print(f"\nRecords: {out / 'programme'}   Truth: {out / 'truth.json'}, {out / 'truth'}")
    print(f"Next: ranvier examine {out / 'programme'} --claims cell-therapy -o report/")


def _points(value: float) -> str:
    return f"{value:+.2f}".replace("-", "\N{MINUS SIGN}") if value else "0"
