"""The recovery of a relapse is stated once, in its definition."""

import pytest

from ranvier.claims.null.parameters import RelapseLaw
from ranvier.definitions.relapse_recovery import RelapseRecovery


def test_the_null_band_takes_recovery_from_its_definition():
    # 84% recover at all (DECIDE and CombiRx, second hand); of those the parts gone by 1, 3, 6 and 12 months.
    days, gone = zip(*RelapseLaw().recovered, strict=True)
    assert days == (0, 30, 91, 183, 365, 730)
    assert gone == pytest.approx((0, 0.04 / 0.84, 0.38 / 0.84, 0.67 / 0.84, 0.79 / 0.84, 1), abs=0)
    assert [part * 0.84 for part in gone[1:5]] == pytest.approx(RelapseRecovery().recovered, rel=1e-15)
