"""How judges of cases with an answer score: errors, points, traps, and who ranks therapies better."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from ranvier.claims.retrodiction.rules import traps_called
from ranvier.claims.retrodiction.run import JudgedCase
from ranvier.claims.retrodiction.standing import Standing
from ranvier.estimates.rates.share import exact_share_limits
from ranvier.literature.retrodiction.after import Truth, WhatCameAfter
from ranvier.vocabulary.outcomes import Published

_FAILED = (Truth.DOES_NOT_WORK, Truth.HARM)
_NEIGHBOURS = (
    {Published.SUPPORTED, Published.PARTLY_SUPPORTED},
    {Published.UNSUPPORTED, Published.CONTRADICTED},
    {Published.INSUFFICIENT, Published.UNSUPPORTED},
)
_BELIEVED_FROM = 0.25
"""The judge who believes what is told takes any share or fall from a quarter on for an effect."""


@dataclass(frozen=True)
class Count:
    """k of n with its exact 95 % interval."""

    k: float
    n: int

    @property
    def limits(self) -> tuple[float, float]:
        """Clopper-Pearson; of half points the interval of the whole points below."""
        return exact_share_limits(int(self.k), self.n, 0.025) if self.n else (0.0, 1.0)


@dataclass(frozen=True)
class Ranking:
    """How often a therapy that works has the higher score than one that failed; ties count a half.

    p: how often a random order would do at least as well, over all orders.
    """

    won: float
    pairs: int
    p: float

    @property
    def auc(self) -> float:
        """The share of pairs won; a half is chance."""
        return self.won / self.pairs if self.pairs else 0.5


@dataclass(frozen=True)
class Score:
    """What one judge scores.

    hard_a: `supported` of those that failed or harmed; hard_b: `contradicted` of those that work;
    forbidden: any verdict that the case forbids; soft: neither acceptable nor forbidden.
    expected: early verdicts exactly as expected. after: points of the after-trial run.
    named: of the traps listed; own_traps: traps named in all.
    """

    judge: str
    hard_a: Count
    hard_b: Count
    forbidden: Count
    soft: Count
    expected: Count
    after: Count
    named: Count
    own_traps: int
    ranking: Ranking


@dataclass(frozen=True)
class Judge:
    """A way to answer: an early verdict, a later one, the traps' codes named, and a score to rank by."""

    name: str
    early: Callable[[JudgedCase], Published]
    later: Callable[[JudgedCase], Published]
    traps: Callable[[JudgedCase], frozenset[str]]
    rank: Callable[[JudgedCase], float]


RANVIER = Judge(
    "ranvier",
    lambda case: case.early.outcome,
    lambda case: case.later.outcome,
    lambda case: frozenset(trap.code for trap in (*case.early.traps, *case.later.traps)),
    lambda case: case.early.signal,
)
ALWAYS_INSUFFICIENT = Judge(
    "always insufficient",
    lambda _: Published.INSUFFICIENT,
    lambda _: Published.INSUFFICIENT,
    lambda _: frozenset(),
    lambda _: 0.0,
)
BELIEVES = Judge(
    "believes what is told",
    lambda case: Published.SUPPORTED if case.early.headline >= _BELIEVED_FROM else Published.INSUFFICIENT,
    lambda case: _first_trial(case),  # noqa: PLW0108 - it stands further down
    lambda _: frozenset(),
    lambda case: case.early.headline,
)
JUDGES = (RANVIER, ALWAYS_INSUFFICIENT, BELIEVES)


def score(judge: Judge, cases: Iterable[JudgedCase], weakest: Standing = Standing.SECOND_HAND) -> Score:
    """The score of a judge over the cases that have an answer.

    weakest: runs of ranvier that need weaker numbers than that are left out, for every judge alike, early and
    later runs each on their own.
    """
    answered = [(case, case.answer) for case in cases if case.answer is not None]
    early = [(case, answer) for case, answer in answered if case.early.needs <= weakest]
    later = [(case, answer) for case, answer in answered if case.later.needs <= weakest]
    verdicts = [(judge.early(case), answer) for case, answer in early]
    points = [after_points(judge.later(case), answer.expected_after_trial) for case, answer in later]
    listed = [(trap, judge.traps(case)) for case, answer in answered for trap in answer.traps]
    return Score(
        judge=judge.name,
        hard_a=_of([v is Published.SUPPORTED for v, answer in verdicts if answer.found.overall in _FAILED]),
        hard_b=_of(
            [v is Published.CONTRADICTED for v, answer in verdicts if answer.found.overall is Truth.WORKS]
        ),
        forbidden=_of([v in answer.forbidden_on_early for v, answer in verdicts]),
        soft=_of([is_soft(v, answer) for v, answer in verdicts]),
        expected=_of([v is answer.expected_on_early for v, answer in verdicts]),
        after=Count(sum(points), len(points)),
        named=_of([names(trap, codes) for trap, codes in listed]),
        own_traps=sum(len(judge.traps(case)) for case, _ in answered),
        ranking=ranking(
            [judge.rank(case) for case, answer in answered if answer.found.overall is Truth.WORKS],
            [judge.rank(case) for case, answer in answered if answer.found.overall is Truth.DOES_NOT_WORK],
        ),
    )


def is_soft(verdict: Published, answer: WhatCameAfter) -> bool:
    """Whether a verdict is neither acceptable nor forbidden."""
    return verdict not in answer.acceptable_on_early and verdict not in answer.forbidden_on_early


def after_points(verdict: Published, expected: Published) -> float:
    """1 for the expected verdict, a half for its neighbour, else 0."""
    if verdict is expected:
        return 1.0
    return 0.5 if {verdict, expected} in _NEIGHBOURS else 0.0


def names(listed: str, codes: frozenset[str]) -> bool:
    """Whether one of the traps' *codes* is what a file of cases calls *listed*."""
    return any(trap.code in codes for trap in traps_called(listed))


def ranking(works: Sequence[float], failed: Sequence[float]) -> Ranking:
    """How well the scores part those that work from those that failed, over all orders of so many cases."""
    if not works or not failed:
        return Ranking(0.0, 0, 1.0)
    won = _won(works, failed)
    together = [*works, *failed]
    if len(together) > _MOST_FOR_ALL_ORDERS:
        return Ranking(won, len(works) * len(failed), float("nan"))
    at_least = total = 0
    for chosen in combinations(range(len(together)), len(works)):
        rest = [together[i] for i in range(len(together)) if i not in chosen]
        at_least += _won([together[i] for i in chosen], rest) >= won - 1e-9
        total += 1
    return Ranking(won, len(works) * len(failed), at_least / total)


_MOST_FOR_ALL_ORDERS = 18
"""18 cases have at most 48,620 orders; of more the p-value is not computed."""


def _won(works: Sequence[float], failed: Sequence[float]) -> float:
    return sum((a > b) + 0.5 * (a == b) for a in works for b in failed)


def _of(flags: Sequence[bool]) -> Count:
    return Count(sum(flags), len(flags))


def _first_trial(case: JudgedCase) -> Published:
    """The sign of the first comparison that a later trial prints, taken for the answer."""
    first = next((one for together in case.later.together for one in together.contrasts), None)
    if first is None:
        return BELIEVES.early(case)
    return Published.SUPPORTED if first.effect > 0 else Published.CONTRADICTED
