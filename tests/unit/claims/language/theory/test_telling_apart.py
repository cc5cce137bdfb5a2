"""Two hypotheses are told apart by measures and days on which they say different things."""

from __future__ import annotations

import pytest

from tests.unit.claims.language.theory.shipped import judged, shipped_set, with_text

JUDGED = judged()
PAIRS = {(pair.one, pair.other): pair for pair in JUDGED.pairs}


def telling(pair, measure):
    return next(one for one in PAIRS[pair].tellings if one.measure == measure)


def test_a_day_and_two_months_of_calm_differ_in_lesions_at_week_twelve():
    found = telling(("calm_two_months", "calm_one_day"), "gadolinium")
    assert 84 in found.visit_days
    assert "gadolinium" in [one.measure for one in PAIRS["calm_two_months", "calm_one_day"].tellings[:3]]
    assert found.moved_by == "calm_two_months"
    assert "a sham injection, by lot" in PAIRS["calm_two_months", "calm_one_day"].design


def test_new_myelin_and_new_connections_differ_in_myelin_and_in_the_pattern_of_the_brain():
    best = [one.measure for one in PAIRS["remyelination", "plasticity"].tellings]
    assert {"functional_mri", "myelin_mri", "evoked_potentials"} <= set(best)


def test_expectation_does_not_move_what_no_effort_moves():
    best = PAIRS["remyelination", "expectation"].tellings[0]
    assert best.measure == "myelin_mri"
    assert any("who do not know" in words for words in PAIRS["remyelination", "expectation"].design)


def test_steroids_ask_for_an_arm_with_steroids_alone():
    assert "an arm with the same steroids and no cells" in PAIRS["remyelination", "steroids"].design


def test_myelin_that_comes_back_by_itself_is_not_told_from_new_myelin_by_myelin():
    measures = [one.measure for one in PAIRS["remyelination", "relapse_recovery"].tellings]
    assert "myelin_mri" not in measures


@pytest.mark.parametrize("pair", PAIRS.values(), ids=lambda pair: f"{pair.one}-{pair.other}")
def test_every_day_named_is_one_on_which_the_two_differ(pair):
    clear, quiet = (JUDGED.theory.settings[name].value for name in ("clear_share", "quiet_share"))
    for one in pair.tellings:
        other = pair.other if one.moved_by == pair.one else pair.one
        moved = JUDGED.prediction(one.moved_by, one.measure)
        still = JUDGED.prediction(other, one.measure)
        for day in one.visit_days:
            assert moved.reached.value[day] >= clear
            assert still is None or still.reached.value[day] <= quiet
        assert set(one.sure_days) <= set(one.visit_days)


def test_that_cells_are_there_tells_nothing_of_what_they_do():
    measures = [one.measure for one in PAIRS["calm_two_months", "expectation"].tellings]
    assert "donor_cells" not in measures


def test_quiet_days_before_a_second_dose_prove_nothing_of_it():
    for pair in JUDGED.pairs:
        if "second_dose" in (pair.one, pair.other):
            assert all(one.moved_by == "second_dose" for one in pair.tellings)


def test_two_that_need_no_cells_are_not_paired():
    free = {one.id for one in JUDGED.theory.hypotheses if not one.needs_cells}
    assert not any({pair.one, pair.other} <= free for pair in JUDGED.pairs)
    assert len(PAIRS) == 15 + 6 * len(free)


def test_two_alike_cannot_be_told_apart_by_timing():
    """The calm of a day, taken to last as long as that of two months."""
    text = "lasts_days = { value = 1, low = 1, high = 3"
    alike = judged(with_text(shipped_set(), text, "lasts_days = { value = 61, low = 61, high = 61"))
    pair = next(one for one in alike.pairs if (one.one, one.other) == ("calm_two_months", "calm_one_day"))
    assert pair.tellings == ()
