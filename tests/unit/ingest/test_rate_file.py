"""Files of rates: the two ways to write one, and all faults at once."""

import os
from pathlib import Path

import numpy as np
import pytest

from ranvier.errors import FileFaults, MissingFile, ProgrammeError
from ranvier.estimates.rates.expected_events import estimate_expected
from ranvier.ingest import read_programme
from ranvier.ingest.rate_file import read_rate_file
from ranvier.tables.rate_table import OLDEST
from tests.evidence_folder import FOLDER
from tests.unit.estimates.rates.small_rates import FILE
from tests.unit.ingest.folders import CANARY, PROGRAMME, VISITS, write_folder

REAL = Path(os.environ.get("RANVIER_CANCER_RATES", FOLDER / "data" / "cancer_incidence_ci5xii.csv"))
"""Cancer Incidence in Five Continents, volume XII: read where somebody has it, never shipped."""


def written(folder: Path, text: str) -> Path:
    path = folder / "rates.csv"
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, text: str, **options) -> list[str]:
    with pytest.raises(FileFaults) as caught:
        read_rate_file(written(folder, text), **options)
    return [f"{one.problem} | {one.where}" for one in caught.value.problems]


def test_bands_by_first_and_last_year_of_age(tmp_path):
    table = read_rate_file(written(tmp_path, FILE))
    assert table.sex.tolist() == [0, 0, 0, 1, 1, 1]
    assert table.age_from.tolist() == [0, 40, 60] * 2
    assert table.age_to.tolist() == [39, 59, OLDEST] * 2
    assert table.rate_per_year[1] == 600 / 200_000
    assert table.cases[1] == 600
    assert table.source == "rates.csv"
    assert len(table.sha256) == 64
    assert not table.by_year


def test_bands_in_one_column_and_bare_rates(tmp_path):
    text = "Age,Sex,rate_per_100000\n0-39,female,12.5\n40\u201384,female,80\n85+,female,900\n"
    table = read_rate_file(written(tmp_path, text))
    assert table.age_to.tolist() == [39, 84, OLDEST]
    np.testing.assert_allclose(table.rate_per_year, np.array([12.5, 80, 900]) / 1e5)
    assert np.isnan(table.cases).all()


def test_calendar_years(tmp_path):
    text = "sex,age,cases,person_years,year\nmale,0+,5,1000,2001\nmale,0+,6,1000,2000\n"
    table = read_rate_file(written(tmp_path, text))
    assert table.year_from.tolist() == [2000, 2001]
    assert table.by_year


def test_a_population_is_chosen_where_there_are_several(tmp_path):
    text = "population,sex,age,rate_per_100000\nA,male,0+,1\nB,male,0+,2\n"
    assert read_rate_file(written(tmp_path, text), population="B").rate_per_year.tolist() == [2e-5]
    assert read_rate_file(written(tmp_path, text), population="B").source == "rates.csv, B"
    assert len(faults(tmp_path, text)) == 1
    assert len(faults(tmp_path, text, population="C")) == 1
    assert len(faults(tmp_path, FILE, population="A")) == 1


def test_all_faults_come_at_once_with_their_rows(tmp_path):
    text = (
        "sex,age_from,age_to,cases,person_years\n"
        "female,0,39,1,100\nwoman,40,59,2.5,0\nmale,60,3,-1,10\nmale,-1,140,1,\n"
    )
    told = faults(tmp_path, text)
    assert len(told) == 6
    assert "sex must be female or male | rates.csv, column 'sex', row 3" in told
    assert any("person_years must be numbers above 0" in one and "rows 3 and 5" in one for one in told)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (["female,0-39,1", "female,0-39,2"], "A band stands more than once"),
        (["female,0-39,1", "female,30-50,2"], "Bands of age overlap"),
        (["female,0-39,1", "female,41-50,2"], "something is left out"),
    ],
)
def test_bands_that_do_not_fit_together(rows, told, tmp_path):
    assert told in " ".join(faults(tmp_path, "\n".join(["sex,age,rate_per_100000", *rows, ""])))


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (["male,0+,2000,2004,1", "male,0+,2004,2008,1"], "Bands of year overlap"),
        (["male,0+,2000,2003,1", "male,0+,2006,2008,1"], "something is left out"),
        (["male,0-9,2000,2003,1", "male,10+,2004,2008,1"], "Some ages lack some of the calendar years"),
        (["male,0+,2008,2003,1"], "must end at the year it begins with"),
    ],
)
def test_years_that_do_not_fit_together(rows, told, tmp_path):
    header = "sex,age,year_from,year_to,rate_per_100000"
    assert told in " ".join(faults(tmp_path, "\n".join([header, *rows, ""])))


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("age,cases,person_years", "no column sex"),
        ("sex,cases,person_years", "no column age_from"),
        ("sex,age,cases", "no column cases and person_years"),
        ("sex,age,rate_per_100000,year_from", "need each other"),
    ],
)
def test_missing_columns(header, told, tmp_path):
    row = ",".join("1" for _ in header.split(","))
    assert told in " ".join(faults(tmp_path, f"{header}\n{row}\n"))


def test_no_cell_is_shown(tmp_path):
    text = f"sex,age,cases,person_years\n{CANARY},{CANARY},{CANARY},{CANARY}\n"
    assert CANARY not in " ".join(faults(tmp_path, text))


def test_a_programme_reads_the_file_it_names(tmp_path):
    toml = PROGRAMME + '[rates]\ncancer = "rates.csv"\n'
    cohort = read_programme(write_folder(tmp_path / "clinic", toml, visits_csv=VISITS, rates_csv=FILE))
    assert len(cohort.rates["cancer"]) == 6
    assert cohort.files["rates.csv"] == cohort.rates["cancer"].sha256


def test_a_programme_whose_file_of_rates_is_not_there(tmp_path):
    toml = PROGRAMME + '[rates]\ncancer = "rates.csv"\n'
    with pytest.raises(MissingFile):
        read_programme(write_folder(tmp_path / "clinic", toml, visits_csv=VISITS))


@pytest.mark.parametrize("line", ['cancers = "rates.csv"', 'population = "A"', "cancer = 3"])
def test_a_section_of_rates_that_says_nothing(line, tmp_path):
    toml = PROGRAMME + f"[rates]\n{line}\n"
    with pytest.raises(ProgrammeError, match=r"programme.toml has 1 fault"):
        read_programme(write_folder(tmp_path / "clinic", toml, visits_csv=VISITS))


@pytest.mark.skipif(not REAL.is_file(), reason="no file of cancer rates (RANVIER_CANCER_RATES)")
def test_a_registry_file_is_read_and_gives_its_own_cases():
    table = read_rate_file(REAL, population="Denmark")
    assert len(table) == 36
    # Women from their 40th birthday to the day before the 45th: the rate of the band times the years.
    band = int(np.flatnonzero((table.sex == 0) & (table.age_from == 40)).item())
    expected = estimate_expected([0], [0], [14_610], [16_436], table)  # 2010-01-01 to 2015-01-01
    assert expected.number == pytest.approx(1826 / 365.25 * table.rate_per_year[band], rel=1e-12)
    assert expected.rests_on == ""
