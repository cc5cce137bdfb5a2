"""The stream of random numbers is MRG32k3a."""

import pytest

from ranvier.kernels.random_stream import next_uniform


def drawn(stream, n):
    found = []
    for _ in range(n):
        number, stream = next_uniform.plain(stream)
        found.append(number)
    return found


# R 4.2.2: RNGkind("L'Ecuyer-CMRG"); .Random.seed <- c(10407L, rep(12345L, 6)); runif(6)
OF_12345 = [
    0.127011122046577,
    0.318527565396794,
    0.309186015583270,
    0.825846862927114,
    0.221629915782023,
    0.533395387918279,
]
OF_1_TO_6 = [0.00100949784041744, 0.59500378387998498, 0.35783453761357442, 0.22234082670111491]


@pytest.mark.parametrize(("start", "expected"), [((12345,) * 6, OF_12345), ((1, 2, 3, 4, 5, 6), OF_1_TO_6)])
def test_numbers_are_those_of_r(start, expected):
    assert drawn(start, len(expected)) == pytest.approx(expected, abs=1e-14)


def test_numbers_are_even_and_never_0_or_1():
    numbers = drawn((7, 8, 9, 10, 11, 12), 20_000)
    assert 0 < min(numbers) < max(numbers) < 1
    assert sum(numbers) / len(numbers) == pytest.approx(0.5, abs=4 * (1 / 12 / 20_000) ** 0.5)
    assert drawn((7, 8, 9, 10, 11, 12), 5) == numbers[:5]
