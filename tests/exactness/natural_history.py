"""Multistate models fitted to visits, beside R's msm."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import numpy as np

from ranvier.estimates.natural_history.misclassification import Misclassification
from ranvier.estimates.natural_history.multistate import estimate_multistate, find_log_likelihood
from ranvier.estimates.natural_history.multistate_model import MultistateModel
from ranvier.estimates.natural_history.panel import Panel, panel_of
from ranvier.estimates.natural_history.states import DEATH, THREE_BANDS
from ranvier.kernels.matrix_exponential import exponentials
from tests.exactness.agreement import Comparison, Kind, Number, numbers_in, patients_of

FILE = "multistate.csv"
WITH_DEATH = (*THREE_BANDS, DEATH)
# As in validation/multistate.R.
NEIGHBOURS = np.array([[0, 0.15, 0], [0.15, 0, 0.15], [0, 0.15, 0]])
OF_DEATH = np.array([[0, 0.1, 0, 0.1], [0.1, 0, 0.1, 0.1], [0, 0.1, 0, 0.1], [0, 0, 0, 0]])
FIRST = (0.5, 0.3, 0.2)
HELD = Misclassification(((0.9, 0.1, 0.0), (0.05, 0.88, 0.07), (0.0, 0.1, 0.9)), initial=FIRST)
ONE_WAY = Misclassification(
    ((0.9, 0.1, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)), is_fitted=True, initial=FIRST
)


def comparisons() -> Iterator[Comparison]:
    """Every number of tests/oracles/multistate.csv."""
    models: dict[tuple[str, str], MultistateModel] = {}
    for theirs in numbers_in(FILE):
        if theirs.estimator == "Multistate likelihood at given rates":
            yield Comparison(theirs, GIVEN[theirs.case](), Kind.CLOSED_FORM)
        elif theirs.estimator == "Transition probabilities from rates":
            yield Comparison(theirs, _probability_of_equal_exits(theirs), Kind.CLOSED_FORM)
        else:
            key = theirs.estimator, theirs.case
            models[key] = models.get(key) or FITTED[key]()
            yield Comparison(theirs, _number_of(models[key], theirs.quantity), Kind.ITERATED)


def visits_of(case: str, *covariates: str) -> Panel:
    """The visits of one case; R counts states from 1."""
    rows = patients_of(f"multistate_{case}")
    given = {name: rows[name].to_numpy() for name in covariates}
    arrays = (rows[name].to_numpy() for name in ("patient", "day"))
    states = WITH_DEATH if case == "death" else THREE_BANDS
    return panel_of(*arrays, rows["state"].to_numpy() - 1, states, given)


GIVEN: dict[str, Callable[[], float]] = {
    "visits_on_a_grid": lambda: find_log_likelihood(visits_of("visits_on_a_grid"), THREE_BANDS, NEIGHBOURS),
    "visits_on_any_day": lambda: find_log_likelihood(visits_of("visits_on_any_day"), THREE_BANDS, NEIGHBOURS),
    "death_on_a_known_day": lambda: find_log_likelihood(visits_of("death"), WITH_DEATH, OF_DEATH),
    "death_before_a_day": lambda: find_log_likelihood(
        visits_of("death"), WITH_DEATH, OF_DEATH, death_is_dated=False
    ),
    "misclassified": lambda: find_log_likelihood(
        visits_of("noisy"), THREE_BANDS, NEIGHBOURS, misclassification=HELD
    ),
}

FITTED: dict[tuple[str, str], Callable[[], MultistateModel]] = {
    ("Multistate model", "visits_on_a_grid"): lambda: estimate_multistate(
        visits_of("visits_on_a_grid"), THREE_BANDS
    ),
    ("Multistate model", "visits_on_any_day"): lambda: estimate_multistate(
        visits_of("visits_on_any_day"), THREE_BANDS
    ),
    ("Multistate model, death on a known day", "death_on_a_known_day"): lambda: estimate_multistate(
        visits_of("death"), WITH_DEATH
    ),
    ("Multistate model, a covariate", "age_on_each_rate"): lambda: estimate_multistate(
        visits_of("age", "age"), THREE_BANDS
    ),
    ("Multistate model, a covariate", "age_on_all_rates_alike"): lambda: estimate_multistate(
        visits_of("age", "age"), THREE_BANDS, shared_effects=True
    ),
    ("Multistate model, misclassification held", "misclassified"): lambda: estimate_multistate(
        visits_of("noisy"), THREE_BANDS, misclassification=HELD
    ),
    ("Multistate model, misclassification fitted", "misclassified"): lambda: estimate_multistate(
        visits_of("noisier"), THREE_BANDS, misclassification=ONE_WAY
    ),
}


def _number_of(model: MultistateModel, quantity: str) -> float:
    name, _, place = quantity.partition("[")
    i = int(re.sub(r"\D", "", place) or 1) - 1
    # R's order of rates is by the state left, as ours: msm counts its allowed moves row by row.
    errors, n_pairs = np.sqrt(np.diag(model.covariance)), len(model.layout.pairs)
    by_name = {
        "log_likelihood": lambda: model.log_likelihood,
        "log_rate": lambda: model.parameters[i],
        "std_error": lambda: errors[i],
        "log_ratio": lambda: model.parameters[n_pairs + i],
        "log_ratio_std_error": lambda: errors[n_pairs + i],
        "probability_5_years": lambda: model.probabilities(5).ravel(order="F")[i],
        "stay": lambda: model.sojourn(model.states[i].name).estimate,
        "stay_std_error": lambda: _stay_error(model, i),
        "error": lambda: model.misclassified("mild", "moderate").estimate,
    }
    return float(by_name[name]())


def _stay_error(model: MultistateModel, state: int) -> float:
    """On the scale of years: the interval is 1.96 standard errors of the logarithm either way."""
    found = model.sojourn(model.states[state].name)
    return found.estimate * np.log(found.upper / found.lower) / (2 * 1.959963984540054)


def _probability_of_equal_exits(theirs: Number) -> float:
    rates = np.array([[-1.0, 1.0, 0.0], [0.0, -1.0, 1.0], [0.0, 0.0, 0.0]])
    place = int(re.sub(r"\D", "", theirs.quantity)) - 1
    return float(exponentials(rates[None], np.array([3.0]))[0].ravel(order="F")[place])
