"""How often relapses come, early and late, before and in secondary progression."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.course.relapse_rate import count_relapses
from ranvier.estimates.rates.rate_model import estimate_rate_ratios
from ranvier.estimates.targets.counted import Figures, percent, relapses_per_year, spans_of
from ranvier.simulate.natural_history.courses import Courses
from ranvier.simulate.targets.records import years
from ranvier.simulate.targets.studies import SimulatedStudies
from ranvier.tables.cohort import Cohort

Floats = NDArray[np.float64]

_FIRST_YEARS = 2
_FOLLOWED_YEARS = 20.6  # S220
_FALL_YEARS = (5, 30)  # S220


def find_relapses_figures(studies: SimulatedStudies) -> Figures:
    """Relapse rates of untreated patients with a relapsing onset."""
    courses, record = studies.relapsing, studies.untreated_record
    n = len(courses.patients.number)
    end = np.minimum(courses.death_day, courses.until_day).astype(np.float64)
    converted = np.minimum(courses.secondary_day, end)
    from_day, second, followed = np.zeros(n), float(years(_FIRST_YEARS)), float(years(_FOLLOWED_YEARS))
    early = count_relapses(record, spans_of(courses, from_day, np.full(n, second)))
    n_early = early["n_relapses"].to_numpy() + 1  # the attack at onset is one of them
    late = np.minimum(converted, float(years(30)))
    return {
        "relapses_first_two_years": float(n_early.mean() / _FIRST_YEARS),
        "early_frequent": percent(n_early >= 3),
        "relapses_before_progression": relapses_per_year(record, spans_of(courses, from_day + second, late)),
        "relapses_whole_course": relapses_per_year(
            record, spans_of(courses, from_day, np.minimum(end, followed))
        ),
        "relapse_fall": _fall(courses, record, end),
        "relapse_free_five_years": _five_free_years(courses, np.minimum(converted, followed)),
        "relapses_secondary": relapses_per_year(
            record, spans_of(courses, converted, np.minimum(end, converted + years(10)))
        ),
    }


def _fall(courses: Courses, record: Cohort, end: Floats) -> float:
    """Percent by which the rate falls for every five years, over stretches of five years each."""
    first, last = _FALL_YEARS
    stretches = [
        count_relapses(
            record,
            spans_of(courses, np.full(len(end), float(years(year))), np.minimum(end, float(years(year + 5)))),
        ).with_columns(pl.lit(float(year)).alias("year"))
        for year in range(first, last, 5)
    ]
    totals = pl.concat(stretches).with_row_index("row").with_columns(pl.col("row") % 50)
    pooled = (
        totals.group_by("year", "row").agg(pl.col("n_relapses", "person_years").sum()).sort("year", "row")
    )
    model = estimate_rate_ratios(
        pooled["n_relapses"].to_numpy(), pooled["person_years"].to_numpy(), {"five_years": pooled["year"] / 5}
    )
    return 100 * (1 - model.ratio("five_years").estimate)


def _five_free_years(courses: Courses, until: Floats) -> float:
    """Percent with five years in a row without a relapse, of those who are relapsing-remitting so long."""
    five = years(5)
    row = np.repeat(np.arange(len(until)), np.diff(courses.relapse_offset))
    inside = courses.relapse_day <= until[row]
    patients = np.arange(len(until))
    rows = np.concatenate([patients, row[inside], patients])
    days = np.concatenate([np.zeros(len(until)), courses.relapse_day[inside], until])
    order = np.lexsort((days, rows))
    gap = np.diff(days[order])
    is_one_patient = np.diff(rows[order]) == 0
    longest = np.zeros(len(until))
    np.maximum.at(longest, rows[order][1:][is_one_patient], gap[is_one_patient])
    return percent(longest[until >= five] >= five)
