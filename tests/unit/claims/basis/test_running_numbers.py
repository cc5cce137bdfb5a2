import polars as pl
import pytest

from ranvier.claims.basis.running_numbers import count_list


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [([], (0, 0)), ([7], (1, 0)), ([1, 2, 3], (3, 0)), ([10, 12, 15], (6, 3)), ([1, 1, 3], (3, 1))],
)
def test_the_list_runs_from_its_first_to_its_last_number(numbers, expected):
    assert count_list(pl.Series(numbers, dtype=pl.Int64)) == expected
