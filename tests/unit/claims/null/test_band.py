"""The null band: what it is made of, and that it moves the way it must."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ranvier.claims.basis.records import Records
from ranvier.claims.null import null_band, null_source
from ranvier.claims.null.frame import read_null_frame
from ranvier.claims.null.parameters import BEFORE_ENTRY, NullParameters
from ranvier.claims.null.programmes import simulate_null
from ranvier.claims.null.statistics import NullFigures
from ranvier.claims.null.variants import VARIANTS
from tests.null_trials import programme_of

MEAN_12 = ("edss_change_mean", {"months": 12})
SPREAD = np.repeat(np.arange(2.0, 7.0, 0.5), 6)


def test_band_is_the_envelope_of_eight_variants() -> None:
    band = null_band(programme_of(SPREAD), *MEAN_12, seed=1, n_programmes=60)
    assert band is not None
    assert len(band.variants) == 8
    assert band.variants[0].label == "course and rater error alone"
    assert band.variants[-1].label == "expectation + unblinded rater + steroids"
    assert band.lower == min(each.lower for each in band.variants)
    assert band.upper == max(each.upper for each in band.variants)
    assert all(each.lower <= each.median <= each.upper for each in band.variants)


def test_same_seed_gives_the_same_band_and_another_seed_another() -> None:
    records = programme_of(SPREAD, in_relapse=20)
    one, again, other = (null_band(records, *MEAN_12, seed=seed, n_programmes=60) for seed in (1, 1, 2))
    assert one == again
    assert other is not None
    assert one is not None
    assert one.variants != other.variants


def test_null_source_reads_every_endpoint_from_the_same_programmes() -> None:
    records = programme_of(SPREAD, in_relapse=20)
    source = null_source(records, seed=1)
    for endpoint, parameters in (
        MEAN_12,
        ("edss_change_median", {"months": 12}),
        ("edss_fall_share", {"months": 6, "points": 1.0, "confirmed": True}),
        ("free_of_worsening", {"months": 12}),
    ):
        assert source(endpoint, parameters) == null_band(records, endpoint, parameters, seed=1)


def test_more_baselines_in_a_relapse_lower_the_band() -> None:
    medians = [
        null_band(programme_of(SPREAD, in_relapse=number), *MEAN_12, seed=1, n_programmes=100)
        .variants[0]
        .median
        for number in (0, 20, 40, 60)
    ]
    assert medians == sorted(medians, reverse=True)
    assert medians[0] - medians[-1] > 0.4


def test_an_older_relapse_has_less_left_to_recede() -> None:
    medians = [
        null_band(programme_of(SPREAD, in_relapse=60, onset_day=day), *MEAN_12, seed=1, n_programmes=100)
        .variants[0]
        .median
        for day in (-5, -60, -150, -400)
    ]
    assert medians == sorted(medians)


def test_band_of_a_stable_programme_holds_no_change() -> None:
    band = null_band(programme_of(SPREAD), *MEAN_12, seed=1)
    assert band is not None
    assert band.lower < 0 < band.upper


def test_entry_rule_adds_a_fall() -> None:
    scores = SPREAD[SPREAD >= 3]
    free = null_band(programme_of(scores, in_relapse=20), *MEAN_12, seed=1)
    ruled = null_band(programme_of(scores, in_relapse=20, entry_edss_at_least=3.0), *MEAN_12, seed=1)
    assert free is not None
    assert ruled is not None
    assert ruled.variants[0].median < free.variants[0].median


def test_a_blinded_rater_shifts_nothing() -> None:
    band = null_band(programme_of(SPREAD, blinded=True), *MEAN_12, seed=1, n_programmes=60)
    assert band is not None
    medians = {each.label: each.median for each in band.variants}
    assert medians["unblinded rater"] == medians["course and rater error alone"]
    assert medians["expectation"] < medians["course and rater error alone"]


def test_without_a_table_of_relapses_every_share_is_tried() -> None:
    unknown = null_band(programme_of(SPREAD, relapses_recorded=False), *MEAN_12, seed=1, n_programmes=100)
    none = null_band(programme_of(SPREAD), *MEAN_12, seed=1, n_programmes=100)
    every = null_band(programme_of(SPREAD, in_relapse=60, onset_day=-5), *MEAN_12, seed=1, n_programmes=100)
    assert unknown is not None
    assert none is not None
    assert every is not None
    assert len(unknown.variants) == 8
    shares = unknown.by_relapse_share
    assert [each.relapse_percent for each in shares] == [0, 25, 50, 75, 100]
    medians = [each.variants[0].median for each in shares]
    assert medians == sorted(medians, reverse=True)
    # between the extremes the mean moves in proportion to the share
    assert np.diff(medians) == pytest.approx(np.full(4, (medians[4] - medians[0]) / 4), abs=0.04)
    assert unknown.lower == min(each.lower for each in shares)
    assert unknown.upper == max(each.upper for each in shares)
    assert unknown.upper == pytest.approx(none.upper, abs=0.1)
    assert every.lower - 0.1 < unknown.lower < none.lower - 0.2
    # with all of them in a relapse it reaches as low as where everybody is known to come within days of one
    assert unknown.lower == pytest.approx(every.lower, abs=0.2)
    assert none.by_relapse_share == ()
    assert any("relapses not recorded" in line for line in unknown.assumptions)


def test_steroids_lower_the_first_month_and_not_the_first_year() -> None:
    records = programme_of(SPREAD, in_relapse=60, onset_day=-20, months=(0.5, 12), steroids=True)
    figures = figures_of(records, 60)
    names = [variant.label for variant in VARIANTS]
    none, given = names.index("course and rater error alone"), names.index("steroids")
    soon, late = figures.mean_change(0.5), figures.mean_change(12)
    assert (soon[given] < soon[none] - 0.3).all()
    assert (late[given] == late[none]).all()


def test_patients_without_steroids_have_no_steroid_effect() -> None:
    figures = figures_of(programme_of(SPREAD, in_relapse=60, months=(0.5, 12)), 60)
    names = [variant.label for variant in VARIANTS]
    none, given = names.index("course and rater error alone"), names.index("steroids")
    assert (figures.mean_change(0.5)[given] == figures.mean_change(0.5)[none]).all()


def test_assumed_numbers_are_listed_with_their_status() -> None:
    band = null_band(programme_of(SPREAD, entry_edss_at_least=2.0), *MEAN_12, seed=1, n_programmes=20)
    assert band is not None
    text = "\n".join(band.assumptions)
    assert "shift by placebo and expectation −0.2 points (assumed)" in band.assumptions
    assert "seen second hand" in text
    assert "entry from EDSS 2 on" in text
    assert len(set(band.assumptions)) == len(band.assumptions)


def test_histogram_counts_the_patients_seen() -> None:
    band = null_band(programme_of(SPREAD), *MEAN_12, seed=1, n_programmes=60)
    assert band is not None
    changes = [change for change, *_ in band.histogram]
    assert changes == sorted(changes)
    assert all(low <= middle <= high <= len(SPREAD) for _, low, middle, high in band.histogram)
    assert sum(middle for _, _, middle, _ in band.histogram) == pytest.approx(len(SPREAD), rel=0.15)


def test_no_band_where_nothing_can_be_recreated() -> None:
    records = programme_of(SPREAD, months=(3,))
    assert null_band(records, "product_share", {"product": "other"}, seed=1) is None
    assert null_band(records, *MEAN_12, seed=1, n_programmes=20) is None  # nobody is seen at 12 months
    assert null_band(records, "free_of_worsening", {"months": 60}, seed=1, n_programmes=20) is None


def test_no_band_without_any_visit_after_day_0() -> None:
    assert null_band(programme_of(SPREAD, months=()), *MEAN_12, seed=1) is None


def test_large_programmes_recombine_few_draws_without_moving_the_band() -> None:
    law = NullParameters(before_entry=BEFORE_ENTRY[:1], later=replace(NullParameters().later, paces=(1.0,)))
    # 30,000 patients, 120,000 visits: 50 draws each are recombined into 400 programmes
    many = figures_of(programme_of(np.repeat(SPREAD, 500), in_relapse=15_000), 400, law)
    few = figures_of(programme_of(np.repeat(SPREAD, 2), in_relapse=60), 400, law)
    assert (many.programmes.n_draws, few.programmes.n_draws) == (50, 400)
    large, small = (figures.mean_change(12) for figures in (many, few))
    assert large.mean(axis=1) == pytest.approx(small.mean(axis=1), abs=0.03)
    # the spread of a mean falls with the root of the number of patients: 30,000 against 120
    assert small.std(axis=1) / large.std(axis=1) == pytest.approx(np.full(8, np.sqrt(250)), rel=0.2)


def test_recombined_programmes_keep_one_pace_each() -> None:
    programmes = figures_of(programme_of(np.repeat(SPREAD, 500)), 400).programmes
    assert programmes.n_draws == 48
    assert programmes.picks is not None
    pace_of_pick = programmes.picks % 3
    assert (pace_of_pick == pace_of_pick[:, :1]).all()
    assert np.bincount(pace_of_pick[:, 0]).tolist() == [134, 133, 133]


@pytest.mark.parametrize("recorded", [True, False])
def test_threads_change_no_number(recorded: bool) -> None:
    frame = read_null_frame(programme_of(SPREAD, in_relapse=20, relapses_recorded=recorded, steroids=True))
    assert frame is not None
    one, two = (simulate_null(frame, 1, 40, n_threads=n_threads) for n_threads in (1, 2))
    for state, same in zip(one.states, two.states, strict=True):
        assert all((a == b).all() for a, b in zip(state.scores, same.scores, strict=True))


def test_the_first_programmes_are_the_first_of_the_same() -> None:
    records = programme_of(SPREAD, in_relapse=20, relapses_recorded=False)
    figures = figures_of(records, 90)
    fewer = NullFigures(figures.programmes.first(30), records)
    extremes = [0, 7, 32, 39]  # none and every baseline in a relapse: no order of patients is drawn for them
    assert (fewer.mean_change(12) == figures.mean_change(12)[:, :30])[extremes].all()
    assert (fewer.free_share(365) == figures.free_share(365)[:, :30])[extremes].all()


def figures_of(records: Records, n_programmes: int, law: NullParameters | None = None) -> NullFigures:
    frame = read_null_frame(records)
    assert frame is not None
    return NullFigures(simulate_null(frame, 1, n_programmes, law), records)


def test_variants_are_all_combinations() -> None:
    assert len({each.label for each in VARIANTS}) == len(VARIANTS) == 8
