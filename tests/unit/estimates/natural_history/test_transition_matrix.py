"""Matrices of EDSS transitions: the two that ship, what is refused, and the rates behind them."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from scipy.linalg import expm

from ranvier.estimates.inputs import InputError
from ranvier.estimates.natural_history.expected_course import estimate_expected_course
from ranvier.estimates.natural_history.generator import find_generator, nearest_rates, no_generator_because
from ranvier.estimates.natural_history.read_matrix import SHIPPED, ahmad_2019, campbell_2025
from ranvier.estimates.natural_history.states import THREE_BANDS, State
from ranvier.estimates.natural_history.transition_matrix import Cell, MatrixError, TransitionMatrix
from ranvier.vocabulary.provenance import Provenance


def own(rows, **changed):
    cells = tuple(tuple(Cell(value, Provenance.SECONDARY) for value in row) for row in rows)
    given = {"states": THREE_BANDS, "period_years": 1.0, "cells": cells, **changed}
    return TransitionMatrix(name="own", citation="none", population="ours", **given)


GOOD = ((0.9, 0.1, 0.0), (0.1, 0.8, 0.1), (0.0, 0.1, 0.9))


def test_only_two_matrices_ship():
    assert SHIPPED == ("ahmad_2019", "campbell_2025")


@pytest.mark.parametrize(("years", "percent"), [(5, 1.9), (10, 5.8), (20, 15.3)])
def test_ahmad_from_mild_to_severe(years, percent):
    # Powers of the matrix, computed with NumPy 2 when the matrix was taken in.
    assert 100 * ahmad_2019().over(years)[0, 2] == pytest.approx(percent, abs=0.05)


def test_ahmad_has_rates_of_its_own_and_never_leaves_severe():
    matrix = ahmad_2019()
    assert matrix.generator.is_exact
    assert matrix.generator.largest_error < 1e-12
    assert matrix.over(2.5)[2].tolist() == [0, 0, 1]
    assert matrix.over(1.5) @ matrix.over(1.5) == pytest.approx(matrix.over(3), abs=1e-12)


def test_ahmad_staying_is_derived_and_leaving_was_read():
    cells = ahmad_2019().cells
    assert cells[0][0].provenance is Provenance.DERIVED
    assert cells[0][1] == Cell(0.064, Provenance.PRIMARY, 0.047, 0.084)


def test_campbell_rates_give_back_the_cells_read_within_two_in_ten_thousand():
    matrix = campbell_2025()
    assert sum(cell.provenance is Provenance.PRIMARY for row in matrix.cells for cell in row) == 7
    assert matrix.error_where(Provenance.PRIMARY) <= 0.0002
    assert matrix.error_where(Provenance.DERIVED) < 0.005
    assert not matrix.generator.is_exact
    assert "observed states" in matrix.note


def test_campbell_goes_by_its_rates_at_whole_years_too():
    matrix = campbell_2025()
    assert matrix.over(3) == pytest.approx(expm(3 * matrix.generator.rates), abs=1e-12)


def test_every_fault_is_told_at_once_with_its_cells():
    with pytest.raises(MatrixError) as told:
        own(((0.9, 0.2, 0.0), (-0.1, 1.0, 0.1), (0.0, 0.1, 0.9)), period_years=0.0)
    text = str(told.value)
    assert "the period must be above 0 years" in text
    assert "the row from mild sums to 1.1000" in text
    assert "from moderate to mild" in text
    assert "a probability must lie from 0 to 1" in text


@pytest.mark.parametrize(
    ("states", "words"),
    [
        ((THREE_BANDS[0], THREE_BANDS[0], THREE_BANDS[2]), "given twice"),
        ((THREE_BANDS[1], THREE_BANDS[0], THREE_BANDS[2]), "must lie above"),
        ((State("low", 0.3, 3.5), *THREE_BANDS[1:]), "must have EDSS steps"),
        ((THREE_BANDS[0],), "two states or more"),
    ],
)
def test_states_that_are_no_bands_are_refused(states, words):
    with pytest.raises(MatrixError, match=words):
        own(GOOD, states=states)


def test_an_interval_that_misses_its_cell_is_refused():
    cells = ahmad_2019().cells
    faulty = dataclasses.replace(cells[0][1], lower=0.07)
    with pytest.raises(MatrixError, match="from mild to moderate"):
        dataclasses.replace(ahmad_2019(), cells=((cells[0][0], faulty, cells[0][2]), *cells[1:]))


def test_rates_with_a_diagonal_are_refused():
    with pytest.raises(MatrixError, match="0 on the diagonal"):
        own(GOOD, given_rates=((-0.1, 0.1, 0), (0, 0, 0), (0, 0, 0)))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (((0.1, 0.9), (0.9, 0.1)), "determinant is not above 0"),
        # Three states in a circle: determinant 0.757, diagonal 0.729.
        (((0.9, 0.1, 0.0), (0.0, 0.9, 0.1), (0.1, 0.0, 0.9)), "exceeds|reached"),
        (((0.9, 0.1, 0.0), (0.0, 0.9, 0.1), (0.0, 0.0, 1.0)), "can be reached over others"),
    ],
)
def test_known_reasons_against_any_rates(rows, words):
    matrix = np.array(rows)
    reason = no_generator_because(matrix)
    assert any(word in reason for word in words.split("|"))
    found = find_generator(matrix)
    assert not found.is_exact
    assert reason in found.why
    assert np.abs(expm(found.rates) - matrix).max() == pytest.approx(found.largest_error, abs=1e-12)


def test_a_negative_principal_logarithm_gives_the_nearest_rates():
    # Any rates give mild to severe over moderate at least 0.0007 here; 0.0001 asks for a negative rate.
    matrix = np.array([[0.935, 0.0649, 0.0001], [0.069, 0.905, 0.026], [0.0, 0.0, 1.0]])
    found = find_generator(matrix)
    assert "negative rate" in found.why
    assert 0 < found.largest_error < 0.001
    assert (found.rates[~np.eye(3, dtype=bool)] >= 0).all()


def test_quick_rates_equal_the_logarithm():
    matrix = ahmad_2019()
    assert nearest_rates(matrix.probabilities[None])[0] == pytest.approx(matrix.generator.rates, abs=1e-12)


def test_expected_shares_by_hand():
    # Half in mild, half in moderate: 0.5 x 0.001 + 0.5 x 0.026 severe after a year.
    assert ahmad_2019().expected([0.5, 0.5, 0.0], 1)[2] == pytest.approx(0.0135)


@pytest.mark.parametrize("start", [[0.5, 0.5], [0.5, 0.6, 0.0], [1.5, -0.5, 0.0]])
def test_shares_that_are_none_are_refused(start):
    with pytest.raises(InputError):
        ahmad_2019().expected(start, 1)


def test_drawn_rates_follow_the_published_intervals():
    matrix, rng = ahmad_2019(), np.random.default_rng(1)
    rates = matrix.drawn_generators(np.zeros((1, 0)), 4000, rng)[:, 0]
    drawn = np.array([expm(one)[0, 1] for one in rates])
    lower, middle, upper = np.quantile(drawn, [0.025, 0.5, 0.975])
    assert (lower, middle, upper) == pytest.approx((0.047, 0.064, 0.084), abs=0.002)


def test_a_matrix_without_intervals_says_that_it_carries_no_uncertainty():
    rates = campbell_2025().drawn_generators(np.zeros((2, 0)), 3, np.random.default_rng(1))
    assert rates.shape == (3, 2, 4, 4)
    assert np.ptp(rates, axis=0).max() == 0
    assert campbell_2025().uncertainty.startswith("none")


def test_rates_that_are_far_from_the_matrix_stand_for_nothing():
    # Everybody changes places each year: after half a year there is no such course.
    swap = own(((0.0, 1.0, 0.0), (1.0, 0.0, 0.0), (0.0, 0.0, 1.0)))
    assert swap.generator.largest_error == pytest.approx(0.5, abs=1e-6)
    np.testing.assert_array_equal(swap.over(2), np.eye(3))
    with pytest.raises(InputError, match="no rates come near the matrix"):
        swap.over(2.5)
    with pytest.raises(InputError, match="no rates come near the matrix"):
        estimate_expected_course([0, 1], [1], swap, seed=1)
