"""Clinics without effect from a generator that shares no law with the null band lie in their own band.

Every endpoint with a band is asked, as `examine` asks it: the envelope holds the middle 95 % of programmes
under each variant, so at least 95 % of such clinics must lie inside, whatever of the biases is at work in
them. Of falls of two points in clinics that treat stable patients only fewer are asked for: the band is known
to have too few of them (docs, how to read it).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

import pytest

from ranvier.claims.basis.records import find_records
from ranvier.claims.basis.rules import Rules
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.language.asserted import AssertedKind, AssertedSet
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.null import WITH_NULL, NullSource
from ranvier.simulate.clinic import simulate_clinic
from ranvier.simulate.effect import EffectPlan
from ranvier.simulate.plan import NO_EFFECT
from ranvier.tables.cohort import Cohort

ANYTHING = AssertedSet(AssertedKind.AT_LEAST, -math.inf, math.inf)
N_PROGRAMMES = 200

ASKED = (
    ("edss_change_mean", {"months": 6.0}),
    ("edss_change_mean", {"months": 12.0}),
    ("edss_change_mean", {"months": 24.0}),
    ("edss_change_median", {"months": 12.0}),
    ("edss_fall_share", {"months": 12.0, "points": 0.5, "confirmed": False}),
    ("edss_fall_share", {"months": 12.0, "points": 1.0, "confirmed": False}),
    ("edss_fall_share", {"months": 12.0, "points": 1.0, "confirmed": True}),
    ("edss_fall_share", {"months": 12.0, "points": 2.0, "confirmed": False}),
    ("case_typicality", {"months": 12.0, "points": 1.0}),
    ("free_of_worsening", {"months": 24.0}),
    ("free_of_worsening", {"months": 60.0}),
    ("free_of_worsening", {"months": 24.0, "definition": "trial_12_weeks"}),
    ("free_among_followed", {"months": 24.0}),
    ("free_among_followed", {"months": 60.0}),
    ("improved_by_day", {"days": 183.0, "points": 1.0}),
    ("improved_by_day", {"days": 365.0, "points": 1.0, "confirmed": True}),
)


def inside_by_endpoint(cohorts: Iterable[Cohort]) -> dict[str, list[bool]]:
    """For each endpoint asked whether each clinic lies in its own band.

    A clinic with too few visits near a day cannot tell who had improved by then, and does not count.
    """
    inside: dict[str, list[bool]] = defaultdict(list)
    for cohort in cohorts:
        records = find_records(cohort)
        bench = Workbench(records, Rules(), NullSource(records, 1, N_PROGRAMMES))
        for endpoint, parameters in ASKED:
            asked = Interpretation("asked", endpoint, ANYTHING, MappingProxyType(parameters))
            finding = ENDPOINTS[endpoint](bench, asked)
            if finding.found is None and endpoint == "improved_by_day":
                assert "cannot be told" in finding.reason
                continue
            assert finding.found is not None
            assert finding.null is not None
            held = finding.null.lower <= finding.found.estimate <= finding.null.upper
            inside[f"{endpoint} {parameters}"].append(held)
    return inside


def without_relapses(cohort: Cohort) -> Cohort:
    """The same clinic, had it kept no table of relapses."""
    frames = {name: frame for name, frame in cohort.frames.items() if name != "relapses"}
    supplied = {name: columns for name, columns in cohort.supplied.items() if name != "relapses"}
    return replace(cohort, frames=frames, supplied=supplied)


def assert_covered(inside: dict[str, list[bool]], large_falls: float = 0.95) -> None:
    """At least 95 % inside, endpoint by endpoint; names the endpoints that fall short.

    large_falls: the same for falls of two points.
    """
    most = max(map(len, inside.values()))
    assert all(len(held) >= 0.8 * most for held in inside.values())  # few cannot tell
    wanted = {name: large_falls if "'points': 2.0" in name else 0.95 for name in inside}
    short = {
        name: f"{sum(held)} of {len(held)}"
        for name, held in inside.items()
        if sum(held) < wanted[name] * len(held)
    }
    assert not short


def test_every_endpoint_with_a_band_is_asked() -> None:
    assert {endpoint for endpoint, _ in ASKED} == WITH_NULL.keys()


def test_clinics_without_effect_lie_in_their_own_bands() -> None:
    assert_covered(inside_by_endpoint(simulate_clinic(NO_EFFECT, seed) for seed in range(24)))


def test_a_true_effect_leaves_the_band() -> None:
    """Three quarters of a point at 12 months: in 10 of 10 clinics (docs, how to read the null band)."""
    plan = replace(NO_EFFECT, effect=EffectPlan(points=-0.75))
    for seed in range(3000, 3004):
        records = find_records(simulate_clinic(plan, seed))
        bench = Workbench(records, Rules(), NullSource(records, 1, N_PROGRAMMES))
        asked = Interpretation("asked", "edss_change_mean", ANYTHING, MappingProxyType({"months": 12.0}))
        finding = ENDPOINTS["edss_change_mean"](bench, asked)
        assert finding.found is not None
        assert finding.null is not None
        assert finding.found.estimate < finding.null.lower


@pytest.mark.deep
def test_many_clinics_without_effect_lie_in_their_own_bands() -> None:
    assert_covered(inside_by_endpoint(simulate_clinic(NO_EFFECT, seed) for seed in range(100, 220)))


@pytest.mark.deep
def test_clinics_that_treat_stable_patients_only_lie_in_their_own_bands() -> None:
    plan = replace(NO_EFFECT, entry=replace(NO_EFFECT.entry, share_in_relapse=0.0))
    # 56 of 60 on other seeds (docs, how to read the null band)
    assert_covered(inside_by_endpoint(simulate_clinic(plan, seed) for seed in range(60)), large_falls=0.85)


@pytest.mark.deep
@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_clinics_that_record_no_relapses_lie_in_their_own_bands(share: float) -> None:
    plan = replace(NO_EFFECT, entry=replace(NO_EFFECT.entry, share_in_relapse=share))
    cohorts = (without_relapses(simulate_clinic(plan, seed)) for seed in range(20))
    assert_covered(inside_by_endpoint(cohorts))
