"""A programme that names a file of rates has its cancers held against them, and the report says so."""

from pathlib import Path

import pytest

import ranvier
from ranvier.ingest.rate_file import read_rate_file
from tests.unit.estimates.rates.small_rates import FILE
from tests.unit.ingest.folders import write_folder

N = 40
HEAD = """
[programme]
name = "Test"
data_date = 2024-06-30
supplied_by = "the tests"
[time_zero]
treated = "administrations.date"
"""
RATES = '[rates]\ncancer = "rates.csv"\n'
PATIENTS = "patient_id,sex,birth_year\n" + "".join(
    f"P{number},{'male' if number < 10 else 'female'},{1950 + number % 30}\n" for number in range(N)
)
VISITS = "patient_id,date,edss\n" + "".join(f"P{number},2014-12-01,4.0\n" for number in range(N))
DOSES = "patient_id,date\n" + "".join(f"P{number},2015-01-01\n" for number in range(N))
ASKED = "patient_id,from_date,to_date,method\n" + "".join(
    f"P{number},2015-01-01,2024-01-01,active\n" for number in range(N)
)
EVENTS = "patient_id,onset_date,term,malignancy\nP3,2016-01-01,headache,none\n"


def examined(folder: Path, toml: str, *, patients: str = PATIENTS, rates: str = FILE):
    clinic = write_folder(
        folder / "clinic",
        toml,
        patients_csv=patients,
        visits_csv=VISITS,
        administrations_csv=DOSES,
        safety_followup_csv=ASKED,
        adverse_events_csv=EVENTS,
        rates_csv=rates,
    )
    cohort = ranvier.read_programme(clinic)
    return cohort, ranvier.examine(cohort, ranvier.read_claims("cell-therapy"), seed=1)


def finding(result, claim_id: str):
    return next(one.primary for one in result.examination.verdicts if one.claim.id == claim_id)


def by_hand() -> float:
    """The expected number, patient by patient and year by year: each is born on 1 July."""
    total = 0.0
    for number in range(N):
        born, male = 1950 + number % 30, number < 10
        rates = (110 / 4.1e5, 500 / 2.05e5, 2100 / 1.5e5) if male else (120 / 4e5, 600 / 2e5, 1800 / 1.8e5)
        for year in range(2015, 2024):
            for days, age in ((181 + (year % 4 == 0), year - born - 1), (184, year - born)):
                total += days / 365.25 * rates[(age >= 40) + (age >= 60)]
    return total


@pytest.mark.parametrize("claim_id", ["C47", "C46"])
def test_the_number_is_by_age_and_sex_and_the_report_names_the_file(claim_id, tmp_path):
    cohort, result = examined(tmp_path, HEAD + RATES)
    found = finding(result, claim_id)
    assert found.expected_events == pytest.approx(by_hand(), rel=1e-9)
    told = f"by age and sex in rates.csv (SHA-256 {cohort.files['rates.csv'][:8]})"
    assert told in found.expected_from
    page = result.to_html(tmp_path / "report.html").read_text(encoding="utf-8")
    assert told in page
    assert "not by age and sex" not in page


def test_none_where_many_were_to_be_expected_was_not_looked_for(tmp_path):
    tenfold = FILE.replace("000\n", "00\n")  # a tenth of the person-years behind the same cases
    _, result = examined(tmp_path, HEAD + RATES, rates=tenfold)
    assert finding(result, "C47").expected_events == pytest.approx(10 * by_hand(), rel=1e-9)
    verdict = next(one for one in result.examination.verdicts if one.claim.id == "C47")
    assert verdict.seen.outcome.value == "cannot_be_assessed"
    assert "24.9 expected: so few by chance in under 0.1%; they were not looked for" in verdict.seen.why
    page = result.to_html(tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Implausibly few" in page


def test_without_a_file_the_rates_are_said_to_be_crude(tmp_path):
    _, result = examined(tmp_path, HEAD)
    found = finding(result, "C47")
    assert found.expected_from.endswith(
        "crude published rates of cancer in people with MS, not by age and sex"
    )
    assert found.expected_events == pytest.approx(5.8 * N * 3287 / 365.25 / 1000, rel=1e-9)
    page = result.to_html(tmp_path / "report.html").read_text(encoding="utf-8")
    assert "not by age and sex" in page


def test_patients_without_a_year_of_birth_are_left_out_and_it_is_said(tmp_path):
    some = PATIENTS.replace("P0,male,1950", "P0,male,").replace("P1,male,1951", "P1,,1951")
    _, result = examined(tmp_path, HEAD + RATES, patients=some)
    found = finding(result, "C47")
    assert found.person_years == pytest.approx((N - 2) * 3287 / 365.25)
    assert "without sex or year of birth left out" in found.expected_from


def test_without_any_year_of_birth_the_crude_rates_stand_in_and_it_is_said(tmp_path):
    nobody = "patient_id,sex\n" + "".join(f"P{number},female\n" for number in range(N))
    _, result = examined(tmp_path, HEAD + RATES, patients=nobody)
    told = finding(result, "C47").expected_from
    assert "rates.csv could not be used" in told
    assert "not by age and sex" in told


def test_the_page_on_files_of_rates_does_what_it_says(tmp_path, capsys):
    page = (Path(__file__).parents[2] / "docs" / "reference" / "rate-files.md").read_text(encoding="utf-8")
    (tmp_path / "rates.csv").write_text(page.split("```csv\n")[1].split("```")[0], encoding="utf-8")
    assert len(read_rate_file(tmp_path / "rates.csv")) == 6
    exec(page.split("```python\n")[1].split("```")[0], {})
    assert "deaths: 0" in capsys.readouterr().out
