"""The page of honesty is the one that the results give."""

from __future__ import annotations

import json

import pytest
from benchmarks.estimators_page import ESTIMATORS
from benchmarks.verdicts_page import PAGE, RESULTS, page_of

from tests.worlds.every_world import BY_NAME
from tests.worlds.requirements import REQUIREMENTS, Ask, Share
from tests.worlds.world import Row


def kept(path):
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_page_is_written_from_the_results_that_are_kept():
    assert PAGE.read_text(encoding="utf-8") == page_of(kept(RESULTS), kept(ESTIMATORS))


def test_the_results_are_of_all_worlds():
    assert set(kept(RESULTS)["worlds"]) == set(BY_NAME)


@pytest.mark.parametrize(
    ("ask", "n_yes", "n", "by_point", "by_limit"),
    [
        (Ask.SELDOM, 0, 183, True, True),  # 1 - 0.025 ** (1 / 183) = 2.0 %, by hand
        (Ask.SELDOM, 0, 100, True, False),  # 3.6 %
        (Ask.SELDOM, 2, 100, False, False),
        (Ask.NEVER, 1, 1000, False, False),
        (Ask.MOSTLY, 80, 100, True, False),
        (Ask.MOSTLY, 100, 100, True, True),
    ],
)
def test_a_requirement_is_met_by_the_point_and_by_the_limit(ask, n_yes, n, by_point, by_limit):
    requirement = next(one for one in REQUIREMENTS.values() if one.ask is ask)
    share = Share(n_yes, n)
    assert (requirement.met_by_point(share), requirement.met_by_limit(share)) == (by_point, by_limit)


def test_an_unmet_requirement_is_printed_as_such():
    results = kept(RESULTS)
    world = next(one for one in results["worlds"].values() if one["row"] == Row.FAIR.name)
    world["asked"]["C34"] = world["programmes"]
    assert "**no**" in page_of(results, None)
