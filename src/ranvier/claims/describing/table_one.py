"""Who the patients are: table 1, with everything that is missing shown and nothing filled in."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from ranvier.claims.basis.records import Records
from ranvier.claims.basis.table_one_cells import Cell, columns_of, median_cell, not_recorded, share_cell
from ranvier.claims.basis.table_one_treatment import TREATMENT_LINES
from ranvier.claims.judging.verdict import TableOneRow
from ranvier.course.days import days_between
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.people import Group, Sex
from ranvier.vocabulary.phenotypes import Phenotype
from ranvier.vocabulary.time import DAYS_PER_YEAR

PROGRESSIVE = [phenotype.value for phenotype in Phenotype if phenotype.is_progressive]
DAYS_BEFORE = 365
"""The twelve months before time zero in which relapses are counted."""

RELAPSE_WINDOWS_DAYS = ((0, 30), (31, 90), (91, 180))
"""Days from the last relapse to the baseline (verdict rule 2)."""


def describe_patients(records: Records) -> tuple[TableOneRow, ...]:
    """The lines of table 1, for the treated and, where there are any, the comparators.

    A line is the median [interquartile range] or n (%) of those in whom it is known; the others are counted
    as missing. `counts` of a line holds every count of patients behind its text, for disclosure.
    """
    treated, comparator = records.members(Group.TREATED), records.members(Group.COMPARATOR)
    rows = []
    for label, find_cell in LINES:
        here = find_cell(records.cohort, treated)
        there = find_cell(records.cohort, comparator) if comparator.height else Cell("", 0)
        rows.append(
            TableOneRow(label, here.text, here.missing, there.text, there.missing, here.counts + there.counts)
        )
    return tuple(rows)


def _women(cohort: Cohort, members: pl.DataFrame) -> Cell:
    sex = columns_of(cohort, members, "sex")["sex"]
    return share_cell(sex == Sex.FEMALE.value)


def _age_years(cohort: Cohort, members: pl.DataFrame) -> Cell:
    people = columns_of(cohort, members, "birth_year")
    return median_cell(people.select(pl.col("zero_date").dt.year() - pl.col("birth_year")).to_series())


def _years_since_onset(cohort: Cohort, members: pl.DataFrame) -> Cell:
    people = columns_of(cohort, members, "onset_date")
    return median_cell(people.select(days_between("zero_date", "onset_date") / DAYS_PER_YEAR).to_series())


def _phenotype(cohort: Cohort, members: pl.DataFrame) -> Cell:
    known = columns_of(cohort, members, "phenotype")["phenotype"].drop_nulls()
    if known.is_empty():
        return not_recorded(members)
    progressive = int(known.is_in(PROGRESSIVE).sum())
    relapsing = known.len() - progressive
    missing = members.height - known.len()
    return Cell(f"{relapsing:,} / {progressive:,}", missing, (relapsing, progressive))


def _baseline_edss(_cohort: Cohort, members: pl.DataFrame) -> Cell:
    return median_cell(members["baseline_edss"], decimals=1)


def _relapses_before(cohort: Cohort, members: pl.DataFrame) -> Cell:
    if not cohort.has("relapses"):
        return not_recorded(members)
    dated = members.filter(pl.col("zero_date").is_not_null()).select("patient_id", "zero_date")
    before = (
        cohort.relapses.join(dated, on="patient_id")
        .filter(days_between("zero_date", "onset_date").is_between(1, DAYS_BEFORE))
        .group_by("patient_id")
        .agg(pl.len().alias("n_relapses"))
    )
    counted = dated.join(before, on="patient_id", how="left")["n_relapses"].fill_null(0)
    cell = median_cell(counted)
    return Cell(cell.text, members.height - dated.height, cell.counts)


def _relapse_window(first_day: int, last_day: int) -> Callable[[Cohort, pl.DataFrame], Cell]:
    def cell(cohort: Cohort, members: pl.DataFrame) -> Cell:
        if not cohort.has("relapses"):
            return not_recorded(members)
        inside = pl.col("days_since_relapse").is_between(first_day, last_day).fill_null(value=False)
        return _of_baselines(members, inside)

    return cell


def _no_relapse(cohort: Cohort, members: pl.DataFrame) -> Cell:
    if not cohort.has("relapses"):
        return not_recorded(members)
    last_day = RELAPSE_WINDOWS_DAYS[-1][1]
    return _of_baselines(members, (pl.col("days_since_relapse") > last_day).fill_null(value=True))


def _of_baselines(members: pl.DataFrame, wanted: pl.Expr) -> Cell:
    """The share of those with a baseline; the others are missing."""
    has_baseline = pl.col("baseline_edss").is_not_null()
    return share_cell(members.select(pl.when(has_baseline).then(wanted)).to_series(), shows_total=True)


LINES: tuple[tuple[str, Callable[[Cohort, pl.DataFrame], Cell]], ...] = (
    ("Women", _women),
    ("Age at time zero, years", _age_years),
    ("Years since onset", _years_since_onset),
    ("Relapsing / progressive", _phenotype),
    ("EDSS at baseline", _baseline_edss),
    ("Relapses in the 12 months before", _relapses_before),
    *(
        (f"Relapse {first}–{last} days before baseline", _relapse_window(first, last))
        for first, last in RELAPSE_WINDOWS_DAYS
    ),
    ("No relapse in 180 days before baseline", _no_relapse),
    *TREATMENT_LINES,
)
"""Every line with what fills it, in the order of the table."""
