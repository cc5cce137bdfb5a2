"""Severity scores: ranks by hand and by the plain twin, and the traps that other programs fall into."""

from __future__ import annotations

import numpy as np
import pytest

from ranvier.errors import UsageError
from ranvier.vocabulary.edss import VALID_EDSS
from ranvier.vocabulary.scales.severity_score import (
    SCORED,
    SCORED_EDSS,
    WHY,
    Clock,
    SeverityTable,
    WhyNone,
    rank_table,
    severity_scores,
)
from tests.reference.severity import severity


def table(edss, years, clock=Clock.DISEASE_YEARS, **options) -> SeverityTable:
    return rank_table(
        np.array(edss, float), np.array(years, float), clock, "made up for this test", **options
    )


def scored(edss, years, of: SeverityTable):
    found = severity_scores(np.array(edss, float), np.array(years, float), of)
    why = [None if place == SCORED else WHY[place] for place in found.why_none]
    return found.score.tolist(), why


def test_by_hand():
    # four patients in their fifth year: 1.0, 2.0, 2.0, 6.0 have ranks 1, 2.5, 2.5 and 4 of n + 1 = 5
    scores, why = scored([1.0, 2.0, 2.0, 6.0], [5, 5.4, 5.99, 5], table([1.0, 2.0, 2.0, 6.0], [5, 5, 5, 5]))
    assert scores == [2.0, 5.0, 5.0, 8.0]
    assert why == [None] * 4


def test_an_edss_nobody_has_lies_between_its_neighbours():
    scores, _ = scored([0, 1.5, 9.5], [5, 5, 5], table([1.0, 2.0, 2.0, 6.0], [5, 5, 5, 5]))
    assert scores == [1.0, 3.0, 9.0]  # ranks 0.5, 1.5 and 4.5


@pytest.mark.parametrize("clock", Clock)
def test_equals_the_plain_twin(clock):
    rng = np.random.default_rng(5)
    first, last = clock.rows
    edss, years = rng.choice(SCORED_EDSS, 400), rng.uniform(first - 2, last + 3, 400)
    of = table(edss, years, clock)
    population = [(float(score), int(np.floor(year))) for score, year in zip(edss, years, strict=True)]
    scores, why = scored(edss, years, of)
    compared = 0
    for (score, year), found, reason in zip(population, scores, why, strict=True):
        if first <= year <= last:
            assert found == severity(score, year, population, first, last)
            compared += 1
        else:
            assert reason is (WhyNone.BEFORE_TABLE if year < first else WhyNone.BEYOND_TABLE)
    assert compared > 300


def test_the_mean_of_a_population_of_one_duration_is_5():
    rng = np.random.default_rng(6)
    edss = rng.choice(SCORED_EDSS, 999)
    scores, _ = scored(edss, np.full(999, 8), table(edss, np.full(999, 8)))
    assert np.mean(scores) == pytest.approx(5, abs=0.005)  # by construction, but for the rounding of scores


def test_a_row_is_for_patients_of_so_many_whole_years():
    # trap: an index one too high reads the next row; here each row differs from its neighbours
    of = table([2.0] * 30, range(1, 31), window_years=0)
    marked = SeverityTable(
        of.clock, of.first, of.scores + np.arange(30)[:, None] / 100, of.n_patients, "made up"
    )
    scores, _ = scored([2.0, 2.0, 2.0, 2.0], [1, 1.99, 2.0, 30.9], marked)
    assert scores == pytest.approx([5.0, 5.0, 5.01, 5.29])


def test_the_window_is_two_years_and_stops_at_the_ends():
    of = table([2.0] * 5, [1, 2, 3, 4, 5])
    assert of.n_patients[:8].tolist() == [3, 4, 5, 4, 3, 2, 1, 0]
    assert np.isnan(of.scores[7]).all()
    outside = table([2.0, 2.0, 2.0], [0.5, 31, 3])
    assert outside.n_patients.sum() == 5  # one patient, in five rows


def test_the_first_year_and_years_past_the_table_have_no_score():
    of = table([2.0] * 30, range(1, 31))
    assert scored([2.0] * 5, [0.99, -1, 31, 45, 30.99], of)[1] == [
        WhyNone.BEFORE_TABLE,
        WhyNone.BEFORE_TABLE,
        WhyNone.BEYOND_TABLE,
        WhyNone.BEYOND_TABLE,
        None,
    ]


def test_what_is_no_edss_of_the_living_has_no_score_and_a_reason():
    of = table([2.0] * 30, range(1, 31))
    edss = [0.5, 2.25, 11, -1, 10, np.nan, 2.0, 2.0]
    years = [5, 5, 5, 5, 5, 5, np.nan, np.inf]
    assert scored(edss, years, of)[1] == [
        *[WhyNone.IMPOSSIBLE_EDSS] * 4,
        WhyNone.DEATH,
        *[WhyNone.MISSING] * 3,
    ]


def test_they_do_not_count_in_a_population_either():
    of = table([2.0, 0.5, 10, np.nan, 4.0, 4.0], [5, 5, 5, 5, np.nan, 5])
    assert of.n_patients[4] == 2
    assert scored([2.0, 4.0], [5, 5], of)[0] == [3.33, 6.67]


def test_a_gap_in_a_row_does_not_touch_other_rows():
    # trap: looking up with an index within a subset empties the wrong rows
    of = table([2.0] * 30, range(1, 31))
    scores = of.scores.copy()
    scores[4, 3] = np.nan
    holed = SeverityTable(of.clock, of.first, scores, of.n_patients, "made up")
    found, why = scored([np.nan, 2.0, 2.0, 2.0], [5, 5, 6, 4], holed)
    assert why == [WhyNone.MISSING, WhyNone.NOT_IN_TABLE, None, None]
    assert found[2:] == [5.0, 5.0]


def test_every_column_is_an_edss_of_the_living():
    assert len(SCORED_EDSS) == 19
    assert set(VALID_EDSS) - set(SCORED_EDSS) == {10.0}


def test_order_of_patients_changes_nothing():
    rng = np.random.default_rng(8)
    edss, years, order = rng.choice(SCORED_EDSS, 99), rng.uniform(1, 30, 99), rng.permutation(99)
    np.testing.assert_array_equal(table(edss, years).scores, table(edss[order], years[order]).scores)


@pytest.mark.parametrize(("edss", "years"), [([], []), ([2.0], [0.5]), ([10.0], [5]), ([np.nan], [5])])
def test_nobody_to_rank_is_refused(edss, years):
    with pytest.raises(UsageError, match="at least one visit"):
        table(edss, years)


def test_a_table_names_its_source():
    with pytest.raises(UsageError, match="needs a source"):
        rank_table(np.array([2.0]), np.array([5.0]), Clock.AGE, "")
