"""Rates of a population by sex and age, and by calendar year where known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.vocabulary.people import Sex

CANCER = "cancer"
"""The event whose rates a programme may name: cancers, all kinds but non-melanoma skin."""

OLDEST = 130
"""Where an age band without an end stops."""

SEXES = (Sex.FEMALE, Sex.MALE)
"""The code of a sex in arrays is its place here."""


@dataclass(frozen=True)
class RateTable:
    """Events per person-year in bands of a population: one entry a band.

    sex: 0 female, 1 male. age_from, age_to: whole years, the band holds ages from the first birthday named to
    the day before the birthday after `age_to` (45 to 49 ends the day before the 50th). year_from, year_to:
    calendar years, both included; 0 where rates are not by year. rate_per_year. cases: those the rate was
    made from, NaN where only the rate is known. source: the file or publication. sha256: of the file.
    """

    sex: NDArray[np.int64]
    age_from: NDArray[np.int64]
    age_to: NDArray[np.int64]
    year_from: NDArray[np.int64]
    year_to: NDArray[np.int64]
    rate_per_year: NDArray[np.float64]
    cases: NDArray[np.float64]
    source: str
    sha256: str = ""

    @property
    def by_year(self) -> bool:
        """Whether rates differ by calendar year."""
        return bool((self.year_to > 0).any())

    def __len__(self) -> int:
        return len(self.sex)
