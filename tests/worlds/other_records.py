"""What clinics keep beside visits: functional systems, tests, questionnaires, MRI.

Laid over the records of every generator, so that each claim of the set finds the tables it asks for. Walking,
fatigue and functional systems go with the EDSS on record; whatever moves that moves them. How fast the optic
nerve conducts, a substance in the spinal fluid, weight and lesions have nothing to do with it, in any world.
"""

from __future__ import annotations

import zlib
from dataclasses import replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.claims.basis.records import find_records
from ranvier.simulate.frames import frame_of, supplied_columns
from ranvier.simulate.scores.systems import functional_systems_of
from ranvier.tables.cohort import Cohort
from ranvier.tables.measures import MEASURES_TABLE
from ranvier.tables.model import TABLES
from ranvier.tables.mri import MRI
from ranvier.vocabulary.people import Group
from ranvier.vocabulary.visits import AmbulationCoding, MriRegion

Rng = np.random.Generator
Floats = NDArray[np.float64]

FIRST_DAY, LAST_DAY = -100, 420
"""Tests are done at the visits of the first year; assumed."""

WALKS_UNTIL = 6.5
HOPE_POINTS = 4.0
"""A questionnaire reads so much better to who believes to be treated; assumed."""

SCAN_DAYS = (-20, 182, 365, 730, 1826)
LESIONS_A_YEAR = 0.4
SHOWS_CONTRAST_YEARS = 0.12


def with_other_records(cohort: Cohort, seed: int) -> Cohort:
    """The cohort with the tables that its generator does not keep; what it keeps stays."""
    rng = np.random.default_rng([seed, zlib.crc32(b"other records")])
    visits = cohort.visits
    if visits["fs_pyramidal"].null_count() == visits.height:
        visits = _with_systems(visits, seed)
    seen = _seen(replace(cohort, frames={**cohort.frames, "visits": visits}))
    frames = {
        **cohort.frames,
        "visits": visits,
        "measures": _measures(seen, rng),
        "mri": _mri(cohort, seen, rng),
    }
    supplied = {name: supplied_columns(TABLES[name], frames[name]) for name in ("visits", "measures", "mri")}
    return replace(cohort, frames=frames, supplied={**cohort.supplied, **supplied})


