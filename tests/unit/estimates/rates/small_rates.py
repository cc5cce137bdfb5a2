"""A small made-up file of rates, and its table: numbers by hand, no registry's."""

import numpy as np

from ranvier.tables.rate_table import OLDEST, RateTable

FILE = """sex,age_from,age_to,cases,person_years
female,0,39,120,400000
female,40,59,600,200000
female,60,,1800,180000
male,0,39,110,410000
male,40,59,500,205000
male,60,,2100,150000
"""


def rate_table(*, years=((0, 0),), cases=None) -> RateTable:
    """The table of FILE; with *years* the rate doubles from one span of years to the next."""
    ages = [(0, 39), (40, 59), (60, OLDEST)]
    rates = [[120 / 4e5, 600 / 2e5, 1800 / 1.8e5], [110 / 4.1e5, 500 / 2.05e5, 2100 / 1.5e5]]
    rows = [
        (sex, *age, *span, rates[sex][band] * 2**later)
        for sex in (0, 1)
        for band, age in enumerate(ages)
        for later, span in enumerate(years)
    ]
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    known = np.full(len(rows), np.nan) if cases is None else np.full(len(rows), float(cases))
    return RateTable(*columns, known, "made up")
