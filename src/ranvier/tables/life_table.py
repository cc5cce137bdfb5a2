"""The life table of the United States, 2023, as it ships with ranvier."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class LifeTable:
    """Deaths per person-year in the United States in 2023 by year of age, 0 to 100.

    age: whole years; the last holds all ages from 100 on. sha256: of the file.
    """

    age: NDArray[np.int64]
    female_per_year: NDArray[np.float64]
    male_per_year: NDArray[np.float64]
    sha256: str


@cache
def read_life_table() -> LifeTable:
    """The rates at which people die, constant within each year of age.

    The rate of a year of age is -log(1 - q), where q is the table's chance to die in it. In the last row,
    where q is 1, stands the rate of 99. Source: S132, a work of the federal government, free of copyright
    (17 U.S.C. 105).
    """
    content = (files("ranvier.tables") / "data" / "us_life_table_2023.csv").read_bytes()
    rows = list(csv.DictReader(content.decode("utf-8").splitlines()))
    female, male = (np.array([float(row[f"{sex}_qx"]) for row in rows]) for sex in ("female", "male"))
    return LifeTable(
        age=np.array([int(row["age"]) for row in rows]),
        female_per_year=_per_year(female),
        male_per_year=_per_year(male),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _per_year(chance: NDArray[np.float64]) -> NDArray[np.float64]:
    known = np.where(chance < 1, chance, 0.0)
    rates = -np.log1p(-known)
    return np.where(chance < 1, rates, rates[-2])
