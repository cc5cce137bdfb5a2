"""The share free of worsening of many programmes at once is that of the textbook, one by one."""

import numpy as np
import pytest

from ranvier.claims.null import exits
from ranvier.claims.null.exits import free_part_at, free_share_at
from ranvier.claims.null.frame import read_null_frame
from ranvier.claims.null.programmes import simulate_null
from tests.null_trials import programme_of
from tests.reference.survival import survival_after


def textbook(row, horizon_day):
    """In percent; NaN where nobody is followed so long, unless nobody is free."""
    days, events = [int(each) // 2 for each in row], [bool(each % 2) for each in row]
    share = survival_after(horizon_day, days, events)
    return 100 * float(share) if max(days) >= horizon_day or share == 0 else float("nan")


def test_many_programmes_at_once_are_as_the_textbook_says():
    rng = np.random.default_rng(1)
    for _ in range(30):
        shape = int(rng.integers(1, 6)), int(rng.integers(1, 12))
        event = rng.random(shape) < 0.5
        exits = (2 * rng.integers(0, 10, shape) + event).astype(np.int32)
        for horizon_day in (0, 4, 9, 11):
            expected = [textbook(each, horizon_day) for each in exits]
            assert free_share_at(exits, horizon_day) == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize("n_threads", [1, 2])
@pytest.mark.parametrize("at_once", [1, 700, 500_000])
def test_blocks_and_threads_change_no_exit(monkeypatch, at_once, n_threads):
    records = programme_of([2.0, 3.0, 4.0, 5.0, 6.0] * 4, months=(3, 6, 12, 24), in_relapse=8)
    programmes = simulate_null(read_null_frame(records), 1, 30)
    whole = exits.null_exits(programmes.frame, programmes.states)
    monkeypatch.setattr(exits, "MOST_ROWS", at_once)
    again = exits.null_exits(programmes.frame, programmes.states, n_threads=n_threads)
    assert len(whole) == len(again) == 1
    assert all((one == other).all() for one, other in zip(whole[0], again[0], strict=True))


def test_share_of_the_followed_without_a_worsening():
    rows = np.array([[2 * 100 + 1, 2 * 400 + 1, 2 * 100, 2 * 800]], np.int32)
    assert free_part_at(rows, 365).tolist() == [75.0]
    assert free_part_at(rows, 730).tolist() == [50.0]
