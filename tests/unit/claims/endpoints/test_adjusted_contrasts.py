"""Comparators whom lot did not choose beside the treated: severity is taken away, raters are tried harder."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import polars as pl
import pytest

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.language.asserted import better
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import ENDPOINT_NAMES
from ranvier.tables.cohort import Cohort
from tests.unit.claims.basis.test_fair_comparison import programme
from tests.unit.claims.small_programme import bench

ASKED = {
    "functional_system_share": {"system": "sensory", "grades": 1.0, "months": 12},
    "functional_system_change": {"system": "sensory", "months": 12},
    "measure_improved_share": {"instrument": "own", "better": "lower", "percent": 10.0, "months": 12},
    "improved_by_day": {"days": 183, "points": 1.0},
}
RATED = ("functional_system_share", "functional_system_change", "improved_by_day")


@cache
def with_grades(effect: float) -> Cohort:
    """The programme with a sensory grade, and a result of a test, of half the EDSS and of ten times it."""
    cohort = programme(effect=effect)
    visits = cohort.visits.with_columns((pl.col("edss") / 2).floor().alias("fs_sensory"))
    measures = visits.select(
        "patient_id",
        "date",
        "date_precision",
        pl.lit("own").alias("instrument"),
        (10 * pl.col("edss")).alias("value"),
        pl.lit(None, pl.String).alias("side"),
        pl.lit(None, pl.Int64).alias("trial"),
    )
    supplied = cohort.supplied | {
        "visits": cohort.supplied["visits"] | {"fs_sensory"},
        "measures": frozenset(measures.columns),
    }
    return replace(cohort, frames=cohort.frames | {"visits": visits, "measures": measures}, supplied=supplied)


@cache
def found(endpoint: str, effect: float):
    wanted = better(higher_is_better=ENDPOINT_NAMES[endpoint].higher_is_better)
    asked = Interpretation("x", endpoint, wanted, ASKED[endpoint])
    return ENDPOINTS[endpoint](bench(with_grades(effect)), asked)


@pytest.mark.parametrize("endpoint", ASKED)
def test_what_severity_made_is_taken_away(endpoint):
    # the treated are severe more often, and the severe lose 1.5 points whoever treats them
    finding = found(endpoint, 0.0)
    sign = 1 if finding.higher_is_better else -1
    assert sign * finding.fair.plain.estimate < 0
    assert sign * finding.contrast.estimate > sign * finding.fair.plain.estimate
    assert finding.contrast.lower < 0 < finding.contrast.upper
    assert finding.contrast.weights == "overlap weights"


@pytest.mark.parametrize("endpoint", ASKED)
def test_a_true_effect_shows(endpoint):
    finding = found(endpoint, -2.5)
    assert finding.fair.shows_a_difference
    assert (finding.contrast.estimate > 0) == finding.higher_is_better
    assert finding.contrast.definition.startswith("difference")
    assert finding.contrast.unit == ENDPOINT_NAMES[endpoint].unit


@pytest.mark.parametrize("endpoint", RATED)
def test_raters_harder_on_the_treated_take_some_of_it_away(endpoint):
    finding = found(endpoint, -2.5)
    sign = 1 if finding.higher_is_better else -1
    assert sign * finding.fair.if_scored_higher.estimate < sign * finding.contrast.estimate


def test_the_levels_compared_are_shares_improved():
    fair = found("improved_by_day", -2.5).fair.adjusted
    assert fair.treated - fair.comparator == pytest.approx(fair.contrast.estimate / 100)
    assert 0 <= fair.comparator < fair.treated <= 1
