"""`ranvier design`: what a study would need, and could say at most, before it is begun."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ranvier.errors import UsageError
from ranvier.subcommands.terminal import clear, tell
from ranvier.vocabulary.outcomes import SENTENCE

if TYPE_CHECKING:
    from ranvier.claims.designs.study import StudyPlan
    from ranvier.claims.language.claim import Claim
    from ranvier.simulate.effect import EffectPlan
    from ranvier.simulate.limits import Limits

_USUAL_ENDPOINT = "edss_change_mean"
_USUAL_MONTHS = 12.0

_DESIGN = """How often a study would show an effect, if there were one; how often it would say so of a therapy
that does nothing; and what no number of patients makes up for.

Studies are simulated and judged as `ranvier examine` judges records. The four designs, weakest first:

  before_after   nobody compared: never more than "uncontrolled"
  external       comparators from elsewhere, made alike by weights; only with raters who do not know
  waiting_list   by lot: treated now, or after a wait of 6 to 12 months; all know which
  sham           by lot: therapy or sham; raters and patients do not know which

Without --claims the question is whether the treated fare better by any amount, in mean EDSS change or, with
--endpoint free_of_worsening, in staying free of confirmed worsening.
"""

_EXAMPLES = f"""examples:
  ranvier design --effect -0.5                          patients per arm for 8 of 10 studies, every design
  ranvier design --effect -1 --patients 60              how often would 60 per arm show a point?
  ranvier design --endpoint free_of_worsening --months 24 --relapse-ratio 0.5 --progression-ratio 0.7
  ranvier design --claims cell-therapy --claim C33      what it takes to know a claim, if it is true
  ranvier design --design sham --effect -0.5 --missed 0.1 --lost-per-year 0.1

exit codes: 0 done · 2 wrong call · 30 claim set

