"""Deaths to be expected from the life table of the United States, 2023, that ships with ranvier."""

from __future__ import annotations

import csv
import hashlib
from functools import cache
from importlib.resources import files

import numpy as np

from ranvier.tables.rate_table import OLDEST, RateTable

SOURCE = "United States life tables, 2023. Natl Vital Stat Rep 2025;74(6), doi 10.15620/cdc/174591"


@cache
def us_life_table() -> RateTable:
    """Deaths per person-year in the United States in 2023, by sex and year of age, 0 to 100.

    The rate of a year of age is -log(1 - q), where q is the table's chance to die in it: constant within the
    year. The last row, where q is 1, holds all ages from 100 on at the rate of 99. The yearly chances rest
    on all deaths of the country, so that they count as known: cases are infinite.
    Source: S132, a work of the federal government, free of copyright (17 U.S.C. 105).
    """
    content = (files("ranvier.estimates.rates") / "data" / "us_life_table_2023.csv").read_bytes()
    rows = list(csv.DictReader(content.decode("utf-8").splitlines()))
    ages = np.array([int(row["age"]) for row in rows])
    chances = [np.array([float(row[f"{sex}_qx"]) for row in rows]) for sex in ("female", "male")]
    rates = [_per_year(chance) for chance in chances]
    both = np.tile(ages, 2)
    return RateTable(
        sex=np.repeat([0, 1], len(ages)),
        age_from=both,
        age_to=np.where(both == ages.max(), OLDEST, both),
        year_from=np.zeros(len(both), np.int64),
        year_to=np.zeros(len(both), np.int64),
        rate_per_year=np.concatenate(rates),
        cases=np.full(len(both), np.inf),
        source=SOURCE,
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _per_year(
    chance: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    known = np.where(chance < 1, chance, 0.0)
    rates = -np.log1p(-known)
    return np.where(chance < 1, rates, rates[-2])
