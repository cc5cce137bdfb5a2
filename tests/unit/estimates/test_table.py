import math
from dataclasses import dataclass

import polars as pl
import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.result import Estimate, HasEstimates
from ranvier.estimates.table import COLUMNS, estimates_table, every_estimate
from ranvier.estimates.unknown import unknown_estimate

ONE = Estimate(0.5, 0.4, math.inf, 9, "m", "share", "share", n_events=4, weights="w", reference="r")


class Two:
    def estimates(self):
        return ONE, unknown_estimate("nobody was seen", definition="mean")


def test_one_row_an_estimate_and_one_for_each_of_a_larger_result():
    table = estimates_table([ONE, Two()])
    assert table.schema == pl.Schema(COLUMNS)
    assert table["definition"].to_list() == ["share", "share", "mean"]
    assert table["estimate"].to_list() == [0.5, 0.5, None]
    assert table["upper"].to_list() == [math.inf, math.inf, None]
    assert table["n_events"].to_list() == [4, 4, None]
    assert table.row(0, named=True)["weights"] == "w"


def test_nothing_is_a_table_without_rows():
    assert estimates_table([]).schema == pl.Schema(COLUMNS)


def test_a_result_with_estimates_is_known_by_its_method():
    assert isinstance(Two(), HasEstimates)
    assert not isinstance(3, HasEstimates)


@dataclass(frozen=True)
class Model:
    name: str
    main: Estimate
    by_group: dict[str, Estimate]
    others: tuple[Estimate, ...]


def test_a_result_without_that_method_gives_the_estimates_among_its_fields():
    assert every_estimate([Model("m", ONE, {"women": ONE}, (ONE, ONE))]) == [ONE] * 4


@pytest.mark.parametrize("nothing", [3, Model, {"a": ONE}])
def test_what_holds_no_estimate_is_refused(nothing):
    with pytest.raises(InputError, match="holds no estimate"):
        estimates_table([ONE, nothing])


def test_one_result_alone_stands_for_a_list_of_it():
    assert estimates_table(ONE).equals(estimates_table([ONE]))
    assert estimates_table(Two()).height == 2
    assert every_estimate(Model("m", ONE, {}, ())) == [ONE]
    with pytest.raises(InputError, match="a int holds no estimate"):
        estimates_table(3)
