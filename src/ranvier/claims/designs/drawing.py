"""Trials drawn from a pool: who is in each, what each shows, and what the verdicts say of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np
import polars as pl

from ranvier.claims.basis.records import PRIMARY_NAME
from ranvier.claims.designs.curves import CurveOfPool, find_curve_of_pool
from ranvier.claims.designs.judged import Judge
from ranvier.claims.designs.pool import arm_rows
from ranvier.claims.designs.trials import Contrasts, Floats, Rows, contrast_means, contrast_shares
from ranvier.claims.endpoints.changes import unseen_size
from ranvier.claims.gates.checks import judged_anew
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.language.endpoint_names import DEFINITION
from ranvier.definitions.presets import WORSENING_NAMES
from ranvier.vocabulary.outcomes import Because

CHANCE_GATES = frozenset({20, 21, 40, 41})
"""Checks of a comparison that lot did not make, which each trial passes or not by its own patients."""


@dataclass(frozen=True)
class Drawing:
    """Trials drawn from the pool of *judge*; the first patients of a larger trial are those of a smaller.

    seed: of the draws.
    """

    judge: Judge
    seed: int
    _curves: dict[str, CurveOfPool] = field(default_factory=dict, repr=False, compare=False)

    def rows(self, n_per_arm: int, n_trials: int) -> tuple[Rows, ...]:
        """For each arm who is in each trial: one row a trial, rows of the pool's baselines."""
        found = []
        for number, members in enumerate(arm_rows(self.judge.pool)):
            random = np.random.default_rng([self.seed, number])
            place = random.integers(len(members), size=(n_per_arm, n_trials))
            found.append(np.ascontiguousarray(members[place].T))
        return tuple(found)

    def outcomes(self, n_per_arm: int, n_trials: int, *, by_vote: bool = True) -> list[Because]:
        """What is said of each trial. by_vote: whether the published definitions are asked as well."""
        rows = self.rows(n_per_arm, n_trials)
        if len(rows) == 1:
            return [self._outcome_alone(each, n_per_arm) for each in rows[0]]
        if not self.judge.pool.is_randomised:
            return [self._outcome_of_weighted(np.concatenate(both)) for both in zip(*rows, strict=True)]
        own = self.judge.outcomes(self.contrasts(rows), rows)
        return self._with_definitions(own, rows) if self.has_definitions and by_vote else own

    def contrasts(self, rows: tuple[Rows, ...], definition: str | None = None) -> Contrasts:
        """The contrast of each trial, as its endpoint gives it where lot chose."""
        judge, asked = self.judge, self.judge.asked
        treated, comparator = rows
        level = judge.rules.contrast_conf_level
        if self.has_definitions:
            return self._curve(definition or self._own_definition).contrasts(treated, comparator, judge.rules)
        values = self._values()
        if asked.endpoint == "edss_change_mean":
            size = unseen_size(asked.asserted, judge.rules.unseen_points)
            return contrast_means(values[treated], values[comparator], level, size)
        fell = np.where(np.isnan(values), np.nan, values <= -float(asked.parameters["points"]))
        return contrast_shares(fell[treated], fell[comparator], level)

    def _values(self) -> Floats:
        """The change of each patient of the pool, NaN where not seen."""
        asked = self.judge.asked
        confirmed = asked.endpoint == "edss_fall_share" and bool(asked.parameters.get("confirmed", False))
        changes = self.judge.pool.changes(float(asked.parameters["months"]))
        column = changes["confirmed_change" if confirmed else "change"]
        return column.cast(pl.Float64).fill_null(np.nan).to_numpy()

    @property
    def has_definitions(self) -> bool:
        """Whether published definitions differ in the endpoint, and vote."""
        return self.judge.asked.endpoint == "free_of_worsening"

    @property
    def _own_definition(self) -> str:
        return str(self.judge.asked.parameters.get(DEFINITION, PRIMARY_NAME))

    def curve_level(self, arm: int) -> float:
        """The share of the whole of one arm, from 0 to 1, that is free of worsening on the day."""
        rows = arm_rows(self.judge.pool)[arm][None, :]
        return float(self._curve(self._own_definition).level(rows)[0])

    def _curve(self, definition: str) -> CurveOfPool:
        if definition not in self._curves:
            months = float(self.judge.asked.parameters["months"])
            self._curves[definition] = find_curve_of_pool(self.judge.pool, months, definition)
        return self._curves[definition]

    def _with_definitions(self, own: list[Because], rows: tuple[Rows, ...]) -> list[Because]:
        """*own*, but where too few of the published definitions give the same answer.

        Only trials whose own answer says that something is so are asked again: what is not supported under
        the claim's own definition is not supported under any vote.
        """
        asked = [number for number, outcome in enumerate(own) if outcome in _SAYS_SOMETHING]
        if not asked:
            return own
        some = tuple(arm[asked] for arm in rows)
        agreeing, voting = np.ones(len(asked)), np.ones(len(asked))
        for definition in sorted(set(WORSENING_NAMES) - {self._own_definition}):
            contrasts = self.contrasts(some, definition)
            found = self.judge.outcomes(contrasts, some, definition)
            votes = ~np.isnan(contrasts.estimate)
            voting += votes
            agreeing += votes & np.array([found[at] is own[number] for at, number in enumerate(asked)])
        depends = 100 * agreeing / voting < self.judge.rules.definitions_agree_percent
        turned = {number for at, number in enumerate(asked) if depends[at]}
        return [Because.DEPENDS_ON_DEFINITION if number in turned else one for number, one in enumerate(own)]

    def _outcome_alone(self, rows: Rows, n_patients: int) -> Because:
        """One study without comparators, held against what such a study would see without an effect."""
        judge = self.judge
        finding = judge.find(judge.trial(rows))
        return judge.outcome(replace(finding, null=judge.band(n_patients)))

    def _outcome_of_weighted(self, rows: Rows) -> Because:
        """One trial against comparators from elsewhere, weighted and checked by itself."""
        judge = self.judge
        trial = judge.trial(rows)
        finding = judge.find(trial)
        inquiry = Inquiry(trial, judge.claim, finding, judge.thresholds)
        return judge.outcome(finding, judged_anew(judge.gates, inquiry, CHANCE_GATES))


_SAYS_SOMETHING = frozenset({Because.SUPPORTED, Because.EFFECT_SMALLER_THAN_CLAIMED, Because.CONTRADICTED})


def share_of(outcomes: Iterable[Because], wanted: frozenset[Because]) -> tuple[int, int]:
    """How many of *outcomes* are among *wanted*, and of how many."""
    found = [outcome in wanted for outcome in outcomes]
    return sum(found), len(found)
