"""Deaths to be expected from the life table of the United States, 2023, that ships with ranvier."""

from __future__ import annotations

from functools import cache

import numpy as np

from ranvier.tables.life_table import read_life_table
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
    table = read_life_table()
    both = np.tile(table.age, 2)
    return RateTable(
        sex=np.repeat([0, 1], len(table.age)),
        age_from=both,
        age_to=np.where(both == table.age.max(), OLDEST, both),
        year_from=np.zeros(len(both), np.int64),
        year_to=np.zeros(len(both), np.int64),
        rate_per_year=np.concatenate([table.female_per_year, table.male_per_year]),
        cases=np.full(len(both), np.inf),
        source=SOURCE,
        sha256=table.sha256,
    )
