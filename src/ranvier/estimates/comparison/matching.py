"""For each treated patient the comparators most like them: nearest matching within a caliper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NoReturn

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.comparison.propensity import Propensity
from ranvier.estimates.comparison.refusals import NoMatches, refuse
from ranvier.estimates.inputs import Inputs, as_array, chosen
from ranvier.kernels.nearest import NOBODY, nearest_on_line

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]


class MatchOrder(Enum):
    """Which treated patient chooses first: the most likely to be treated, as in the data, or by lot."""

    LARGEST = "largest"
    DATA = "data"
    RANDOM = "random"


@dataclass(frozen=True)
class MatchRule:
    """How patients are matched.

    caliper: largest distance on the logit of the probability of treatment, in standard deviations of the
    logit; infinite for none. n_each: comparators for each treated. order: who chooses first; RANDOM needs a
    seed. again: whether a comparator may stand beside several treated (one each then).
    Source: Austin PC. Pharm Stat 2011;10:150-161 for 0.2 deviations.
    """

    caliper: float = 0.2
    n_each: int = 1
    order: MatchOrder = MatchOrder.LARGEST
    again: bool = False
    seed: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "order", chosen(_OF, "order", self.order, MatchOrder))


@dataclass(frozen=True)
class Matches:
    """Who stands beside whom.

    treated, comparator: (m,), positions of the patients of each pair; with several comparators a treated
    patient appears in several rows. weights: (n,), 1 for matched treated, for comparators the sum of their
    shares of a set, scaled to as many as were matched; 0 for the others. sets: (n,), the position of the
    treated patient of the set each belongs to, -1 for those outside or in several.
    """

    treated: Numbers
    comparator: Numbers
    weights: Floats
    sets: Numbers
    is_treated: NDArray[np.bool_]
    caliper: float
    rule: MatchRule

    @property
    def n_sets(self) -> int:
        """Treated patients with a comparator."""
        return int(np.unique(self.treated).size)

    @property
    def n_unmatched(self) -> int:
        """Treated patients without one: the comparison does not speak for them."""
        return int(np.count_nonzero(self.is_treated)) - self.n_sets


def match_nearest(
    propensity: Propensity, *, rule: MatchRule | None = None, exact: Mapping[str, ArrayLike] | None = None
) -> Matches:
    """The comparators nearest to each treated patient, on the logit of the probability of treatment.

    Greedy: the treated choose in turn, one comparator a round; of equally near the first in the data.
    exact: columns in which a pair must be alike, such as sex or centre, known for everybody.
    Raises InputError; NoMatches where nobody has a counterpart. Source: Rosenbaum PR, Rubin DB. Am Stat
    1985;39:33-38; equals R MatchIt's nearest by distance (mahvars). MatchIt 4.5.1 asked for a score alone
    passes over nearer comparators and exceeds its caliper (measured in validation/weighting.R).
    """
    rule = rule or MatchRule()
    treated, strata = propensity.treated, _checked(propensity.treated.size, rule, exact)
    logits = np.round(propensity.logits, _DIGITS)
    width = float(rule.caliper * propensity.logits.std(ddof=1)) if np.isfinite(rule.caliper) else np.inf
    order = _choosing_order(np.flatnonzero(treated), logits, rule)
    found = np.full((treated.size, rule.n_each), NOBODY, np.int64)
    for stratum in np.unique(strata):
        choosing = order[strata[order] == stratum]
        offered = np.flatnonzero(~treated & (strata == stratum))
        if choosing.size and offered.size:
            found[choosing] = _nearest(logits[choosing], logits[offered], offered, width, rule)
    if (found == NOBODY).all():
        _refuse_unmatched(treated, strata)
    return _matches(found, treated, width, rule)


_OF = "matched comparison"

#: Patients alike in every covariate have logits alike to rounding, which must not decide who is matched.
_DIGITS = 10


def _checked(n: int, rule: MatchRule, exact: Mapping[str, ArrayLike] | None) -> Numbers:
    """The stratum of each patient: those alike in all exact columns."""
    inputs = Inputs(_OF)
    _check_rule(inputs, rule)
    strata = np.zeros(n, np.int64)
    named = exact is None or isinstance(exact, Mapping)
    hint = "hand over {name: column}; a Polars table is .to_dict()"
    inputs.require(named, "exact must name its columns", "exact", hint)
    for name, values in exact.items() if exact is not None and named else ():
        column = np.atleast_2d(0) if as_array(values).ndim == 0 else as_array(values)
        inputs.require(column.ndim == 1, f"exact {name} must be one column", name, "a value a patient")
        inputs.same_length(("patients", n), (f"exact {name}", column.size))
        missing = any(one is None or one != one for one in column.tolist())  # noqa: PLR0124 - NaN
        inputs.require(not missing, f"exact {name} must be known", name, "make unknown a category of its own")
        if column.size == n and column.ndim == 1:
            codes = np.unique(column.astype(str), return_inverse=True)[1]
            strata = np.unique(strata * (codes.max() + 1) + codes, return_inverse=True)[1]
    inputs.finish()
    return np.asarray(strata, np.int64)


def _check_rule(inputs: Inputs, rule: MatchRule) -> None:
    is_number = isinstance(rule.caliper, float | int | np.number) and not isinstance(rule.caliper, bool)
    wide = is_number and rule.caliper > 0
    inputs.require(wide, "caliper must be above 0", "caliper", "0.2 deviations is usual, math.inf for none")
    inputs.count("n_each", rule.n_each)
    inputs.require(rule.n_each != 0, "n_each must be 1 or more", "n_each", "1 asks for pairs")
    is_flag = isinstance(rule.again, bool | np.bool_)
    inputs.require(is_flag, "again must be true or false", "again", "say whether comparators may be reused")
    alone = not rule.again or rule.n_each == 1
    inputs.require(alone, "comparators chosen again are taken one each", "n_each", "set n_each to 1")
    seeded = rule.order is not MatchOrder.RANDOM or rule.seed is not None
    inputs.require(seeded, "a random order needs a seed", "seed", "give a whole number")
    if rule.seed is not None:
        inputs.seed(rule.seed)


def _refuse_unmatched(treated: NDArray[np.bool_], strata: Numbers) -> NoReturn:
    if not np.intersect1d(strata[treated], strata[~treated]).size:
        problem = "no treated patient has a comparator alike in the exact columns"
        refuse(NoMatches, _OF, problem, where="exact", hint="match exactly in fewer or coarser columns")
    problem = "no treated patient has a comparator within the caliper"
    hint = "use overlap weights, or a wider caliper whose balance is then looked at"
    refuse(NoMatches, _OF, problem, where="caliper", hint=hint)


def _choosing_order(treated: Numbers, logits: Floats, rule: MatchRule) -> Numbers:
    if rule.order is MatchOrder.RANDOM:
        return np.random.default_rng(rule.seed).permutation(treated)
    if rule.order is MatchOrder.LARGEST:
        return treated[np.argsort(-logits[treated], kind="stable")]
    return treated


def _nearest(wanted: Floats, offered: Floats, numbers: Numbers, width: float, rule: MatchRule) -> Numbers:
    ascending = np.argsort(offered, kind="stable")
    line, first = np.unique(offered[ascending], return_index=True)
    first = np.append(first, offered.size).astype(np.int64)
    return nearest_on_line(wanted, line, first, numbers[ascending], width, rule.n_each, rule.again)


def _matches(found: Numbers, treated: NDArray[np.bool_], width: float, rule: MatchRule) -> Matches:
    rows, turns = np.nonzero(found != NOBODY)
    chosen = found[rows, turns]
    n_in_set = np.bincount(rows, minlength=treated.size)
    shares = np.bincount(chosen, weights=1 / n_in_set[rows], minlength=treated.size)
    weights = np.asarray(shares * (np.unique(chosen).size / shares.sum()), np.float64)
    weights[rows] = 1.0
    sets = np.full(treated.size, -1, np.int64)
    sets[rows] = rows
    if not rule.again:
        sets[chosen] = rows
    return Matches(rows.astype(np.int64), chosen, weights, sets, treated, width, rule)
