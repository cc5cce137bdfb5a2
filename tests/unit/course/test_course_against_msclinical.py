"""Relapses that count, treatment epochs and NEDA beside msclinical 0.1.0."""

import json
from pathlib import Path

import pytest

from ranvier.course.epochs import find_epochs
from ranvier.course.neda import find_neda
from ranvier.course.relapse_hygiene import find_relapses
from ranvier.course.relapse_rate import count_by_group, count_relapses
from ranvier.course.time_zero import find_time_zero
from ranvier.definitions.confirmed_change import Occurrence, Reference
from ranvier.definitions.neda import Neda
from ranvier.definitions.windows import RelapseDistance
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.vocabulary.steps import EDSS_STEPS_TO_5_5
from tests.small_cohorts import DAY_ZERO, cohort_of, on

ORACLE = json.loads(
    (Path(__file__).parents[2] / "oracles" / "msclinical_course.json").read_text(encoding="utf-8")
)
PATIENTS = {f"{number:03}": patient for number, patient in enumerate(ORACLE["patients"])}

AS_MSCLINICAL = Neda(
    assessed_within_days=365,  # it takes any EDSS and any MRI of the window
    worsening=ConfirmedWorsening(
        steps=EDSS_STEPS_TO_5_5,
        reference=Reference.ROVING,
        occurrence=Occurrence.EVERY,
        confirm_after_days=84,
        relapse_to_confirmation=RelapseDistance(),
    ),
)


def rows_of(key, make):
    return [{"patient_id": who, **make(*row)} for who, patient in PATIENTS.items() for row in patient[key]]


def end_of(day, lasts):
    return None if lasts is None else on(day + lasts)


@pytest.fixture(scope="module")
def cohort():
    return cohort_of(
        treated_from="patients.enrolled_date",
        patients=[{"patient_id": who, "enrolled_date": on(0)} for who in PATIENTS],
        visits=rows_of("visits", lambda day, edss: {"date": on(day), "edss": edss}),
        relapses=rows_of(
            "relapses", lambda day, lasts: {"onset_date": on(day), "end_date": end_of(day, lasts)}
        ),
        treatments=rows_of(
            "courses",
            lambda drug, start, stop: {
                "substance": drug,
                "kind": "dmt",
                "start_date": on(start),
                "end_date": None if stop is None else on(stop),
            },
        ),
        mri=rows_of(
            "mris",
            lambda day, new_t2, gd, change: {
                "date": on(day),
                "region": "brain",
                "new_t2": new_t2,
                "gd_lesions": gd,
                "brain_volume_change_percent": change,
            },
        ),
    )


def days_since_zero(date):
    return (date - DAY_ZERO).days


def test_the_same_relapses_count(cohort):
    found = {who: [] for who in PATIENTS}
    for row in find_relapses(cohort).filter("counts").iter_rows(named=True):
        found[row["patient_id"]].append(days_since_zero(row["onset_date"]))
    assert found == {who: patient["counting"] for who, patient in PATIENTS.items()}


def test_the_same_epochs(cohort):
    found = {who: [] for who in PATIENTS}
    for row in find_epochs(cohort).iter_rows(named=True):
        stretch = [days_since_zero(row["start_date"]), days_since_zero(row["end_date"])]
        found[row["patient_id"]].append([row["substance"] or "none", *stretch])
    assert found == {who: patient["epochs"] for who, patient in PATIENTS.items()}


def test_the_same_relapses_and_years_of_each_drug(cohort):
    counts = count_relapses(cohort, find_epochs(cohort))
    found = count_by_group(counts, ["substance"]).iter_rows(named=True)
    ours = {row["substance"] or "none": (round(row["person_years"], 2), row["n_events"]) for row in found}
    assert ours == {drug: (years, relapses) for drug, years, relapses in ORACLE["by_drug"]}


def test_the_same_neda_in_complete_windows(cohort):
    found = find_neda(cohort, find_time_zero(cohort), AS_MSCLINICAL).rows_by_key("patient_id", named=True)
    n_complete = 0
    for who, patient in PATIENTS.items():
        complete, n_relapses, n_worsenings, no_mri, rate, neda3, neda4 = patient["neda"]
        (ours,) = found[who]
        assert ours["is_complete"] == complete
        assert (ours["no_relapse"] is False) == (n_relapses > 0)
        assert (ours["no_worsening"] is False) == (n_worsenings > 0)
        assert ours["brain_change_percent_per_year"] == pytest.approx(rate)
        if complete:
            assert (ours["no_mri_activity"], ours["neda3"], ours["neda4"]) == (no_mri, neda3, neda4), who
            n_complete += 1
        else:  # there the other tool reads what there is as a whole year; a no stays a no
            assert (ours["neda3"], ours["neda4"]) == tuple(
                False if no is False else None for no in (neda3, neda4)
            )
    assert n_complete > 90
