"""The true baseline behind a recorded one."""

from __future__ import annotations

import numpy as np
import pytest

from ranvier.claims.null.baseline import (
    draw_true_baselines,
    receding_chances,
    remaining_by_day,
    staying_chances,
)
from ranvier.claims.null.frame import NullFrame, read_null_frame
from ranvier.claims.null.parameters import BEFORE_ENTRY, NullParameters, RelapseLaw
from tests.null_trials import programme_of

USUAL = (BEFORE_ENTRY[0], False)
"""Relapses as in placebo arms, and raters who are never off by more than half a point."""


def frame_of(scores: list[float], **how: object) -> NullFrame:
    frame = read_null_frame(programme_of(scores, **how))  # type: ignore[arg-type] # the tests' own keywords
    assert frame is not None
    return frame


def test_recovery_passes_through_the_published_points() -> None:
    # 4, 38, 67, 79 % of relapses have recovered at 1, 3, 6, 12 months and 84 % ever (source S17)
    left = remaining_by_day(RelapseLaw())
    days, gone = [0, 30, 91, 183, 365, 730], [0, 0.04 / 0.84, 0.38 / 0.84, 0.67 / 0.84, 0.79 / 0.84, 1]
    assert left[days] == pytest.approx(1 - np.array(gone), abs=1e-6)
    assert (np.diff(left) <= 0).all()


def test_no_more_stays_than_came() -> None:
    law = RelapseLaw()
    for rise in range(len(law.peak)):
        chances = staying_chances(law, rise)
        assert len(chances) == rise + 1
        assert chances.sum() == pytest.approx(1)


def test_a_relapse_before_entry_recedes_by_about_the_published_amount() -> None:
    for before, points, gone in zip(BEFORE_ENTRY, (0.9, 1.05), (0.57, 0.85), strict=True):
        chances = receding_chances(RelapseLaw(), before)
        assert chances.sum() == pytest.approx(1)
        recedes = (chances * 0.5 * np.arange(len(chances))).sum()
        assert recedes == pytest.approx(points, abs=0.06)
        left = remaining_by_day(RelapseLaw())[round(122 * before.times_as_fast)]
        assert 1 - left == pytest.approx(gone, abs=0.02)
    # Hirst 2008 (E61): in a clinic 0.95 points were gone after four months
    assert recedes * (1 - left) == pytest.approx(0.95, abs=0.1)


def test_without_relapse_the_true_score_is_one_of_three_steps() -> None:
    frame = frame_of([4.0])
    points = draw_true_baselines(
        frame, np.array([1e5]), NullParameters(), USUAL, 20_000, np.random.default_rng(1)
    ).points
    shares = [((points >= low) & (points < low + 0.5)).mean() for low in (3.25, 3.75, 4.25)]
    # by hand: chances to write 4.0 are 0.20 from 3.5, 0.80 from 4.0 and 0.10 from 4.5, all steps as likely
    assert shares == pytest.approx([0.2 / 1.1, 0.8 / 1.1, 0.1 / 1.1], abs=0.012)


def test_where_raters_err_by_a_point_the_true_score_is_one_of_five_steps() -> None:
    frame = frame_of([4.0])
    start = (BEFORE_ENTRY[0], True)
    points = draw_true_baselines(
        frame, np.array([1e5]), NullParameters(), start, 40_000, np.random.default_rng(1)
    ).points
    shares = [((points >= low) & (points < low + 0.5)).mean() for low in (2.75, 3.25, 3.75, 4.25, 4.75)]
    # by hand: as in the test before, with 0.017 from 3.0 and 5.0 and so much less right at 4.0 on both sides
    chances = np.array([0.017, 0.2, 0.8 - 2 * 0.017, 0.1, 0.017])
    assert shares == pytest.approx(chances / chances.sum(), abs=0.009)


def test_a_lowest_score_hides_no_relapse() -> None:
    frame = frame_of([0.0], in_relapse=1)
    found = draw_true_baselines(
        frame, np.array([0.0]), NullParameters(), USUAL, 2_000, np.random.default_rng(1)
    )
    assert (found.points <= 1.25).all()
    assert (found.receding <= 1.25).all()  # at most from 1.0, written as 0, down to 0


def test_where_people_are_chosen_by_their_score_more_of_it_is_passing() -> None:
    kept = {}
    for rule in (None, 3.0):
        frame = frame_of([3.0] * 50, in_relapse=50, entry_edss_at_least=rule)
        found = draw_true_baselines(
            frame, np.zeros(50), NullParameters(), USUAL, 400, np.random.default_rng(1)
        )
        kept[rule] = float(found.receding.mean())
    assert kept[3.0] > kept[None]
