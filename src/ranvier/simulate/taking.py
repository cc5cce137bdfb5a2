"""Whom a clinic takes of those who could come: so many in a relapse, so many with progressive MS."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ranvier.errors import UsageError
from ranvier.simulate.candidates import simulate_fitting
from ranvier.simulate.limits import ImpossiblePlan
from ranvier.simulate.natural_history.courses import Courses, simulate_courses
from ranvier.simulate.people import Arrivals, People, join_arrivals
from ranvier.simulate.plan import LAST_DATE, ClinicPlan
from ranvier.simulate.treated import DrugTaken, drug_treatments, therapy, threads_for, with_later_drugs

Flags = NDArray[np.bool_]
Rows = NDArray[np.intp]

AFTER_DAY_0 = (
    "name", "claims_fixed", "has_comparator", "second_dose_share", "safety_share", "linked", "new_dmt_share",
    "mri_share", "effect", "imaging", "safety",
)  # fmt: skip
"""Parts of a plan that speak of what comes after a patient was taken."""

OF_SCORES = ("blinded", "noise", "raters", "biases")
"""Parts that play no part either where no recorded score decides on entry."""

LOT = 1
"""The stream of chance that decides on groups."""

ASKED_AT_FIRST = (5.0, 7.0)
"""People who are looked at to begin with, for each place in a relapse and for each other place."""

ASKED_AT_MOST = 400
"""The same, when the search for those who fit is given up."""


def simulate_people(plan: ClinicPlan, seed: int, taken: Arrivals | None = None) -> People:
    """Everyone the clinic takes, hidden patients included, in the order of their day 0.

    Their courses run from the first symptom to the data date, under what they get. taken: as
    `simulate_taken` gives them, where somebody has asked already. ImpossiblePlan: the entry rules turn nearly
    everybody away.
    """
    who = simulate_taken(plan, seed) if taken is None else taken
    in_order = who.of(np.lexsort((who.number, who.zero)))
    arrivals = _assigned(in_order, plan, seed)
    courses = simulate_fate(arrivals, plan, seed, arrivals.treated)
    return People(**vars(arrivals), courses=courses)


def simulate_fate(arrivals: Arrivals, plan: ClinicPlan, seed: int, treated: Flags) -> Courses:
    """What happens to people until the data date if those who are *treated* get the therapy."""
    taken = DrugTaken(arrivals.drug, arrivals.drug_day + arrivals.start_day)
    data_day = int(np.datetime64(plan.data_date, "D").astype(np.int64))
    return simulate_courses(
        arrivals.patients,
        plan.natural_history,
        seed,
        until_day=(arrivals.start_day + data_day - arrivals.zero).astype(np.int32),
        treatments=(therapy(arrivals, plan, treated), *drug_treatments(plan, taken)),
        n_threads=threads_for(len(arrivals)),
    )


def _assigned(arrivals: Arrivals, plan: ClinicPlan, seed: int) -> Arrivals:
    """The patients with their group, drawn by lot in blocks of two, and with the drugs they begin later."""
    later = with_later_drugs(arrivals, plan, seed)
    treated = np.ones(len(arrivals), dtype=bool)
    if plan.has_comparator:
        lots = np.random.default_rng([seed, LOT]).random(((len(arrivals) + 1) // 2, 1)) < 0.5
        treated = np.concatenate([lots, ~lots], axis=1).ravel()[: len(arrivals)]
    return replace(arrivals, treated=treated, drug=later.drug, drug_day=later.day)


def plan_until_taken(plan: ClinicPlan) -> ClinicPlan:
    """*plan* with everything as in any other plan that plays no part in whom the clinic takes.

    Plans that are equal in this take the same patients: whatever happens after day 0 is chosen later.
    """
    usual = ClinicPlan(key=plan.key, name=plan.key)
    later = AFTER_DAY_0 if plan.entry.entry_edss_at_least is not None else AFTER_DAY_0 + OF_SCORES
    return replace(
        plan,
        **{name: getattr(usual, name) for name in later},
        follow_up=replace(usual.follow_up, hidden_patients=plan.follow_up.hidden_patients),
        data_date=LAST_DATE,
    )


def simulate_taken(plan: ClinicPlan, seed: int, *, progress: Callable[[str], None] | None = None) -> Arrivals:
    """Whom the clinic takes on their day 0: the first candidates who fit, as many of each kind as it wants.

    progress: told how many places are left. ImpossiblePlan as `simulate_people`.
    """
    wanted = _places(plan)
    chosen: list[Arrivals] = []
    for fitting in _fitting(plan, seed):
        for kind, is_kind in fitting.kinds().items():
            rows = np.flatnonzero(is_kind)[: wanted[kind]]
            wanted[kind] -= len(rows)
            chosen.append(fitting.of(rows))
        if progress is not None:
            progress(f"looking for patients whom the clinic would take: {sum(wanted.values()):,} places left")
        if not any(wanted.values()):
            return join_arrivals(chosen)
    raise _turned_away(plan, wanted)


def _fitting(plan: ClinicPlan, seed: int) -> Iterator[People]:
    """Candidates whom the clinic would take, wave after wave, each as large as all before it together."""
    places = plan.n_patients + plan.follow_up.hidden_patients
    in_relapse, otherwise = ASKED_AT_FIRST
    share = plan.entry.share_in_relapse
    first, n = 0, round((in_relapse * share + otherwise * (1 - share)) * places) + 60
    while first < ASKED_AT_MOST * places + 600:
        yield simulate_fitting(plan, first, n, seed)
        first, n = first + n, first + n


def _places(plan: ClinicPlan) -> dict[str, int]:
    """How many of each kind the clinic takes."""
    places = plan.n_patients + plan.follow_up.hidden_patients
    in_relapse = round(plan.entry.share_in_relapse * places)
    progressive = round(plan.entry.share_progressive * (places - in_relapse))
    return {
        "in a relapse": in_relapse,
        "progressive": progressive,
        "relapsing, stable": places - in_relapse - progressive,
    }


def _turned_away(plan: ClinicPlan, wanted: Mapping[str, int]) -> ImpossiblePlan:
    """The refusal of a plan whose places cannot be filled."""
    short = ", ".join(f"{kind}: {n:,} places left empty" for kind, n in wanted.items() if n)
    problem = UsageError(
        f"the entry rule of the simulated clinic turns nearly everybody away ({short})",
        where=f"plan '{plan.key}', entry",
        hint="lower entry_edss_at_least or severity_edss, widen edss_low to edss_high, "
        "or change the shares of who comes",
    )
    return ImpossiblePlan([problem], headline="The clinic cannot be filled with patients")
