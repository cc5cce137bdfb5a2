"""Studies pooled, beside R's metafor; what rests on an iterated spread is iterated too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ranvier.estimates.pooling.leave_one_out import estimate_without_each
from ranvier.estimates.pooling.meta_analysis import estimate_pooled
from ranvier.estimates.pooling.options import (
    MeanInterval,
    Pooling,
    PoolingScale,
    PredictionInterval,
    SpreadMethod,
)
from ranvier.estimates.pooling.pooled_estimate import PooledEstimate
from ranvier.estimates.pooling.study_number import StudyNumber, study_from_share
from tests.exactness.agreement import Comparison, Kind, Number, numbers_in, patients_of

FILE = "pooling.csv"
_METHODS = {
    "Pooled, REML": SpreadMethod.REML,
    "Pooled, Paule-Mandel": SpreadMethod.PAULE_MANDEL,
    "Pooled, DerSimonian-Laird": SpreadMethod.DERSIMONIAN_LAIRD,
    "Pooled, common effect": SpreadMethod.NONE,
}
_SHORT = {"REML": SpreadMethod.REML, "PM": SpreadMethod.PAULE_MANDEL}
_INTERVALS = {
    "normal": MeanInterval.NORMAL,
    "knapp": MeanInterval.HARTUNG_KNAPP,
    "guarded": MeanInterval.HARTUNG_KNAPP_GUARDED,
}
_ITERATED = {SpreadMethod.REML, SpreadMethod.PAULE_MANDEL}


def comparisons() -> Iterator[Comparison]:
    """Each number of the file once."""
    for theirs in numbers_in(FILE):
        yield Comparison(theirs, *_ours(theirs))


def _ours(theirs: Number) -> tuple[float, Kind]:
    what, part = re.fullmatch(r"(.*)\[(\w+)\]", theirs.quantity).groups()
    if theirs.estimator == "Logit of a share":
        return float(getattr(_shares()[int(part) - 1], what)), Kind.CLOSED_FORM
    if theirs.estimator == "Spread between studies, Q-profile":
        return getattr(_fit(theirs.case, SpreadMethod.REML).between, part), Kind.ITERATED
    if theirs.estimator == "Pooled without each study":
        method, end = what.split()
        left = _left_out(theirs.case, _SHORT[method])[int(part) - 1]
        return {"mean": left.estimate, "lower": left.lower}[end], Kind.ITERATED
    method = _METHODS[theirs.estimator]
    return _pooled_number(theirs.case, method, what, part), (
        Kind.ITERATED if method in _ITERATED else Kind.CLOSED_FORM
    )


def _pooled_number(case: str, method: SpreadMethod, what: str, part: str) -> float:
    if what == "natural":
        return {"mean": (found := _fit_shares().pooled).estimate, "lower": found.lower, "upper": found.upper}[
            part
        ]
    if what == "weight":
        return float(_fit(case, method).weights_percent[int(part) - 1])
    if what == "all":
        found = _fit(case, method)
        every = {"tau2": found.between.estimate, "i2": found.i2_percent, "h2": found.h2, "q": found.q}
        return {**every, "p": found.q_p_value}[part]
    interval, _, further = what.partition(" ")
    prediction = PredictionInterval.AS_MEAN if further == "usual" else PredictionInterval.FEWER_BY_TWO
    found = _fit(case, method, _INTERVALS[interval], prediction)
    shown = found.prediction if further else found.pooled
    return {"mean": shown.estimate, "lower": shown.lower, "upper": shown.upper, "se": found.std_error}[part]


@cache
def _fit(
    case: str,
    method: SpreadMethod,
    interval: MeanInterval = MeanInterval.NORMAL,
    prediction: PredictionInterval = PredictionInterval.FEWER_BY_TWO,
) -> PooledEstimate:
    studies = patients_of(case)
    asked = Pooling(method, interval, prediction=prediction)
    return estimate_pooled(studies["value"], studies["std_error"], method=asked)


@cache
def _left_out(case: str, method: SpreadMethod):
    studies = patients_of(case)
    interval = MeanInterval.HARTUNG_KNAPP
    return estimate_without_each(studies["value"], studies["std_error"], method=Pooling(method, interval))


@cache
def _shares() -> list[StudyNumber]:
    rows = patients_of("pooling_shares").iter_rows()
    return [study_from_share(f"study {i}", yes, n, add=0.5) for i, (yes, n) in enumerate(rows)]


@cache
def _fit_shares() -> PooledEstimate:
    values, errors = zip(*((study.value, study.std_error) for study in _shares()), strict=True)
    return estimate_pooled(values, errors, method=Pooling(scale=PoolingScale.LOGIT))