def _with_systems(visits: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Visits with grades that score to the EDSS on record."""
    place = visits["patient_id"].rank("dense").to_numpy().astype(np.int64)
    order = np.argsort(place, kind="stable")
    coding = AmbulationCoding.NEUROSTATUS_16
    scores = visits["edss"].to_numpy().astype(np.float64)[order]
    known = np.where(scores > 9.5, np.nan, scores)
    day = visits["date"].cast(pl.Int32).to_numpy()[order]
    found = functional_systems_of(known, place[order], seed, coding, visit_day=day)
    back = np.argsort(order, kind="stable")
    grades = [
        pl.Series(name, grade[back]).fill_nan(None).cast(visits.schema[name]) for name, grade in found.items()
    ]
    return visits.with_columns(*grades, pl.lit(coding.value).alias("ambulation_coding"))


def _seen(cohort: Cohort) -> pl.DataFrame:
    """Visits with an EDSS, days from time zero, and whether the patient believes to be treated."""
    zeros = find_records(cohort).zeros.drop_nulls("zero_date")
    is_treated = pl.col("group") == Group.TREATED.value
    believes = pl.lit(value=True) if cohort.programme.groups.assessor_blinded else is_treated
    return (
        cohort.visits.select("patient_id", "date", "edss")
        .drop_nulls()
        .join(zeros.select("patient_id", "group", "zero_date"), on="patient_id")
        .with_columns((pl.col("date") - pl.col("zero_date")).dt.total_days().alias("day"))
        .with_columns(believes.alias("believes"), pl.col("patient_id").rank("dense").alias("person"))
        .sort("patient_id", "date")
    )


def _measures(seen: pl.DataFrame, rng: Rng) -> pl.DataFrame:
    """Five instruments at the visits of the first year; who cannot walk has no time for walking."""
    year = seen.filter(pl.col("day").is_between(FIRST_DAY, LAST_DAY))
    n_people = int(seen["person"].max() or 0) + 1
    person = year["person"].to_numpy().astype(np.int64)
    edss = year["edss"].to_numpy().astype(np.float64)
    day = year["day"].to_numpy().astype(np.float64)
    hopes = year["believes"].to_numpy() & (day > 0)

    def lasting(spread: float) -> Floats:
        return rng.normal(0, spread, n_people)[person]

    def passing(spread: float) -> Floats:
        return rng.normal(0, spread, person.size)

    walk = 4.2 * np.exp(0.13 * np.maximum(edss - 1, 0) + lasting(0.12) + passing(0.07))
    fatigue = np.round(24 + 3.5 * edss + lasting(11) + passing(5) - HOPE_POINTS * hopes)
    values = {
        "t25fw": np.where(edss <= WALKS_UNTIL, walk, np.nan),
        "mfis": np.clip(fatigue, 0, 84),
        "vep_latency_ms": 112 + lasting(9) + passing(2.5),
        "csf_factor": np.exp(3 + lasting(0.4) + passing(0.12)),
        "weight_kg": np.maximum(70 + lasting(12) + lasting(2) * day / 365.25 + passing(0.5), 35),
    }
    rows = [_of_instrument(year, name, value) for name, value in values.items()]
    return pl.concat(rows).sort("patient_id", "date", maintain_order=True)


def _of_instrument(year: pl.DataFrame, name: str, value: Floats) -> pl.DataFrame:
    known = ~np.isnan(value)
    return frame_of(
        MEASURES_TABLE,
        {
            "patient_id": year["patient_id"].to_numpy()[known],
            "date": _days(year["date"])[known],
            "instrument": np.full(int(known.sum()), name),
            "value": np.round(value[known], 3),
        },
    )


def _mri(cohort: Cohort, seen: pl.DataFrame, rng: Rng) -> pl.DataFrame:
    """Scans with contrast while patients come; where the generator keeps MRI, one more after half a year."""
    own = cohort.frames.get("mri", MRI_NONE)
    days = SCAN_DAYS if own.is_empty() else (SCAN_DAYS[1],)
    last = seen.group_by("patient_id", "zero_date", maintain_order=True).agg(pl.col("day").max())
    pace = LESIONS_A_YEAR * rng.gamma(1.0, 1.0, last.height)
    scans = [_scans(last, pace, days, place, rng) for place in range(len(days))]
    return pl.concat([own, *scans], how="diagonal_relaxed").sort("patient_id", "date", maintain_order=True)


MRI_NONE = frame_of(MRI, {"patient_id": np.array([], dtype=str), "date": np.array([], dtype=float)})


def _scans(last: pl.DataFrame, pace: Floats, days: tuple[int, ...], place: int, rng: Rng) -> pl.DataFrame:
    """One scan of all who still come: new lesions since the scan before, those of the last weeks active."""
    day, before = days[place], days[place - 1] if place else SCAN_DAYS[0]
    comes = last["day"].to_numpy() >= day
    years = max(day - before, 0) / 365.25
    active = rng.poisson(pace * min(SHOWS_CONTRAST_YEARS, years or SHOWS_CONTRAST_YEARS))
    new = active + rng.poisson(pace * max(years - SHOWS_CONTRAST_YEARS, 0))
    n = int(comes.sum())
    zero = _days(last["zero_date"])[comes]
    is_later = day > SCAN_DAYS[0]
    return frame_of(
        MRI,
        {
            "patient_id": last["patient_id"].to_numpy()[comes],
            "date": zero + day,
            "region": np.full(n, MriRegion.BRAIN.value),
            "t2_lesions": np.full(n, np.nan) if is_later else rng.poisson(12, n).astype(float),
            "new_t2": new[comes].astype(float) if is_later else np.full(n, np.nan),
            "compared_to_date": zero + before if is_later else np.full(n, np.nan),
            "gd_lesions": active[comes].astype(float),
        },
    )


def _days(dates: pl.Series) -> Floats:
    """Days since 1970-01-01."""
    return dates.cast(pl.Int32).to_numpy().astype(np.float64)
