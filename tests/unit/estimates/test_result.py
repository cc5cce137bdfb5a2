"""A larger result prints one line a number, as each of its estimates does."""

from __future__ import annotations

from ranvier.estimates.comparison.balance import weigh_balance
from ranvier.estimates.pooling.meta_analysis import estimate_pooled
from ranvier.estimates.result import HasEstimates


def test_a_larger_result_prints_a_line_for_each_of_its_numbers():
    pooled = estimate_pooled([-0.4, -0.1, -0.3], [0.1, 0.2, 0.15])
    balance = weigh_balance(
        [True, True, False, False], {"age": [40.0, 50.0, 45.0, 41.0], "sex": [1, 0, 1, 0]}
    )
    for found in (pooled, balance):
        assert isinstance(found, HasEstimates)
        assert str(found).splitlines() == [str(one) for one in found.estimates()]
    assert len(str(balance).splitlines()) == 2
