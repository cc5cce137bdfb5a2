"""Who is in a simulated clinic: accepted by its entry rule, in the state in which they came."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ranvier.errors import UsageError
from ranvier.simulate.course import (
    HISTORY_DAYS,
    Flags,
    Floats,
    Relapses,
    Stretch,
    TrueCourse,
    simulate_onsets,
    simulate_relapses,
    simulate_slopes,
    without_close_ones,
)
from ranvier.simulate.noise import simulate_scores
from ranvier.simulate.plan import ClinicPlan, EntryPlan
from ranvier.vocabulary.time import DAYS_PER_YEAR

ASKED_PER_PLACE = 5
"""People who ask for each place, so that an entry rule can turn some away."""

RELAPSE_DAYS = 90
"""A patient comes 'in a relapse' when it began up to 90 days before (verdict rule 2)."""

COMES_AFTER_DAYS = 25.0
"""Mean time from the onset of a relapse to the baseline visit of those who come because of it; assumed."""


@dataclass(frozen=True)
class People:
    """The patients of a clinic, one number each, in the order of their day 0.

    zero: day 0 as days since 1970-01-01. baseline_day, baseline_edss: of the visit at entry. steroids: begun
    in the same stay, the day after the baseline visit; scored_late: scored only once they had begun.
    """

    zero: NDArray[np.int64]
    treated: Flags
    progressive: Flags
    in_relapse: Flags
    steroids: Flags
    scored_late: Flags
    baseline_day: Floats
    baseline_edss: Floats
    true_course: TrueCourse

    def __len__(self) -> int:
        return len(self.zero)

    def of(self, rows: NDArray[np.intp]) -> People:
        """The patients in *rows*."""
        arrays = {name: getattr(self, name)[rows] for name in _ARRAYS}
        return People(**arrays, true_course=self.true_course.of(rows))


_ARRAYS = (
    "zero",
    "treated",
    "progressive",
    "in_relapse",
    "steroids",
    "scored_late",
    "baseline_day",
    "baseline_edss",
)


def simulate_people(plan: ClinicPlan, rng: np.random.Generator) -> People:
    """Everyone the clinic accepts, hidden patients included.

    UsageError: the entry rule turns nearly everybody away.
    """
    n_listed = plan.n_patients + plan.follow_up.hidden_patients
    asking = _people_who_ask(plan, ASKED_PER_PLACE * n_listed, rng)
    accepted = np.flatnonzero(_is_accepted(asking, plan.entry))[:n_listed]
    if len(accepted) < n_listed:
        raise UsageError(
            "the entry rule of the simulated clinic turns nearly everybody away",
            where=f"plan '{plan.key}', entry",
            hint="lower entry_edss_at_least or raise edss_mean",
        )
    return _assigned(asking.of(accepted), plan, rng)


def _assigned(people: People, plan: ClinicPlan, rng: np.random.Generator) -> People:
    """The patients with their group, and what the therapy does to those who get it."""
    n = len(people)
    treated = np.ones(n, dtype=bool)
    if plan.has_comparator:
        pairs = rng.random(((n + 1) // 2, 1)) < 0.5  # drawn by lot in blocks of two, so the groups are equal
        treated = np.concatenate([pairs, ~pairs], axis=1).ravel()[:n]
    effect = np.where(treated, plan.effect.points + plan.effect.sd_points * rng.standard_normal(n), 0.0)
    slope = people.true_course.slope * np.where(treated, plan.effect.progression_ratio, 1.0)
    return replace(
        people, treated=treated, true_course=replace(people.true_course, effect=effect, slope=slope)
    )


def _is_accepted(asking: People, entry: EntryPlan) -> Flags:
    level = asking.true_course.level
    accepted: Flags = (level >= entry.edss_low) & (level <= entry.edss_high)
    if entry.entry_edss_at_least is not None:
        accepted &= asking.baseline_edss >= entry.entry_edss_at_least
    return accepted


@dataclass(frozen=True)
class _Arrivals:
    """In which state people come; one number each."""

    zero: NDArray[np.int64]
    in_relapse: Flags
    progressive: Flags
    steroids: Flags
    baseline_day: Floats


def _arrivals(plan: ClinicPlan, n: int, rng: np.random.Generator) -> _Arrivals:
    entry = plan.entry
    in_relapse = rng.random(n) < entry.share_in_relapse
    # steroids are given more often in a relapse: 1.4 and 0.5 times the clinic's share; assumed
    steroids = rng.random(n) < np.where(in_relapse, 1.4, 0.5) * entry.steroid_share
    return _Arrivals(
        zero=_first_days(plan, n, rng),
        in_relapse=in_relapse,
        progressive=~in_relapse & (rng.random(n) < entry.share_progressive),
        steroids=steroids,
        baseline_day=-np.floor(2 + 4 * rng.random(n)),
    )


def _people_who_ask(plan: ClinicPlan, n: int, rng: np.random.Generator) -> People:
    entry = plan.entry
    come = _arrivals(plan, n, rng)
    course = TrueCourse(
        level=entry.edss_mean + entry.edss_sd * rng.standard_normal(n),
        slope=simulate_slopes(come.progressive, plan.course, rng),
        effect=np.zeros(n),
        full_by_days=plan.effect.full_by_days,
        relapses=_relapses(plan, come, rng),
    )
    true_edss = course.at(come.baseline_day[:, None])
    return People(
        **vars(come),
        treated=np.zeros(n, dtype=bool),
        scored_late=come.steroids & (rng.random(n) < entry.share_without_baseline),
        baseline_edss=simulate_scores(true_edss, np.zeros((n, 1)), plan.noise, rng)[:, 0],
        true_course=course,
    )


def _first_days(plan: ClinicPlan, n: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Days 0 spread over the recruiting time; everybody who asks comes in a random order."""
    first = int(np.datetime64(plan.first_day, "D").astype(np.int64))
    spread = plan.recruiting_years * DAYS_PER_YEAR * rng.random(n)
    days: NDArray[np.int64] = first + np.floor(spread).astype(np.int64)
    return days


def _relapses(plan: ClinicPlan, come: _Arrivals, rng: np.random.Generator) -> Relapses:
    """Relapses of the two years before entry, the one at entry, and those until the data date."""
    n = len(come.zero)
    law = plan.course
    rate = np.where(come.progressive, law.relapses_per_year_progressive.value, law.relapses_per_year.value)
    start, free = come.baseline_day - HISTORY_DAYS, come.baseline_day - plan.entry.relapse_free_days
    earlier = simulate_onsets(Stretch(rate, start, free), rng, most=4)
    since = np.clip(np.ceil(rng.exponential(COMES_AFTER_DAYS, n)), 1, RELAPSE_DAYS)
    at_entry = np.where(come.in_relapse, come.baseline_day - since, np.nan)
    data_day = int(np.datetime64(plan.data_date, "D").astype(np.int64))
    horizon = np.minimum(data_day - come.zero, 7 * DAYS_PER_YEAR)
    later = simulate_onsets(Stretch(rate, np.ones(n), horizon), rng)
    onsets = without_close_ones(np.column_stack([earlier, at_entry, later]))
    is_entry = onsets == at_entry[:, None]
    with_steroids = (onsets > 0) & (rng.random(onsets.shape) < 0.5)  # half of later relapses; assumed
    with_steroids |= is_entry & come.steroids[:, None]
    return simulate_relapses(onsets, is_entry, with_steroids, law, rng)
