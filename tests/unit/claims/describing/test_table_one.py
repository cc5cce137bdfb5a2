from ranvier.claims.basis.records import find_records
from ranvier.claims.describing.table_one import describe_patients
from tests.small_cohorts import cohort_of, dose_of, on, relapses_of, visits_of
from tests.unit.claims.gates.ask import clinic, compared


def rows(cohort):
    return {row.label: row for row in describe_patients(find_records(cohort))}


def person(name, sex, birth_year, onset_day, phenotype):
    return {
        "patient_id": name,
        "sex": sex,
        "birth_year": birth_year,
        "onset_date": on(onset_day),
        "phenotype": phenotype,
    }


def five():
    """Five patients, by hand; e has no baseline score."""
    people = [
        person("a", "female", 1975, -1461, "rrms"),
        person("b", "female", 1985, -2922, "spms"),
        person("c", "male", 1980, -4383, "cis"),
        {"patient_id": "d"},
        person("e", "male", 1990, -5844, "ppms"),
    ]
    scores = {
        "a": {-10: 3.0, 100: 3.0},
        "b": {-10: 4.0, 100: 4.0},
        "c": {-10: 5.0},
        "d": {-10: 6.5},
        "e": {50: 2.0},
    }
    visits = [
        {**row, "rater_blinded": {"a": True, "b": False}.get(name)}
        for name, course in scores.items()
        for row in visits_of(name, course)
    ]
    treatments = [
        {"patient_id": "a", "substance": "one", "kind": "dmt", "start_date": on(-900), "end_date": None},
        {"patient_id": "b", "substance": "two", "kind": "dmt", "start_date": on(-900), "end_date": on(-91)},
        {"patient_id": "c", "substance": "three", "kind": "dmt", "start_date": on(91), "end_date": None},
        {"patient_id": "d", "substance": "four", "kind": "steroid", "start_date": on(30), "end_date": None},
        {"patient_id": "e", "substance": "four", "kind": "steroid", "start_date": on(31), "end_date": None},
    ]
    return cohort_of(
        patients=people,
        visits=visits,
        relapses=relapses_of("a", -40, -300, -500) + relapses_of("b", -101) + relapses_of("c", -10, -191),
        treatments=treatments,
        administrations=[
            {**dose_of(name), "deviation": "lot not released" if name == "a" else "none"} for name in "abcde"
        ]
        + [{**dose_of("a", 60), "deviation": None}],
        mri=[
            {"patient_id": "a", "date": on(-400), "gd_lesions": 2},
            {"patient_id": "a", "date": on(-20), "gd_lesions": 0},
            {"patient_id": "b", "date": on(-20), "gd_lesions": 1},
            {"patient_id": "b", "date": on(20), "gd_lesions": 0},
            {"patient_id": "c", "date": on(-20), "gd_lesions": None},
        ],
    )


def test_every_line_by_hand():
    table = {label: (row.treated, row.treated_missing) for label, row in rows(five()).items()}
    assert table == {
        "Women": ("2 of 4 (50%)", 1),
        "Age at time zero, years": ("32 [29–36]", 1),  # 40, 30, 35, 25 in 2015: quartiles 28.75, 32.5, 36.25
        "Years since onset": ("10 [7–13]", 1),  # 4, 8, 12, 16
        "Relapsing / progressive": ("2 / 2", 1),
        "EDSS at baseline": ("4.5 [3.8–5.4]", 1),  # 3.0, 4.0, 5.0, 6.5: quartiles 3.75, 4.5, 5.375
        "Relapses in the 12 months before": ("1 [0–2]", 0),  # 2, 1, 2, 0, 0
        "Relapse 0–30 days before baseline": ("2 of 4 (50%)", 1),  # a 30 days, c on the day itself
        "Relapse 31–90 days before baseline": ("0 of 4 (0%)", 1),
        "Relapse 91–180 days before baseline": ("1 of 4 (25%)", 1),  # b 91 days
        "No relapse in 180 days before baseline": ("1 of 4 (25%)", 1),
        "Drug for MS within ±90 days": ("1 (20%)", 0),
        "Steroids within 30 days": ("1 (20%)", 0),
        "Contrast-taking lesion on last MRI": ("1 of 2 (50%)", 3),
        "Two doses or more": ("1 (20%)", 0),
        "Dose with a deviation": ("1 patient, 1 dose", 0),
        "Rater blinded to treatment": ("1 of 2 (50%)", 3),
    }


def test_counts_hold_what_the_text_shows_and_the_rest():
    table = rows(five())
    assert table["Women"].counts == (2, 2)
    assert table["Relapsing / progressive"].counts == (2, 2)
    assert table["EDSS at baseline"].counts == (4,)
    assert table["Relapse 0–30 days before baseline"].counts == (2, 2)


def test_what_is_not_there_is_missing_and_never_none():
    table = rows(clinic())
    for label in (
        "Women",
        "Relapse 0–30 days before baseline",
        "No relapse in 180 days before baseline",
        "Drug for MS within ±90 days",
        "Steroids within 30 days",
        "Dose with a deviation",
        "Rater blinded to treatment",
    ):
        assert (table[label].treated, table[label].treated_missing) == ("not recorded", 20), label


def test_comparators_stand_in_their_own_column():
    table = rows(compared())
    assert table["EDSS at baseline"].treated == table["EDSS at baseline"].comparator == "4.0 [4.0–4.0]"
    assert table["Two doses or more"].comparator == "0 (0%)"
    assert rows(clinic())["EDSS at baseline"].comparator == ""
