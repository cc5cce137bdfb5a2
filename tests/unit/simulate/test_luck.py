"""Luck that belongs to a patient and an occasion."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import kstest

from ranvier.simulate.luck import Purpose, luck_of, normal_luck_of

N = 100_000


def test_luck_is_spread_evenly() -> None:
    for number, occasion in ((np.arange(N), 0), (7, np.arange(N)), (np.arange(N) * 2**33, 5)):
        found = luck_of(1, Purpose.MISRATING, number, occasion)
        assert ((found > 0) & (found < 1)).all()
        assert kstest(found, "uniform").pvalue > 1e-4


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((1, Purpose.MISRATING, 0), (2, Purpose.MISRATING, 0)),
        ((1, Purpose.MISRATING, 0), (1, Purpose.LEAVING, 0)),
        ((1, Purpose.MISRATING, 0), (1, Purpose.MISRATING, 1)),
        ((1, Purpose.MISRATING, 0), (1 + 2**64, Purpose.MISRATING, 0)),
    ],
)
def test_seed_purpose_and_occasion_each_give_another_luck(one, other) -> None:
    first, second = (luck_of(seed, purpose, np.arange(N), day) for seed, purpose, day in (one, other))
    # the correlation of independent numbers lies within 5 / sqrt(n) in all but one of a million
    assert abs(np.corrcoef(first, second)[0, 1]) < 5 / np.sqrt(N)


def test_neighbours_do_not_share_luck() -> None:
    found = luck_of(1, Purpose.MISRATING, np.arange(N))
    assert abs(np.corrcoef(found[1:], found[:-1])[0, 1]) < 5 / np.sqrt(N)


def test_the_normal_form_is_the_same_luck() -> None:
    even, normal = luck_of(3, Purpose.LENIENCY, range(5)), normal_luck_of(3, Purpose.LENIENCY, range(5))
    assert np.argsort(even).tolist() == np.argsort(normal).tolist()
    assert abs(normal_luck_of(3, Purpose.LENIENCY, np.arange(N)).std() - 1) < 0.02


def test_shapes_are_broadcast() -> None:
    assert luck_of(1, Purpose.MISRATING, np.arange(3)[:, None], np.arange(4)).shape == (3, 4)
    assert luck_of(1, Purpose.MISRATING, 3).shape == ()


def test_no_two_purposes_share_a_number() -> None:
    assert len({int(purpose) for purpose in Purpose}) == len(Purpose.__members__)
