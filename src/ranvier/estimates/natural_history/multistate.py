"""Rates of moving between bands of the EDSS, fitted to visits: the continuous-time multistate model."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.errors import RanvierError
from ranvier.estimates.inputs import InputError, Inputs, as_array, check_kind
from ranvier.estimates.natural_history.intensities import Layout
from ranvier.estimates.natural_history.likelihood import Hidden, intervals_of, log_likelihood
from ranvier.estimates.natural_history.misclassification import Misclassification
from ranvier.estimates.natural_history.multistate_checks import check_course
from ranvier.estimates.natural_history.multistate_fit import Fit, fit_parameters
from ranvier.estimates.natural_history.multistate_model import MultistateModel
from ranvier.estimates.natural_history.panel import Panel
from ranvier.estimates.natural_history.states import States
from ranvier.vocabulary.time import DAYS_PER_YEAR

Floats = NDArray[np.float64]


class NotFitted(InputError):
    """The visits do not determine the rates."""


def estimate_multistate(
    panel: Panel,
    states: States,
    *,
    allowed: ArrayLike | None = None,
    shared_effects: bool = False,
    misclassification: Misclassification | None = None,
    death_is_dated: bool = True,
    conf_level: float = 0.95,
) -> MultistateModel:
    """How fast patients move between states, in rates a year, from visits at any days.

    allowed: (k, k) true where a state may be entered directly; by default neighbours, and death from every
    state. The covariates of *panel* multiply each rate, or all by the same where *shared_effects*.
    death_is_dated: the day of death is known, not only that it came before it.
    Raises InputError for a state never seen, an allowed transition without support, single visits only,
    constant or collinear covariates; NotFitted. Equals R msm 1.7 (Jackson CH. J Stat Softw 2011;38(8)).
    """
    check_kind("rates of transitions", "panel", panel, Panel)
    conf_level = _checked_level(conf_level)
    may = neighbours(states) if allowed is None else as_array(allowed).astype(bool)
    check_course(panel, states, may, misclassification)
    layout = _layout(panel, may, shared_effects, misclassification)
    means, spreads, scaled = _standardised(panel)
    dead = len(states) - 1 if states[-1].is_death and death_is_dated else -1
    intervals = intervals_of(panel, scaled, len(states), dead)
    hidden = _hidden(panel, misclassification, len(states))
    start = _start(layout, panel, misclassification)
    fit = fit_parameters(lambda theta: log_likelihood(theta, layout, intervals, hidden), start)
    _refuse_unless_fitted(fit, layout, states)
    turn = layout.unscaled(means, spreads)
    return MultistateModel(
        states=states,
        layout=layout,
        covariates=tuple(panel.covariates),
        means=means,
        parameters=turn @ fit.parameters,
        covariance=turn @ fit.covariance @ turn.T,
        log_likelihood=fit.log_likelihood,
        emission=_emission(layout, fit.parameters, misclassification),
        n=panel.n_patients,
        n_intervals=int(panel.is_later.sum()),
        conf_level=conf_level,
    )


def find_log_likelihood(
    panel: Panel,
    states: States,
    rates_per_year: ArrayLike,
    *,
    misclassification: Misclassification | None = None,
    death_is_dated: bool = True,
) -> float:
    """The log likelihood of the visits under given rates a year (k, k; 0 where a move is not allowed)."""
    rates = np.array(rates_per_year, np.float64)
    np.fill_diagonal(rates, 0.0)
    check_course(panel, states, rates > 0, misclassification)
    layout = Layout(len(states), _pairs(rates > 0))
    dead = len(states) - 1 if states[-1].is_death and death_is_dated else -1
    intervals = intervals_of(panel, np.zeros((panel.day.size, 0)), len(states), dead)
    hidden = _hidden(panel, misclassification, len(states))
    return log_likelihood(np.log(rates[layout.rows, layout.columns]), layout, intervals, hidden)[0]


def neighbours(states: States) -> NDArray[np.bool_]:
    """Moves to the next band up and down, and from every band to death where it is one of the states."""
    k = len(states)
    may = np.eye(k, k=1, dtype=bool) | np.eye(k, k=-1, dtype=bool)
    if states[-1].is_death:
        may[:, -1] = True
        may[-1] = False
    return may


def _checked_level(conf_level: float) -> float:
    inputs = Inputs("rates of transitions")
    conf_level = inputs.conf_level(conf_level)
    inputs.finish()
    return conf_level


def _layout(
    panel: Panel, may: NDArray[np.bool_], shared_effects: bool, errors: Misclassification | None
) -> Layout:
    fitted = errors.matrix > 0 if errors is not None and errors.is_fitted else np.zeros_like(may)
    return Layout(len(may), _pairs(may), len(panel.covariates), shared_effects, _pairs(fitted))


def _pairs(flags: NDArray[np.bool_]) -> tuple[tuple[int, int], ...]:
    return tuple((int(r), int(s)) for r, s in np.argwhere(flags) if r != s)


def _standardised(panel: Panel) -> tuple[Floats, Floats, Floats]:
    """Means and spreads of the covariates where intervals begin, and the covariates scaled by them."""
    values = np.array(list(panel.covariates.values())).reshape(-1, panel.day.size).T
    begins = values[np.flatnonzero(panel.is_later) - 1]
    means, spreads = begins.mean(axis=0), begins.std(axis=0)
    return means, spreads, (values - means) / spreads


def _hidden(panel: Panel, errors: Misclassification | None, k: int) -> Hidden | None:
    if errors is None:
        return None
    first = np.bincount(panel.state[~panel.is_later], minlength=k) / panel.n_patients
    initial = np.array(errors.initial) if errors.initial else first
    return Hidden(panel.state, panel.offset, initial.astype(np.float64), errors.matrix)


def _start(layout: Layout, panel: Panel, errors: Misclassification | None) -> Floats:
    """Moves seen, counted as if each were one step, over the years spent in the state before."""
    later = np.flatnonzero(panel.is_later)
    origin, onto = panel.state[later - 1], panel.state[later]
    years = (panel.day[later] - panel.day[later - 1]) / DAYS_PER_YEAR
    spent = np.bincount(origin, weights=years, minlength=layout.k)
    counts = np.zeros((layout.k, layout.k))
    np.add.at(counts, (origin, onto), 1.0)
    start = np.zeros(layout.n)
    for place, (row, column) in enumerate(layout.pairs):
        start[place] = np.log(max(counts[row, column], 0.5) / max(spent[row], 0.5))
    for place, (row, column) in enumerate(layout.errors, start=layout.n_rates):
        assert errors is not None
        start[place] = np.log(errors.matrix[row, column] / errors.matrix[row, row])
    return start


def _emission(layout: Layout, parameters: Floats, errors: Misclassification | None) -> Floats:
    if errors is None or errors.is_fitted:
        return layout.emission(parameters)
    return errors.matrix


def _refuse_unless_fitted(fit: Fit, layout: Layout, states: States) -> None:
    if fit.has_converged:
        return
    where, hint = "all transitions", "merge states, allow fewer transitions or use fewer covariates"
    if 0 <= fit.undetermined < len(layout.pairs):
        row, column = layout.pairs[fit.undetermined]
        where = f"from {states[row].name} to {states[column].name}"
        hint = "do not allow this transition, or merge the two states"
    elif fit.undetermined >= 0:
        where = "the chances of error" if fit.undetermined >= layout.n_rates else "the effects of covariates"
    problem = RanvierError(
        "the visits do not determine the rates: no greatest likelihood was found", where=where, hint=hint
    )
    raise NotFitted([problem], headline="The rates of transitions cannot be estimated from these visits")
