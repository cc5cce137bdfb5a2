"""Published studies on one question: each with its standard error, what decides, and what is only shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl
from scipy.special import ndtri

from ranvier.estimates.pooling.meta_analysis import estimate_pooled
from ranvier.estimates.pooling.options import RANDOM_EFFECTS, Pooling
from ranvier.estimates.pooling.pooled_estimate import PooledEstimate
from ranvier.estimates.pooling.study_effect import EffectNumber, scale_of, study_from_effect
from ranvier.estimates.result import Estimate, HasEstimates
from ranvier.literature.pools.effect import EffectMeasure, Printed, StudyEffect
from ranvier.literature.pools.pool import Pool

FEWEST_STUDIES = 3
"""Fewer studies make no mean: two cannot show how far studies spread."""

HARDLY_KNOWN_BELOW = 5
"""With fewer studies how far they spread is hardly known. Source: Röver C, Knapp G, Friede T. BMC Med Res
Methodol 2015;15:99."""

APART_FROM_PERCENT = 50.0
"""From this I squared on the studies differ notably. Source: Higgins JPT et al. BMJ 2003;327:557-560."""

UNSEEN_BELOW = 10
"""With fewer studies no test can see that small ones are missing. Source: Sterne JAC. BMJ 2011;343:d4002."""


@dataclass(frozen=True)
class PoolRow:
    """One study of a pool: its number with a 95% interval, and its part in the means, in percent.

    arithmetic: of its standard error on the scale of pooling. Both weights are 0 where it is only shown.
    """

    effect: StudyEffect
    estimate: float
    lower: float
    upper: float
    n: int | None
    std_error: float
    arithmetic: str
    weight_percent: float
    weight_with_unverified_percent: float

    @property
    def part(self) -> str:
        """Whether it decides, and if not, why."""
        if self.effect.kept_out:
            return f"shown only: {self.effect.kept_out}"
        if self.weight_percent > 0:
            return "pooled"
        return "verified" if self.effect.may_decide else "unverified"


@dataclass(frozen=True)
class PublishedPool(HasEstimates):
    """What published studies say together on the question *pool*.

    deciding: of verified numbers alone; None below three studies. with_unverified: of all numbers, which
    decides nothing; None where none is unverified, or below three. warnings: what a reader must know first.
    """

    pool: Pool
    rows: tuple[PoolRow, ...]
    deciding: PooledEstimate | None
    with_unverified: PooledEstimate | None
    warnings: tuple[str, ...]

    @property
    def n_verified(self) -> int:
        """How many studies may decide."""
        return sum(row.part in ("pooled", "verified") for row in self.rows)

    @property
    def n_unverified(self) -> int:
        """How many more would be pooled were they verified."""
        return sum(row.part == "unverified" for row in self.rows)

    def estimates(self) -> tuple[Estimate, ...]:
        """Mean, prediction and spread of the verified studies, then the same with unverified ones."""
        made = [found.estimates() for found in (self.deciding, self.with_unverified) if found is not None]
        return tuple(one for estimates in made for one in estimates)

    @property
    def table(self) -> pl.DataFrame:
        """One row a study, with the numbers that it rests on and the arithmetic of its standard error."""
        return pl.DataFrame([_cells(row) for row in self.rows], orient="row", infer_schema_length=None)


def pool_published(
    pool: Pool, *, method: Pooling = RANDOM_EFFECTS, conf_level: float = 0.95
) -> PublishedPool:
    """What the studies of *pool* say together; unverified numbers are never in the mean that decides.

    method: as `estimate_pooled` takes it; its scale follows from the measure. Reviews, studies that share
    people with another and those under another definition are shown and not pooled.
    """
    numbers = {effect.key: study_from_effect(effect, pool.measure) for effect in pool.effects}
    free = [effect for effect in pool.effects if not effect.kept_out]
    asked = replace(method, scale=scale_of(pool.measure))
    deciding = _mean(pool, [e for e in free if e.may_decide], numbers, asked, conf_level)
    any_unverified = any(not effect.may_decide for effect in free)
    every = _mean(pool, free, numbers, asked, conf_level) if any_unverified else None
    found = PublishedPool(
        pool=pool,
        rows=tuple(_row(effect, numbers[effect.key], (deciding, every)) for effect in pool.effects),
        deciding=None if deciding is None else deciding.together,
        with_unverified=None if every is None else every.together,
        warnings=(),
    )
    return replace(found, warnings=_warnings(found))


@dataclass(frozen=True)
class _Mean:
    together: PooledEstimate
    weights: dict[str, float]


def _mean(
    pool: Pool,
    effects: Sequence[StudyEffect],
    numbers: dict[str, EffectNumber],
    method: Pooling,
    conf_level: float,
) -> _Mean | None:
    """The mean of *effects*, or None where they are too few."""
    if len(effects) < FEWEST_STUDIES:
        return None
    n_unverified = sum(not effect.may_decide for effect in effects)
    told = f", {n_unverified} of {len(effects)} unverified" if n_unverified else ""
    together = estimate_pooled(
        [numbers[effect.key].number.value for effect in effects],
        [numbers[effect.key].number.std_error for effect in effects],
        method=method,
        conf_level=conf_level,
        definition=f"{pool.measure.value}, mean of the studies{told}",
        unit=pool.unit,
    )
    weights = [float(weight) for weight in together.weights_percent]
    return _Mean(together, dict(zip((effect.key for effect in effects), weights, strict=True)))


def _row(effect: StudyEffect, made: EffectNumber, means: tuple[_Mean | None, _Mean | None]) -> PoolRow:
    """One study; an interval that is printed is shown as printed."""
    number = made.number
    half_width = float(ndtri(0.975)) * number.std_error
    estimate, lower, upper = (number.scale.back(number.value + sign * half_width) for sign in (0, -1, 1))
    if isinstance(effect.found, Printed):
        part = 0.01 if number.scale is scale_of(EffectMeasure.SHARE) else 1.0
        printed = effect.found
        estimate, lower, upper = (part * end for end in (printed.value, printed.low, printed.high))
    deciding, every = (0.0 if mean is None else mean.weights.get(effect.key, 0.0) for mean in means)
    return PoolRow(
        effect=effect,
        estimate=estimate,
        lower=lower,
        upper=upper,
        n=number.n,
        std_error=number.std_error,
        arithmetic=made.arithmetic,
        weight_percent=deciding,
        weight_with_unverified_percent=every,
    )


def _warnings(found: PublishedPool) -> tuple[str, ...]:
    """What must be read before the mean."""
    n, told = found.n_verified, []
    if n < FEWEST_STUDIES:
        answer = "no verified study answers" if n == 0 else f"{n} verified {_answers(n)}"
        told.append(f"No mean is made: {answer} this question, and three are needed.")
    elif n < HARDLY_KNOWN_BELOW:
        told.append(f"{n} studies: how far studies spread is hardly known from so few.")
    if found.deciding is not None and found.deciding.i2_percent >= APART_FROM_PERCENT:
        told.append(
            f"The studies differ by more than chance (I² {found.deciding.i2_percent:.0f}%): read the range "
            "of a further study rather than the mean."
        )
    if found.deciding is not None and n < UNSEEN_BELOW:
        told.append("Under ten studies cannot show whether small ones without an effect stayed unpublished.")
    if found.with_unverified is not None:
        told.append("The line with unverified numbers decides nothing.")
    return tuple(told)


def _answers(n: int) -> str:
    return "study answers" if n == 1 else "studies answer"


def _cells(row: PoolRow) -> dict[str, str | float | int | None]:
    effect = row.effect
    return {
        "study": effect.study,
        "label": effect.label,
        "estimate": row.estimate,
        "lower": row.lower,
        "upper": row.upper,
        "n": row.n,
        "months": effect.months,
        "weight_percent": row.weight_percent,
        "weight_with_unverified_percent": row.weight_with_unverified_percent,
        "part": row.part,
        "status": effect.status.value,
        "figures": " ".join(effect.figures),
        "std_error": row.std_error,
        "arithmetic": row.arithmetic,
        "note": "; ".join(filter(None, (effect.how, effect.caveat))),
    }
