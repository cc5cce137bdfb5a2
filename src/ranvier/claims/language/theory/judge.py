"""The mechanisms a source offers, as predictions: what moves, when, what tells them apart, and the cases."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.claims.language.claim import ClaimSet
from ranvier.claims.language.theory.cases_in_time import DayReported, judge_days, undated
from ranvier.claims.language.theory.hypothesis import Hypothesis, Theory
from ranvier.claims.language.theory.predictions import Prediction, predict_all
from ranvier.claims.language.theory.read import read_theory
from ranvier.claims.language.theory.telling_apart import Pair, tell_apart
from ranvier.literature.collection import Literature


@dataclass(frozen=True)
class JudgedTheory:
    """Everything that follows from the hypotheses of a claim set.

    predictions: one a hypothesis and measure. pairs: what tells two hypotheses apart. days: where each stands
    on the days on which cases are first reported better. undated: cases without such a day.
    """

    theory: Theory
    predictions: tuple[Prediction, ...]
    pairs: tuple[Pair, ...]
    days: tuple[DayReported, ...]
    undated: tuple[str, ...]

    def hypothesis(self, name: str) -> Hypothesis:
        """The hypothesis of that identifier."""
        return next(one for one in self.theory.hypotheses if one.id == name)

    def prediction(self, hypothesis: str, measure: str) -> Prediction | None:
        """What that hypothesis says of that measure; None where it says nothing."""
        return next(
            (one for one in self.predictions if (one.hypothesis, one.measure) == (hypothesis, measure)), None
        )


def judge_theory(claim_set: ClaimSet, literature: Literature) -> JudgedTheory | None:
    """The hypotheses of *claim_set* as predictions; None where it offers no mechanism."""
    theory = read_theory(claim_set, literature)
    if theory is None:
        return None
    predictions = predict_all(theory)
    return JudgedTheory(
        theory=theory,
        predictions=predictions,
        pairs=tell_apart(theory, predictions),
        days=judge_days(claim_set, theory, predictions),
        undated=undated(claim_set),
    )
