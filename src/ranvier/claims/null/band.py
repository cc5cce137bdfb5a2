"""The null band: what a programme's own figures would be without any effect of the therapy.

The programme is re-created many times: the same baseline scores, relapses before entry, entry rule, visit
days and losses, with relapses that recede, new relapses, progression and rater error as published, and with
and without placebo and expectation, an unblinded rater and steroids. What is assumed is listed with the band.
Source: verdict rule 5.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import numpy as np

from ranvier.claims.endpoint_names import DEFINITION
from ranvier.claims.finding import NullBand, NullVariant
from ranvier.claims.null.frame import Floats
from ranvier.claims.null.programmes import NullProgrammes, simulate_null
from ranvier.claims.null.statistics import NullFigures
from ranvier.claims.records import Records, worsening_named
from ranvier.vocabulary.time import days_from_months

Histogram = tuple[tuple[float, float, float, float], ...]

MIDDLE_95 = (2.5, 50.0, 97.5)

ENDPOINTS_WITH_NULL = frozenset(
    {"edss_change_mean", "edss_change_median", "edss_fall_share", "free_of_worsening"}
)
"""Endpoints whose figure can be re-created; a band for any other is None."""


def null_band(
    records: Records, endpoint: str, parameters: Mapping[str, Any], *, seed: int, n_programmes: int = 400
) -> NullBand | None:
    """What *endpoint* would show in the treated of *records* without an effect: envelope over the variants.

    None for an endpoint that cannot be re-created, and where nobody has a baseline and a result at that time.
    """
    if endpoint not in ENDPOINTS_WITH_NULL:
        return None
    programmes = simulate_null(records, seed, n_programmes)
    return band_of(NullFigures(programmes), endpoint, parameters) if programmes else None


def null_source(records: Records, *, seed: int) -> Callable[[str, Mapping[str, Any]], NullBand | None]:
    """From endpoint and parameters to null band; the programme is re-created once, when first asked."""
    return _Source(records, seed).band


class _Source:
    def __init__(self, records: Records, seed: int) -> None:
        self._records = records
        self._seed = seed

    @cached_property
    def _figures(self) -> NullFigures | None:
        programmes = simulate_null(self._records, self._seed)
        return NullFigures(programmes) if programmes else None

    def band(self, endpoint: str, parameters: Mapping[str, Any]) -> NullBand | None:
        """The null band of one endpoint."""
        if endpoint not in ENDPOINTS_WITH_NULL or self._figures is None:
            return None
        return band_of(self._figures, endpoint, parameters)


def band_of(figures: NullFigures, endpoint: str, parameters: Mapping[str, Any]) -> NullBand | None:
    """The band of one endpoint, read from programmes that have been re-created already."""
    values = _figure(figures, endpoint, parameters)
    # a figure that most programmes cannot give, such as a curve that ends before, has no band
    if np.isnan(values).mean() > 0.5:
        return None
    programmes = figures.programmes
    variants = _variants(programmes, values)
    return NullBand(
        lower=min(variant.lower for variant in variants),
        upper=max(variant.upper for variant in variants),
        variants=variants,
        n_programmes=programmes.n_programmes,
        seed=programmes.seed,
        assumptions=programmes.assumptions(),
        histogram=_histogram(figures, parameters) if endpoint != "free_of_worsening" else (),
    )


def _figure(figures: NullFigures, endpoint: str, parameters: Mapping[str, Any]) -> Floats:
    months = float(parameters["months"])
    if endpoint == "free_of_worsening":
        reading_day = int(parameters.get("reading_day", days_from_months(months)))
        return figures.free_share(reading_day, worsening_named(parameters.get(DEFINITION)))
    if endpoint == "edss_change_mean":
        return figures.mean_change(months)
    if endpoint == "edss_change_median":
        return figures.median_change(months)
    confirmed = bool(parameters.get("confirmed", False))
    return figures.fall_share(months, float(parameters["points"]), confirmed=confirmed)


def _variants(programmes: NullProgrammes, values: Floats) -> tuple[NullVariant, ...]:
    lower, median, upper = np.nanpercentile(values, MIDDLE_95, axis=1)
    return tuple(
        NullVariant(world.label, float(median[row]), float(lower[row]), float(upper[row]))
        for row, world in enumerate(programmes.worlds)
    )


def _histogram(figures: NullFigures, parameters: Mapping[str, Any]) -> Histogram:
    """For each change the lowest, middle and highest number of patients, over programmes and variants."""
    bars = []
    for change, counts in sorted(figures.patients_by_change(float(parameters["months"])).items()):
        lower, median, upper = np.percentile(counts, MIDDLE_95, axis=1)
        bars.append((change, float(lower.min()), float(np.median(median)), float(upper.max())))
    return tuple(bars)
