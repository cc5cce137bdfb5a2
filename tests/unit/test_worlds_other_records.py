"""The tables laid over every world's records: they add up, and the therapy moves nothing in them."""

import numpy as np
import polars as pl
import pytest

from ranvier.claims.basis.records import find_records
from ranvier.tables.edss_scores import add_edss_scores
from tests.worlds.every_world import BY_NAME
from tests.worlds.other_records import SCAN_DAYS, with_other_records

WORLDS = ("simulated: true effect by lot", "steps: as claimed, heavy tails", "resampled: by lot")


@pytest.fixture(scope="module", params=WORLDS)
def pair(request):
    before = BY_NAME[request.param].make(3)
    return before, with_other_records(before, 3)


def test_what_the_generator_keeps_stays(pair):
    before, after = pair
    assert after.visits.select("patient_id", "date", "edss").equals(
        before.visits.select("patient_id", "date", "edss")
    )
    assert {"measures", "mri"} <= after.supplied.keys()


def test_grades_score_to_the_recorded_edss(pair):
    _, after = pair
    scored = add_edss_scores(after.visits)
    known = scored.drop_nulls(["edss", "edss_computed"])
    assert known.height > 500
    assert known["edss"].equals(known["edss_computed"].alias("edss"))


def test_the_same_seed_gives_the_same_tables(pair):
    before, after = pair
    again = with_other_records(before, 3)
    assert all(again.frames[name].equals(after.frames[name]) for name in ("visits", "measures", "mri"))


def test_the_therapy_moves_neither_conduction_nor_lesions(pair):
    """Means of both groups at half a year within four standard errors; the EDSS does fall in two worlds."""
    _, after = pair
    zeros = find_records(after).zeros
    results = (
        after.frames["measures"].filter(pl.col("instrument") == "vep_latency_ms").join(zeros, on="patient_id")
    )
    later = results.filter((pl.col("date") - pl.col("zero_date")).dt.total_days().is_between(120, 240))
    scans = after.frames["mri"].join(zeros, on="patient_id")
    half = scans.filter((pl.col("date") - pl.col("zero_date")).dt.total_days() == SCAN_DAYS[1])
    for name, frame in (("value", later), ("gd_lesions", half)):
        groups = [
            frame.filter(pl.col("group") == group)[name].to_numpy() for group in ("treated", "comparator")
        ]
        error = np.hypot(*(group.std() / np.sqrt(group.size) for group in groups))
        assert min(group.size for group in groups) > 30
        assert abs(groups[0].mean() - groups[1].mean()) < 4 * error


def test_walking_is_timed_only_of_those_who_walk(pair):
    _, after = pair
    timed = after.frames["measures"].filter(pl.col("instrument") == "t25fw")
    scored = timed.join(after.visits.select("patient_id", "date", "edss"), on=["patient_id", "date"])
    assert scored["edss"].max() <= 6.5
