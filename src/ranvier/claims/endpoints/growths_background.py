"""How many cancers were to be expected in the time asked, and from whose rates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from ranvier.estimates.inputs import InputError
from ranvier.estimates.rates.birthdays import mid_year
from ranvier.estimates.rates.expected_events import ExpectedEvents, estimate_expected
from ranvier.literature.library import read_literature
from ranvier.tables.cohort import Cohort
from ranvier.tables.rate_table import CANCER, SEXES, RateTable
from ranvier.vocabulary.time import DAYS_PER_YEAR

BACKGROUND = "cancer_rate_MS_per_1000PY"
"""Key of the benchmark that gives the background rate: crude, not by age and sex."""

CRUDE = "expected from crude published rates of cancer in people with MS, not by age and sex"
NO_AGES = "no patient asked has both sex and year of birth, so the rates of {source} could not be used"
NOT_ALL_AGES = "{source} has no rate for some ages or a sex of these patients and was not used"


@dataclass(frozen=True)
class Background:
    """Lowest and highest number to be expected in *spans*; told: whose rates, in words.

    spans: the time asked of the patients that the rates apply to.
    """

    lowest: float
    highest: float
    spans: pl.DataFrame
    told: str


def find_background(cohort: Cohort, spans: pl.DataFrame) -> Background:
    """The number of cancers to be expected: by age and sex where the programme names a file of rates.

    Else, or where its patients lack sex or year of birth throughout, from crude published rates. A patient
    without sex or year of birth does not count towards a number by age and sex. Who was born in a year is
    taken to be born on 1 July of it.
    """
    rates = cohort.rates.get(CANCER)
    if rates is None or spans.is_empty():
        return _crude(spans, "")
    placed = _placed(cohort, spans)
    if placed.is_empty():
        return _crude(spans, NO_AGES.format(source=rates.source))
    try:
        expected = _expected(placed, rates)
    except InputError:  # the one refusal left: ages without a rate
        return _crude(spans, NOT_ALL_AGES.format(source=rates.source))
    n_left = spans["patient_id"].n_unique() - expected.n_patients
    return Background(
        expected.number, expected.number, placed.select(spans.columns), _told(expected, rates, n_left)
    )


def _placed(cohort: Cohort, spans: pl.DataFrame) -> pl.DataFrame:
    """The stretches of patients whose sex and year of birth are recorded."""
    known = cohort.patients.select("patient_id", "sex", "birth_year").drop_nulls()
    return spans.join(known, on="patient_id")


def _expected(placed: pl.DataFrame, rates: RateTable) -> ExpectedEvents:
    begins, ends = (
        placed[name].to_physical().to_numpy().astype(np.int64) for name in ("counts_from", "ends")
    )
    # The middle of the year of birth lies after the first days of a patient asked in that year.
    born = np.minimum(mid_year(placed["birth_year"].to_numpy().astype(np.int64)), begins)
    codes = {sex.value: code for code, sex in enumerate(SEXES)}
    sex = placed["sex"].replace_strict(codes, return_dtype=pl.Int64).to_numpy()
    return estimate_expected(sex, born, begins, ends, rates, n_patients=placed["patient_id"].n_unique())


def _told(expected: ExpectedEvents, rates: RateTable, n_left: int) -> str:
    told = f"expected from rates by age and sex in {rates.source} (SHA-256 {rates.sha256[:8]})"
    if expected.rests_on:
        told += f"; {expected.rests_on}"
    return f"{told}; patients without sex or year of birth left out" if n_left else told


def _crude(spans: pl.DataFrame, why: str) -> Background:
    benchmark = read_literature().benchmark(BACKGROUND)
    assert benchmark.low is not None
    assert benchmark.high is not None
    days = int(spans.select((pl.col("ends") - pl.col("counts_from")).dt.total_days().sum()).item() or 0)
    low, high = (rate * days / DAYS_PER_YEAR / 1000 for rate in (benchmark.low, benchmark.high))
    return Background(low, high, spans, f"{why}; {CRUDE}" if why else CRUDE)
