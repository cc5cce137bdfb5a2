"""Every world judged by the real path: some hundred programmes a row in `make test-deep`, else a handful.

The full run, a few hundred programmes of each world, is `benchmarks/verdicts.py`; its results are in
docs/reference/honesty.md.
"""

from __future__ import annotations

import os
from collections import Counter

import pytest

from tests.worlds.every_world import BY_NAME, WORLDS
from tests.worlds.judged import judged
from tests.worlds.requirements import REQUIREMENTS, Ask, Share, tally
from tests.worlds.world import Row, Source

DEEP = bool(os.environ.get("RANVIER_DEEP"))
PROGRAMMES_A_ROW = 200

HANDFUL = {
    Row.ALONE: "msclinical: after relapses",
    Row.FAIR: "steps: spells",
    Row.BIASED: "steps: treated came in a relapse",
    Row.TRUE: "resampled: as claimed",
    Row.SMALLER: "msclinical: smaller",
    Row.OUTSIDE: "steps: harm, worse leave",
    Row.LOST: "resampled: better leave, true",
}
"""One world of each row, none from the simulator of the package, for every run of the tests."""


@pytest.mark.parametrize("row", HANDFUL, ids=lambda row: row.name)
def test_two_programmes_of_each_row_get_the_answer_of_the_row(row):
    world = BY_NAME[HANDFUL[row]]
    found = tally([world], [judged(world, seed) for seed in range(2)])[world.name]
    wanted = 2 if REQUIREMENTS[row].ask is Ask.MOSTLY else 0
    assert set(found.asked.values()) == {wanted}, found.answers
    assert found.wrongly_supported == found.wrongly_contradicted == 0


@pytest.mark.deep
@pytest.mark.skipif(not DEEP, reason="some hundred programmes a row: make test-deep")
@pytest.mark.parametrize("row", HANDFUL, ids=lambda row: row.name)
def test_each_row_says_what_it_must(row):
    worlds = [world for world in WORLDS if world.row is row]
    each = max(20, PROGRAMMES_A_ROW // len(worlds))
    tallies = tally(worlds, [judged(world, seed) for world in worlds for seed in range(each)])
    requirement = REQUIREMENTS[row]
    for claim in worlds[0].asked:
        n_yes = sum(found.asked[claim] for found in tallies.values())
        share = Share(n_yes, sum(found.n for found in tallies.values()))
        # the full run holds the limit too; so few programmes exceed 1 % by chance, a lower limit does not
        held = share.lower <= 1 if requirement.ask is Ask.SELDOM else requirement.met_by_point(share)
        assert held, {name: found.answers for name, found in tallies.items()}


def test_the_same_seed_makes_the_same_programme_and_another_seed_another():
    for world in WORLDS:
        if world.source is not Source.SIMULATED:
            first, again, other = (world.make(seed) for seed in (3, 3, 4))
            assert all(first.frames[name].equals(again.frames[name]) for name in first.frames)
            assert not first.visits.equals(other.visits)


def test_every_row_with_a_limit_has_worlds_of_all_four_sources_under_a_name_of_their_own():
    assert len(BY_NAME) == len(WORLDS)
    for row in HANDFUL:
        sources = Counter(world.source for world in WORLDS if world.row is row)
        assert set(sources) == set(Source), (row, sources)


def test_no_world_holds_a_claim_for_true_that_its_row_forbids():
    for world in WORLDS:
        if REQUIREMENTS[world.row].ask is Ask.MOSTLY and "supported" in REQUIREMENTS[world.row].because:
            assert set(world.asked) <= set(world.true_claims)
        if world.row in (Row.ALONE, Row.FAIR, Row.BIASED, Row.OUTSIDE, Row.BEYOND):
            assert not world.true_claims
