"""The page on the schools says what they find."""

from pathlib import Path

from tests.reference.schools import COMPARISONS, compare, stored_cohort, table_of

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "schools.md"


def test_the_page_has_the_table_of_the_oracle():
    page = PAGE.read_text(encoding="utf-8")
    rows = table_of([("oracle", stored_cohort())]).splitlines()[2:]
    assert [row for row in rows if row not in page] == []


def test_without_relapses_and_roving_the_schools_find_the_same_first_event():
    found = compare(COMPARISONS[0], stored_cohort())
    assert found.all_onsets == found.first_onset == found.n_patients == 160
