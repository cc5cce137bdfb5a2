from ranvier.course.neda import count_neda, find_neda
from ranvier.course.time_zero import find_time_zero
from ranvier.definitions.confirmed_change import Occurrence
from ranvier.definitions.neda import Neda
from ranvier.definitions.worsening import ConfirmedWorsening
from tests.small_cohorts import cohort_of, dose_of, on, relapses_of, visits_of

DEFAULT = Neda()
QUIET = {0: 2.0, 180: 2.0, 365: 2.0}


def mri(patient_id, day, **read):
    return {"patient_id": patient_id, "date": on(day), "region": "brain", "new_t2": 0, **read}


def neda_of(definition=DEFAULT, **tables):
    cohort = cohort_of(administrations=[dose_of(name) for name in "abc"], **tables)
    return find_neda(cohort, find_time_zero(cohort), definition)


def test_every_column():
    found = neda_of(visits=visits_of("a", QUIET), relapses=[], mri=[mri("a", 0), mri("a", 365)])
    assert found.row(0, named=True) == {
        "patient_id": "a",
        "window": 1,
        "start_date": on(0),
        "end_date": on(365),
        "is_complete": True,
        "no_relapse": True,
        "no_worsening": True,
        "no_mri_activity": True,
        "no_brain_loss": None,
        "brain_change_percent_per_year": None,
        "neda3": True,
        "neda4": None,
        "activity": None,
    }


def test_a_table_that_was_not_supplied_is_not_a_table_without_rows():
    found = neda_of(visits=visits_of("a", QUIET), mri=[mri("a", 365)])
    assert found.select("no_relapse", "neda3").row(0) == (None, None)


def test_a_spinal_mri_can_show_activity_but_not_its_absence():
    visits = visits_of("a", QUIET)
    quiet = neda_of(visits=visits, relapses=[], mri=[mri("a", 365, region="cervical")])
    active = neda_of(visits=visits, relapses=[], mri=[mri("a", 365, region="cervical", new_t2=1)])
    assert [found["no_mri_activity"][0] for found in (quiet, active)] == [None, False]


def test_an_mri_of_the_place_of_an_injection_says_nothing():
    found = neda_of(visits=visits_of("a", QUIET), mri=[mri("a", 300, region="injection_site", new_t2=3)])
    assert found["no_mri_activity"][0] is None


def test_new_lesions_of_unknown_age_are_not_undone_by_a_later_quiet_mri():
    mris = [mri("a", -200), mri("a", 100, new_t2=1), mri("a", 300)]
    found = neda_of(visits=visits_of("a", QUIET), relapses=[], mri=mris)
    assert found["no_mri_activity"][0] is None


def test_a_confirmed_worsening_is_not_an_open_one_in_later_windows():
    from_baseline = ConfirmedWorsening(occurrence=Occurrence.EVERY)
    found = neda_of(
        Neda(n_windows=2, assessed_within_days=365, worsening=from_baseline),
        patients=[{"patient_id": "a", "last_contact_date": on(800)}],
        visits=visits_of("a", {0: 2.0, 180: 3.0, 365: 3.0, 450: 3.0}),
        relapses=[],
    )
    assert found["no_worsening"].to_list()[:2] == [False, True]


def test_changes_of_brain_volume_add_up_over_their_years():
    # by hand: -0.1% in 183 days and -0.4% in 182 days are -0.5% in 365 days
    mris = [
        mri("a", 0),
        mri("a", 183, brain_volume_change_percent=-0.1),
        mri("a", 365, brain_volume_change_percent=-0.4),
    ]
    row = neda_of(visits=visits_of("a", QUIET), relapses=[], mri=mris).row(0, named=True)
    assert abs(row["brain_change_percent_per_year"] + 0.5 * 365.25 / 365) < 1e-12
    assert (row["no_brain_loss"], row["neda3"], row["neda4"], row["activity"]) == (
        *(False, True, False),
        "brain volume",
    )


def test_how_many_are_free_of_activity():
    found = neda_of(
        visits=[*visits_of("a", QUIET), *visits_of("b", QUIET), *visits_of("c", {0: 2.0})],
        relapses=relapses_of("b", 100),
        mri=[mri("a", 365)],
    )
    assert count_neda(found).rows(named=True) == [
        {"window": 1, "n_yes": 1, "n_no": 1, "n_not_assessable": 1, "percent_of_assessable": 50.0}
    ]
    assert count_neda(found, "neda4").row(0) == (1, 0, 1, 2, 0.0)


def test_patients_without_a_day_zero_have_no_window():
    cohort = cohort_of(visits=visits_of("a", QUIET), treated_from=None)
    assert find_neda(cohort, find_time_zero(cohort)).height == 0
