"""Every endpoint has a null band, or a reason why it has none."""

from __future__ import annotations

import numpy as np
import pytest

from ranvier.claims.language.endpoint_names import ENDPOINT_NAMES
from ranvier.claims.null import WITH_NULL, WITHOUT_NULL, null_source
from ranvier.claims.null.band import band_of
from ranvier.claims.null.endpoints import HAVE_CHANGES, MOVED_BY_HOPE
from ranvier.definitions.presets import WORSENING_NAMES
from tests.null_trials import programme_of

SCORES = np.repeat(np.arange(2.0, 7.0, 0.5), 3)
ASKED = {"months": 12.0, "points": 1.0, "days": 365.0}


def test_every_endpoint_is_in_one_of_the_two_tables() -> None:
    assert WITH_NULL.keys() | WITHOUT_NULL.keys() == ENDPOINT_NAMES.keys()
    assert not WITH_NULL.keys() & WITHOUT_NULL.keys()
    assert WITH_NULL.keys() >= HAVE_CHANGES
    assert WITHOUT_NULL.keys() >= MOVED_BY_HOPE
    assert all(reason and not reason.endswith(".") for reason in WITHOUT_NULL.values())


@pytest.mark.parametrize("endpoint", sorted(WITH_NULL))
def test_every_endpoint_with_a_band_gives_one(endpoint: str) -> None:
    band = null_source(programme_of(SCORES, in_relapse=10), seed=1).for_votes(endpoint, ASKED)
    assert band is not None
    assert band.lower < band.upper
    assert bool(band.histogram) == (endpoint in HAVE_CHANGES)


@pytest.mark.parametrize("endpoint", sorted(WITHOUT_NULL))
def test_no_band_for_the_others(endpoint: str) -> None:
    assert null_source(programme_of(SCORES), seed=1)(endpoint, ASKED) is None


def test_a_fall_has_to_be_confirmed_where_that_is_asked() -> None:
    source = null_source(programme_of(SCORES, in_relapse=10), seed=1)
    once, confirmed = (
        source("edss_fall_share", {**ASKED, "confirmed": confirmed}) for confirmed in (False, True)
    )
    assert once is not None
    assert confirmed is not None
    assert confirmed.variants[0].median < once.variants[0].median
    assert source("case_typicality", ASKED) == once


@pytest.mark.parametrize("definition", sorted(WORSENING_NAMES))
def test_every_definition_of_worsening_has_a_band(definition: str) -> None:
    months = (3, 6, 9, 12, 15, 18, 24, 30, 36)
    source = null_source(programme_of(SCORES, in_relapse=10, months=months), seed=1)
    for endpoint in ("free_of_worsening", "free_among_followed"):
        assert source.for_votes(endpoint, {"months": 12, "definition": definition}) is not None


def test_the_sensitive_definition_expects_fewer_free() -> None:
    months = (3, 6, 9, 12, 15, 18, 24, 30, 36)
    figures = null_source(programme_of(SCORES, months=months), seed=1).figures
    assert figures is not None
    bands = [
        band_of(figures, "free_of_worsening", {"months": 24, "definition": name})
        for name in ("trial_12_weeks", "kalincik2015_12_months")
    ]
    assert bands[0] is not None
    assert bands[1] is not None
    assert bands[0].variants[0].median < bands[1].variants[0].median
