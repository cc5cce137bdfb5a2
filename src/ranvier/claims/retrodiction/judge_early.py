"""Early evidence judged as if then: verdict, rule, traps, alarm, and how far it lies beyond no effect."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ranvier.claims.retrodiction.body import Together, put_together, word_of_all
from ranvier.claims.retrodiction.contrast import Trial
from ranvier.claims.retrodiction.early_contrast import feature_contrasts
from ranvier.claims.retrodiction.early_effects import claimed_effects, early_effects
from ranvier.claims.retrodiction.effects_in_numbers import effects_in_numbers
from ranvier.claims.retrodiction.harm import HarmRate, harm_is_clear, harm_rate, lesions_rise
from ranvier.claims.retrodiction.read_contrasts import contrasts_of
from ranvier.claims.retrodiction.reference import reference
from ranvier.claims.retrodiction.rules import Trap, tables, traps
from ranvier.claims.retrodiction.signal import Beyond, effects_beyond, headline_size, signal_strength
from ranvier.claims.retrodiction.signs import signs_of
from ranvier.claims.retrodiction.standing import Standing, up_to
from ranvier.literature.retrodiction.early import EarlyEvidence
from ranvier.literature.study import PublishedNumber
from ranvier.vocabulary.outcomes import Certainty, Published


@dataclass(frozen=True)
class EarlyJudgement:
    """What is said of early evidence alone.

    rule: the row of the decision table. needs: the weakest number without which the verdict would be another;
    FIRM where it rests on the design alone. alarm: a sign of harm, in words, or empty. beyond: each effect
    beside what is seen without one; signal: their mean, to rank by. headline: the effect as a reader in a
    hurry takes it.
    """

    id: str
    outcome: Published
    rule: str
    certainty: Certainty
    needs: Standing
    signs: frozenset[str]
    traps: tuple[Trap, ...]
    alarm: str
    compared: tuple[Together, ...]
    beyond: tuple[Beyond, ...]
    signal: float
    headline: float

    @property
    def reason(self) -> str:
        """The rule with the traps, in one sentence."""
        named = ", ".join(trap.name for trap in self.traps[:4])
        return f"{self.rule}; {named}" if named else self.rule


def judge_early_evidence(early: EarlyEvidence, yardsticks: Iterable[PublishedNumber] = ()) -> EarlyJudgement:
    """What can be said of early evidence, by general rules and nothing that came later.

    yardsticks: published changes without a new therapy, to hold effects against; they move the signal, never
    the verdict. Leave out those that come from the trials that later decided the case.
    """
    signs = signs_of(early)
    rows = [_decide(early, signs, standing) for standing in Standing]
    name, outcome, together = rows[-1]
    needs = next(standing for standing in Standing if rows[standing][1] is outcome)
    effects = early_effects(early) or effects_in_numbers(early.numbers)
    beyond = effects_beyond(effects, signs, yardsticks)
    return EarlyJudgement(
        id=early.id,
        outcome=outcome,
        rule=name,
        certainty=_certainty(signs, needs, outcome),
        needs=needs,
        signs=signs,
        traps=tuple(trap for trap in traps() if trap.is_set_by(signs)),
        alarm=_alarm(early),
        compared=together,
        beyond=beyond,
        signal=signal_strength(beyond, together, is_blinded="ratings_blinded" in signs),
        headline=headline_size(effects, together),
    )


_Row = tuple[str, Published, tuple[Together, ...]]


def _decide(early: EarlyEvidence, signs: frozenset[str], standing: Standing) -> _Row:
    """The row that answers, with numbers that stand at least so well."""
    together = _compared(early, signs, standing)
    rate = harm_rate(early, standing)
    row = tables()["early"].decide(
        observable="yes" if "observable" in signs else "no",
        harm="clear" if rate and harm_is_clear(rate, early) else "unclear",
        comparison=_comparison(signs),
        size=_size(early, together),
        result=_result(together),
        outcome="surrogate" if word_of_all(together).startswith("scans") else "clinical",
    )
    return row.name, Published(row.outcome), together


def _compared(early: EarlyEvidence, signs: frozenset[str], standing: Standing) -> tuple[Together, ...]:
    """Comparisons with the arm that was followed at the same time, if there was one."""
    if "concurrent_control" not in signs:
        return ()
    numbers = up_to(early.numbers, standing)
    trial = Trial(early.id, str(early.n_analysed or ""), early.control, numbers)
    found = [*feature_contrasts(early, numbers), *contrasts_of(trial)]
    return put_together(found, claimed_effects(early_effects(early, standing)))


def _comparison(signs: frozenset[str]) -> str:
    if "concurrent_control" not in signs:
        return "none"
    return "blinded" if {"randomised", "ratings_blinded"} <= signs else "open"


def _size(early: EarlyEvidence, together: tuple[Together, ...]) -> str:
    """By the patients an arm: those of the comparison, else half of those followed."""
    limits = reference()["limits"]
    compared = [contrast.n for one in together for contrast in one.contrasts]
    an_arm = max([*compared, float(early.n_analysed or 0)]) / 2
    if an_arm < limits["tiny_arm"]:
        return "tiny"
    return "small" if an_arm < limits["small_arm"] else "adequate"


def _result(together: tuple[Together, ...]) -> str:
    word = word_of_all(together)
    known = {"better": "better", "scans_better": "better", "worse": "worse", "excluded": "excluded"}
    return known.get(word, "unclear")


def _certainty(signs: frozenset[str], needs: Standing, outcome: Published) -> Certainty:
    """Very low without a control, low with an open or external one; moderate at most for one early report."""
    comparison = _comparison(signs)
    if comparison == "none":
        return Certainty.LOW if outcome is Published.CONTRADICTED else Certainty.VERY_LOW
    if comparison == "open" or needs is not Standing.FIRM or "patients_missing" in signs:
        return Certainty.LOW
    return Certainty.MODERATE


def _alarm(early: EarlyEvidence) -> str:
    """A sign of harm that a programme would have to answer before treating on."""
    rate: HarmRate | None = harm_rate(early, Standing.MEMORY)
    if rate and harm_is_clear(rate, early):
        return f"relapses on treatment at least {rate.lower:.1f} a year"
    return "lesions rose after treatment" if lesions_rise(early) else ""