{SENTENCE}
"""


def add_design(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command `design`."""
    design = commands.add_parser(
        "design",
        help="what a study would need to show an effect",
        description=_DESIGN,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_question(design)
    _add_effect(design)
    _add_study(design)
    design.set_defaults(run=_run_design)


def _add_question(design: argparse.ArgumentParser) -> None:
    asked = design.add_argument_group("what is asked")
    asked.add_argument("--claims", metavar="SET", help="shipped set or your .toml file (default: none)")
    asked.add_argument("--claim", metavar="ID", help="a study of this one (default: a study of all)")
    asked.add_argument(
        "--endpoint",
        choices=("edss_change_mean", "edss_fall_share", "free_of_worsening"),
        help=f"without --claims (default: {_USUAL_ENDPOINT})",
    )
    asked.add_argument(
        "--months", type=float, metavar="M", help=f"without --claims (default: {_USUAL_MONTHS:g})"
    )
    asked.add_argument(
        "--points", type=float, metavar="P", help="of edss_fall_share: counted from so many on (default: 1)"
    )


def _add_effect(design: argparse.ArgumentParser) -> None:
    truth = design.add_argument_group("what is true (default: as the claim has it, or 1 point better)")
    truth.add_argument("--effect", type=float, metavar="POINTS", help="change of EDSS; below 0 is better")
    truth.add_argument("--progression-ratio", type=float, metavar="RATIO", help="of silent progression")
    truth.add_argument("--relapse-ratio", type=float, metavar="RATIO", help="of relapses")


def _add_study(design: argparse.ArgumentParser) -> None:
    study = design.add_argument_group("how the study is run")
    study.add_argument("--design", metavar="NAME", help="one of the four (default: each)")
    study.add_argument("--patients", type=int, metavar="N", help="per arm; default: search for the number")
    study.add_argument("--target", type=float, default=0.8, metavar="SHARE", help="of studies (default: 0.8)")
    study.add_argument("--visit-every-months", type=float, metavar="M", help="default: 3")
    study.add_argument("--missed", type=float, metavar="SHARE", help="of planned visits (default: 0.02)")
    study.add_argument("--lost-per-year", type=float, metavar="RATE", help="of patients (default: 0.01)")
    study.add_argument("--wait-months", type=float, metavar="M", help="of a waiting list (default: 12)")
    study.add_argument("--raters-know", action="store_true", help="of external comparators and the treated")
    study.add_argument("--like", type=Path, metavar="DIR", help="patients like those of a programme")
    study.add_argument("--studies", type=int, metavar="N", help="simulated for each number")
    study.add_argument("--seed", type=int, default=1, help="default: 1")


def _run_design(options: argparse.Namespace) -> int:
    from ranvier.claims.designs.asked import primary_of
    from ranvier.claims.designs.smallest import effect_words

    _check_asked(options)
    studies = _studies(options, _n_comparisons(options))
    for claim in _claims(options):
        effect = _effect(options, claim)
        print(f"{claim.id}: {primary_of(claim).label}. If the truth were: {effect_words(effect)}")
        for study in studies:
            tell(f"simulating studies, {study.design.value}")
            lines = _told(options, study, effect, claim)
            clear()
            print(f"\n  {study.design.value}: {study.design.words}")
            for line in lines:
                print(f"    {line}")
        print()
    print(SENTENCE)
    return 0


def _check_asked(options: argparse.Namespace) -> None:
    """ImpossiblePlan: what no study can be asked for, before the first one is simulated."""
    from ranvier.claims.designs.power import MOST_PATIENTS
    from ranvier.simulate.limits import Limits

    limits = Limits("study")
    limits.whole("--seed", options.seed, 0, 2**63 - 1)
    limits.between("--target", options.target, 0.05, 0.99)
    if options.patients is not None:
        limits.whole("--patients, n_per_arm", options.patients, 2, MOST_PATIENTS)
    if options.studies is not None:
        limits.whole("--studies", options.studies, 20, 100_000)
    _check_question(options, limits)
    _check_design(options, limits)
    limits.finish()


def _check_question(options: argparse.Namespace, limits: Limits) -> None:
    if options.claims is not None:
        for name in ("endpoint", "months", "points"):
            if getattr(options, name) is not None:
                limits.refuse(f"--{name}", "a claim has its own", f"leave out --{name} or --claims")
    elif options.claim is not None:
        limits.refuse("--claim", "no set is named", "add --claims and the name of the set")
    elif options.points is not None and options.endpoint == "edss_fall_share":
        limits.between("--points", options.points, 0.5, 9.5)
    elif options.points is not None:
        limits.refuse("--points", "this endpoint counts no points", "add --endpoint edss_fall_share")


def _check_design(options: argparse.Namespace, limits: Limits) -> None:
    months = _USUAL_MONTHS if options.months is None else options.months
    every = options.visit_every_months
    if options.claims is None and every is not None and every > months:
        limits.refuse(
            "--visit-every-months", "no visit would take place by then", f"permitted: 1 to {months:g}"
        )
    if options.wait_months is not None and options.design not in (None, "waiting_list"):
        limits.refuse("--wait-months", "nobody waits in this design", "add --design waiting_list, or none")
    if options.raters_know and options.design in ("sham", "waiting_list"):
        knows = "do not know" if options.design == "sham" else "know anyway"
        limits.refuse("--raters-know", f"the raters of this design {knows}", "leave it out")


def _claims(options: argparse.Namespace) -> tuple[Claim, ...]:
    from ranvier.claims.designs.asked import any_better, claims_a_study_could_test
    from ranvier.claims.language.claimset import read_claims

    if options.claims is None:
        endpoint = options.endpoint or _USUAL_ENDPOINT
        by_points = endpoint == "edss_fall_share"
        points = {"points": 1.0 if options.points is None else options.points} if by_points else {}
        months = _USUAL_MONTHS if options.months is None else options.months
        return (any_better(endpoint, months=months, **points),)
    found = claims_a_study_could_test(read_claims(options.claims))
    chosen = tuple(claim for claim in found if options.claim in (None, claim.id))
    if not chosen:
        names = ", ".join(claim.id for claim in found) or "none of this set"
        raise UsageError(
            "No claim of this name says something that a comparison of groups could show",
            where=f"--claim {options.claim or ''}",
            hint=f"name one of: {names}",
        )
    return chosen


def _effect(options: argparse.Namespace, claim: Claim) -> EffectPlan:
    from ranvier.claims.designs.table import effect_as_claimed
    from ranvier.simulate.effect import EffectPlan

    asked = {
        "points": options.effect,
        "progression_ratio": options.progression_ratio,
        "relapse_ratio": options.relapse_ratio,
    }
    named = {name: value for name, value in asked.items() if value is not None}
    return EffectPlan(**named) if named else effect_as_claimed(claim)


def _n_comparisons(options: argparse.Namespace) -> int:
    """How many claims the study is asked: one, where one is named, else those of the set."""
    from ranvier.claims.language.claimset import read_claims

    if options.claims is None or options.claim is not None:
        return 1
    return max(1, read_claims(options.claims).n_comparisons)


def _studies(options: argparse.Namespace, n_comparisons: int) -> tuple[StudyPlan, ...]:
    from ranvier.claims.basis.records import find_records
    from ranvier.claims.designs.patients_like import patients_like
    from ranvier.claims.designs.study import Design, StudyPlan
    from ranvier.main import check

    names = ("visit_every_months", "missed", "lost_per_year", "wait_months")
    named = {name: getattr(options, name) for name in names if getattr(options, name) is not None}
    named["n_comparisons"] = n_comparisons
    if options.like is not None:
        named["entry"] = patients_like(find_records(check(options.like, progress=tell)))
    designs = tuple(Design) if options.design is None else (options.design,)
    return tuple(StudyPlan(design=one, raters_blinded=not options.raters_know, **named) for one in designs)


def _told(options: argparse.Namespace, study: StudyPlan, effect: EffectPlan, claim: Claim) -> tuple[str, ...]:
    """What is printed of one design: what it can say, its patients, and what stays as bias."""
    from ranvier.claims.designs.apparent import find_apparent_effect
    from ranvier.claims.designs.asked import primary_of, why_impossible
    from ranvier.claims.designs.reach import find_reach
    from ranvier.report.numbers import span
    from ranvier.report.wording import BECAUSE, CERTAINTY

    reach = find_reach(study, claim, seed=options.seed)
    sure = f", {CERTAINTY[reach.certainty]} certainty" if reach.certainty else ""
    first = f"could say at most: {BECAUSE[reach.at_most].words}{sure} ({reach.why})"
    if why_impossible(study, primary_of(claim)):
        return (first,)
    n = options.patients or _USUAL
    seen = find_apparent_effect(study, n, claim, seed=options.seed, n_trials=options.studies)
    what = "treated minus comparators" if seen.is_contrast else "the treated alone"
    apparent = f"of a therapy that does nothing, {what}: {span(seen.lower, seen.upper, seen.unit)}"
    unit = "" if seen.unit == "%" else f" {seen.unit}"
    stays = f"what stays: {reach.stays}"
    bias = f"{apparent}{unit} in 95% of studies of {n:,}"
    return (first, *_numbers(options, study, effect, claim, can=reach.can_support), stays, bias)


_USUAL = 60
"""Patients per arm of a study of which nobody says how large it is."""


def _numbers(
    options: argparse.Namespace, study: StudyPlan, effect: EffectPlan, claim: Claim, *, can: bool
) -> tuple[str, ...]:
    from ranvier.claims.designs.power import find_power
    from ranvier.claims.designs.sample_size import find_sample_size

    if options.patients is not None:
        power = find_power(
            study, effect, options.patients, claim, seed=options.seed, n_trials=options.studies
        )
        return (str(power),)
    if not can:
        return ("no number of patients is enough",)
    size = find_sample_size(
        study, effect, claim, target=options.target, seed=options.seed, n_trials=options.studies
    )
    if size.people is None or size.person_months is None:
        return (str(size),)
    return (str(size), f"in people: {size.people:,} patients, {size.person_months:,.0f} patient-months")
