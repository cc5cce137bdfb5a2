"""The share free of worsening of many programmes at once is that of the textbook, one by one."""

import numpy as np
import pytest

from ranvier.claims.null import exits as null_exits
from ranvier.claims.null.exits import free_share_at
from tests.reference.survival import survival_after


def textbook(exits, horizon_day):
    """In percent; NaN where nobody is followed so long, unless nobody is free."""
    days, events = [int(each) // 2 for each in exits], [bool(each % 2) for each in exits]
    share = survival_after(horizon_day, days, events)
    return 100 * float(share) if max(days) >= horizon_day or share == 0 else float("nan")


@pytest.mark.parametrize("at_once", [1, 10, 2_000_000])
def test_many_programmes_at_once_are_as_the_textbook_says(monkeypatch, at_once):
    monkeypatch.setattr(null_exits, "MOST_EXITS", at_once)
    rng = np.random.default_rng(1)
    for _ in range(30):
        n_patients, n_draws = int(rng.integers(1, 12)), int(rng.integers(1, 4))
        event = rng.random((n_draws, n_patients)) < 0.5
        exits = (2 * rng.integers(0, 10, event.shape) + event).astype(np.int64)
        picks = rng.integers(0, n_draws, (5, n_patients))
        for horizon_day in (0, 4, 9, 11):
            expected = [textbook(exits[pick, np.arange(n_patients)], horizon_day) for pick in picks]
            assert free_share_at(exits, picks, horizon_day) == pytest.approx(expected, nan_ok=True)
