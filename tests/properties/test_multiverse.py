"""Many definitions at once give what each gives alone, in whatever order they stand."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings, strategies as st

from ranvier.course.events import find_events
from ranvier.course.multiverse import find_multiverse
from tests.properties.courses import courses, definitions
from tests.properties.test_course_invariance import cohort_from

several = st.lists(courses(), min_size=1, max_size=4)
lists = st.lists(definitions(), min_size=1, max_size=4)


def named(found):
    return {f"definition {number}": each for number, each in enumerate(found)}


@given(several, lists, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_the_order_of_definitions_changes_nothing(patients, chosen, random):
    cohort, in_order = cohort_from(patients), named(chosen)
    shuffled = list(in_order.items())
    random.shuffle(shuffled)
    one, other = find_multiverse(cohort, in_order), find_multiverse(cohort, dict(shuffled))
    assert one["definition"].to_list() == list(in_order)
    assert one.sort("definition").equals(other.sort("definition"))


@given(several, lists)
@settings(deadline=None, max_examples=40)
def test_each_definition_finds_the_events_it_finds_alone(patients, chosen):
    cohort = cohort_from(patients)
    found = find_multiverse(cohort, named(chosen))
    for number, definition in enumerate(chosen):
        alone = find_events(cohort, definition)
        row = found.row(number, named=True)
        assert row["n_events"] == alone.height
        assert row["n_with_event"] == alone["patient_id"].n_unique()
        worse = alone.filter(pl.col("kind") == "worsening")
        for name in ("raw", "pira", "undefined"):
            share = row[f"{name}_percent"]
            count = worse.filter(pl.col("relation") == name).height
            assert share is None if not worse.height else abs(share * worse.height / 100 - count) < 1e-9
