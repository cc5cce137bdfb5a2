"""A ratio of risks after misclassified outcomes, patients lost and something unmeasured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ranvier.estimates.bias.bias_adjusted import BiasAdjusted, Drawn, check_draws
from ranvier.estimates.bias.distributions import Distribution, Numbers
from ranvier.estimates.bias.errors import (
    Error,
    LostPatients,
    Misclassified,
    Risks,
    Unmeasured,
    beliefs_of,
    check_error,
    confounding_factor,
    undo_loss,
    undo_misclassification,
)
from ranvier.estimates.bias.two_by_two import TwoByTwo, check_two_by_two, estimate_ratio_of_risks
from ranvier.estimates.inputs import Inputs


def estimate_bias_adjusted_ratio(
    seen: TwoByTwo,
    errors: Sequence[Error],
    *,
    seed: int,
    n_draws: int = 100_000,
    conf_level: float = 0.95,
    most_impossible: float = 0.1,
) -> BiasAdjusted:
    """The ratio of risks, treated over comparator, as errors of the stated size would leave it.

    errors: in the order in which they are undone, the last to happen first: misclassification, then loss,
    then what is unmeasured. Draws under which the records could not have come about are left out; more than
    *most_impossible* of them are refused. Chance is carried through each error by its slope (delta method),
    so that without errors the total is the conventional interval. Raises InputError, also for a group
    without an event.
    Source: Lash TL et al. Int J Epidemiol 2014;43:1969-1985.
    """
    _check(seen, errors, n_draws, most_impossible, seed)
    conventional = estimate_ratio_of_risks(seen, conf_level)
    generator = np.random.default_rng(seed)
    groups = _without_errors(errors, _Draws(generator, n_draws), _Groups.recorded(seen, n_draws))
    values = _log_possible(groups.treated.risk) - _log_possible(groups.comparator.risk) - groups.log_factor
    variance = _variance(groups.treated, seen.n_events_treated, seen.n_treated) + _variance(
        groups.comparator, seen.n_events_comparator, seen.n_comparator
    )
    chance = generator.standard_normal(n_draws) * np.sqrt(variance)
    stated = tuple(f"{name}: {belief.words}" for error in errors for name, belief in beliefs_of(error))
    return Drawn(values, chance, is_ratio=True).summary(
        conventional, stated=stated, seed=seed, most_impossible=most_impossible
    )


class _Groups(NamedTuple):
    """Both groups in each draw, and the logarithm of the factor that something unmeasured adds."""

    treated: Risks
    comparator: Risks
    log_factor: Numbers

    @classmethod
    def recorded(cls, seen: TwoByTwo, n_draws: int) -> _Groups:
        treated = _recorded(seen.n_events_treated, seen.n_treated, n_draws)
        comparator = _recorded(seen.n_events_comparator, seen.n_comparator, n_draws)
        return cls(treated, comparator, np.zeros(n_draws))


class _Draws:
    """Draws of beliefs from one stream, in the order in which they are asked for."""

    def __init__(self, generator: np.random.Generator, n: int) -> None:
        self._generator, self._n = generator, n

    def of(self, belief: Distribution) -> Numbers:
        return belief.draw(self._generator, self._n)

    def of_other(self, belief: Distribution | None, same: Numbers) -> Numbers:
        return same if belief is None else self.of(belief)


def _check(seen: TwoByTwo, errors: Sequence[Error], n_draws: int, most_impossible: float, seed: int) -> None:
    inputs = Inputs("bias analysis")
    check_two_by_two(inputs, seen)
    some = seen.n_events_treated > 0 and seen.n_events_comparator > 0
    inputs.require(some, "both groups must have an event", "seen", "a ratio without events is not known")
    hint = "where everybody had the event there is no chance to add to the errors"
    inputs.require(seen.n_events < seen.n, "somebody must be without the event", "seen", hint)
    check_draws(inputs, n_draws, most_impossible, seed)
    for error in errors:
        check_error(inputs, error)
    inputs.finish()


def _without_errors(errors: Sequence[Error], draws: _Draws, groups: _Groups) -> _Groups:
    for error in errors:
        treated, comparator, log_factor = groups
        match error:
            case Misclassified():
                groups = _Groups(*_classified(error, draws, treated, comparator), log_factor)
            case LostPatients():
                groups = _Groups(*_with_the_lost(error, draws, treated, comparator), log_factor)
            case Unmeasured():
                groups = _Groups(
                    treated, comparator, log_factor + _log_possible(_factor(error, draws), np.inf)
                )
    return groups


def _recorded(n_events: int, n: int, n_draws: int) -> Risks:
    return Risks(np.full(n_draws, n_events / n), np.ones(n_draws))


def _classified(
    error: Misclassified, draws: _Draws, treated: Risks, comparator: Risks
) -> tuple[Risks, Risks]:
    sensitivity, specificity = draws.of(error.sensitivity), draws.of(error.specificity)
    other_sensitivity = draws.of_other(error.sensitivity_comparator, sensitivity)
    other_specificity = draws.of_other(error.specificity_comparator, specificity)
    return (
        undo_misclassification(treated, sensitivity, specificity),
        undo_misclassification(comparator, other_sensitivity, other_specificity),
    )


def _with_the_lost(
    error: LostPatients, draws: _Draws, treated: Risks, comparator: Risks
) -> tuple[Risks, Risks]:
    return (
        undo_loss(treated, draws.of(error.seen_with_treated), draws.of(error.seen_without_treated)),
        undo_loss(comparator, draws.of(error.seen_with_comparator), draws.of(error.seen_without_comparator)),
    )


def _factor(error: Unmeasured, draws: _Draws) -> Numbers:
    treated, comparator = draws.of(error.prevalence_treated), draws.of(error.prevalence_comparator)
    return confounding_factor(treated, comparator, draws.of(error.outcome_ratio))


def _variance(group: Risks, n_events: int, n: int) -> Numbers:
    """The variance of the logarithm of a group's risk after the errors."""
    recorded = n_events / n
    risk = np.where(_is_possible(group.risk), group.risk, np.nan)
    return np.asarray(recorded * (1 - recorded) / n * (group.slope / risk) ** 2)


def _log_possible(value: Numbers, most: float = 1.0) -> Numbers:
    return np.log(np.where(_is_possible(value, most), value, np.nan))


def _is_possible(value: Numbers, most: float = 1.0) -> np.ndarray:
    return (value > 0) & (value <= most * (1 + _ROUNDING)) & np.isfinite(value)


_ROUNDING = 1e-12
