"""Exponentials of generators in closed form."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import poisson

from ranvier.kernels.matrix_exponential import BLOCK, exponentials, exponentials_and_slopes


def test_two_states_in_closed_form():
    rates = np.array([[-0.3, 0.3], [0.2, -0.2]])
    years = np.array([0.0, 0.5, 40.0])
    moved = exponentials(np.repeat(rates[None], 3, axis=0), years)[:, 0, 1]
    assert moved == pytest.approx(0.3 / 0.5 * (1 - np.exp(-0.5 * years)), abs=1e-14)


def test_equal_exits_are_a_poisson_count_though_no_eigenvectors_span_them():
    rates = np.diag([-2.0, -2.0, -2.0, 0.0]) + np.diag([2.0, 2.0, 2.0], k=1)
    found = exponentials(rates[None], np.array([1.5]))[0, 0]
    assert found[:3] == pytest.approx(poisson.pmf([0, 1, 2], 3.0), rel=1e-14)


def test_slopes_of_one_way_in_closed_form():
    # The chance of staying is exp(-q t): its slope in the diagonal rate is t exp(-q t). A way back would add
    # the integral of (1 - exp(-q s)) exp(-q (t - s)): (1 - exp(-q t)) / q - t exp(-q t).
    rates, asked = np.array([[-0.3, 0.3], [0.0, 0.0]]), np.array([[1.0, 0.0], [0.0, 0.0]])
    found = exponentials_and_slopes(rates[None], np.array([4.0]), asked[None])[1][0]
    stays = np.exp(-1.2)
    back = (1 - stays) / 0.3 - 4 * stays
    assert found == pytest.approx(np.array([[4 * stays, 0.0], [back, 0.0]]), abs=1e-14)


def test_nothing_and_more_than_one_block():
    assert exponentials(np.zeros((0, 3, 3)), np.zeros(0)).shape == (0, 3, 3)
    rates = np.array([[-0.3, 0.3], [0.2, -0.2]])
    years = np.linspace(0, 9, BLOCK + 7)
    found = exponentials(np.repeat(rates[None], years.size, axis=0), years)[-1, 0, 1]
    assert found == pytest.approx(0.6 * (1 - np.exp(-4.5)), abs=1e-14)
