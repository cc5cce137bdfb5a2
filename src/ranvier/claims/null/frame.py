"""What is kept of a programme when it is re-created without effect: who came how, and who was seen when."""

from __future__ import annotations

from dataclasses import dataclass, fields
from hashlib import sha256

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.claims.basis.records import Records
from ranvier.course.days import days_between
from ranvier.course.outcome_visits import find_outcome_visits
from ranvier.tables.arrays import edss_ticks, owned, patient_offsets
from ranvier.vocabulary.edss import EDSS_HIGHEST
from ranvier.vocabulary.people import Group
from ranvier.vocabulary.phenotypes import Phenotype
from ranvier.vocabulary.products import TreatmentKind

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Whole = NDArray[np.int32]

FAR_DAYS = 100_000.0
"""Stands for a relapse or steroid that is not known of."""

STAY_DAYS = 14
"""Steroids so long before day 0 belong to the same stay (course rule C3)."""

_STEROID_WORDS = "dexameth|prednis|steroid|cortis|cortic"


@dataclass(frozen=True)
class NullFrame:
    """The treated with a baseline, one number each, and their visits after day 0.

    patient_ids: sorted. baseline_ticks, baseline_day: of the baseline visit. since_relapse: days at baseline;
    FAR_DAYS without one. relapses_recorded: whether the programme keeps a table of relapses. steroid_day:
    FAR_DAYS without steroids in the stay. onset_day: onset of MS, NaN where not recorded. progressive,
    primary: phenotype. offset: visits[offset[p]:offset[p + 1]] are those of patient p. day: of the visits.
    unblinded: the rater of the visit is not known to be blinded. entry_edss_at_least: entry rule, or None.
    """

    patient_ids: pl.Series
    baseline_ticks: Whole
    baseline_day: Floats
    since_relapse: Floats
    relapses_recorded: bool
    steroid_day: Floats
    onset_day: Floats
    progressive: Flags
    primary: Flags
    offset: NDArray[np.int64]
    day: Whole
    unblinded: Flags
    entry_edss_at_least: float | None

    @property
    def n_patients(self) -> int:
        """How many are re-created."""
        return len(self.baseline_ticks)

    @property
    def n_visits(self) -> int:
        """How many visits after day 0 they have together."""
        return len(self.day)

    @property
    def patient_of_visit(self) -> NDArray[np.int64]:
        """The number of the patient of each visit."""
        return np.repeat(np.arange(self.n_patients), np.diff(self.offset))

    @property
    def last_day(self) -> Floats:
        """Day of the last visit of each patient; 0 without one."""
        last = np.zeros(self.n_patients)
        has_visits = np.diff(self.offset) > 0
        last[has_visits] = self.day[self.offset[1:][has_visits] - 1]
        return last

    @property
    def digest(self) -> str:
        """SHA-256 over everything that is kept: two frames have the same only if all of it is the same."""
        text = sha256()
        for each in fields(self):
            value = getattr(self, each.name)
            text.update(each.name.encode())
            if isinstance(value, np.ndarray):
                text.update(f"{value.dtype.str}{value.shape}".encode() + value.tobytes())
            else:
                text.update(repr(value.to_list() if isinstance(value, pl.Series) else value).encode())
        return text.hexdigest()


def read_null_frame(records: Records) -> NullFrame | None:
    """What is kept of a programme; None where no treated patient has a baseline and a later EDSS.

    Patients with a baseline of 10 are left out.
    """
    alive = pl.col("baseline_edss") < EDSS_HIGHEST  # 10 is death: such a baseline cannot be one
    people = records.members(Group.TREATED).filter(alive).sort("patient_id")
    visits = find_outcome_visits(records.cohort, people)
    if people.is_empty() or visits.is_empty():
        return None
    people = people.join(_about_patients(records, people), on="patient_id", how="left", maintain_order="left")
    return NullFrame(
        patient_ids=people["patient_id"],
        baseline_ticks=edss_ticks(people["baseline_edss"]),
        baseline_day=_numbers(people["baseline_day"]),
        since_relapse=_numbers(people["days_since_relapse"].fill_null(int(FAR_DAYS))),
        relapses_recorded=records.cohort.has("relapses"),
        steroid_day=_numbers(people["steroid_day"].fill_null(int(FAR_DAYS))),
        onset_day=_numbers(people["onset_day"]),
        progressive=_is_one_of(people["phenotype"], (Phenotype.SPMS, Phenotype.PPMS)),
        primary=_is_one_of(people["phenotype"], (Phenotype.PPMS,)),
        offset=patient_offsets(visits["patient_id"], people["patient_id"]),
        day=owned(visits["day"], np.int32),
        unblinded=_unblinded(records, visits),
        entry_edss_at_least=records.cohort.programme.entry_edss_at_least,
    )


def _numbers(values: pl.Series) -> Floats:
    return owned(values.cast(pl.Float64), np.float64)


def _is_one_of(values: pl.Series, phenotypes: tuple[Phenotype, ...]) -> Flags:
    """Whether the phenotype is one of *phenotypes*; not where it is not recorded."""
    found = values.is_in([phenotype.value for phenotype in phenotypes]).fill_null(value=False)
    return owned(found, np.bool_)


def _about_patients(records: Records, people: pl.DataFrame) -> pl.DataFrame:
    """Phenotype, onset of MS and steroids of the stay: one row a patient."""
    known = records.cohort.patients.select("patient_id", "phenotype", "onset_date")
    zeros = people.select("patient_id", "zero_date")
    return (
        zeros.join(known, on="patient_id", how="left")
        .with_columns(days_between("onset_date", "zero_date").alias("onset_day"))
        .join(_steroid_days(records, zeros), on="patient_id", how="left")
        .select("patient_id", "phenotype", "onset_day", "steroid_day")
    )


def _steroid_days(records: Records, zeros: pl.DataFrame) -> pl.DataFrame:
    """Day of the last steroid of the stay; where the records cannot say, day 0 for everybody."""
    cohort = records.cohort
    if cohort.missing("treatments") and cohort.missing("administrations.concomitant"):
        return zeros.select("patient_id", pl.lit(0, pl.Int32).alias("steroid_day"))
    courses = cohort.treatments.filter(pl.col("kind") == TreatmentKind.STEROID.value)
    given_with = cohort.administrations.filter(
        pl.col("concomitant").str.to_lowercase().str.contains(_STEROID_WORDS)
    )
    dates = pl.concat(
        [
            courses.select("patient_id", pl.col("start_date").alias("date")),
            given_with.select("patient_id", "date"),
        ]
    ).drop_nulls()
    return (
        dates.join(zeros, on="patient_id")
        .with_columns(days_between("date", "zero_date").alias("steroid_day"))
        .filter(pl.col("steroid_day").is_between(-STAY_DAYS, 0))
        .group_by("patient_id")
        .agg(pl.col("steroid_day").max())
    )


def _unblinded(records: Records, visits: pl.DataFrame) -> Flags:
    """Visits whose rater is not known to be blinded; a visit's own entry goes before the programme's word."""
    otherwise = records.cohort.programme.groups.assessor_blinded is True
    visit = ["patient_id", "date"]
    entries = records.cohort.visits.select(*visit, "rater_blinded").unique(
        visit, keep="first", maintain_order=True
    )
    blinded = visits.join(entries, on=visit, how="left", maintain_order="left")["rater_blinded"]
    return ~owned(blinded.fill_null(otherwise), np.bool_)
