"""Reading matrices of EDSS transitions from TOML and CSV."""

from __future__ import annotations

import pytest

from ranvier.errors import MissingFile, UnreadableFile
from ranvier.estimates.natural_history.read_matrix import DATA, read_transition_csv, read_transition_matrix
from ranvier.estimates.natural_history.states import THREE_BANDS
from ranvier.estimates.natural_history.transition_matrix import MatrixError
from ranvier.vocabulary.provenance import Provenance

TABLE = "from,mild,moderate,severe\nmild,0.9,0.1,0\nmoderate,0.1,0.8,0.1\nsevere,0,0.1,0.9\n"


def write(folder, text, name="own.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read(path, **more):
    return read_transition_csv(path, THREE_BANDS, citation="own records", population="own", **more)


def test_a_table_becomes_a_matrix(tmp_path):
    matrix = read(write(tmp_path, TABLE), period_years=2)
    assert matrix.printed[1].tolist() == [0.1, 0.8, 0.1]
    assert (matrix.name, matrix.period_years) == ("own", 2)
    assert matrix.cells[0][0].provenance is Provenance.SECONDARY


def test_names_out_of_order_are_refused(tmp_path):
    with pytest.raises(MatrixError) as told:
        read(write(tmp_path, TABLE.replace("mild,moderate,severe", "moderate,mild,severe", 1)))
    assert "the header must name the states" in str(told.value)


def test_cells_that_are_no_numbers_are_named(tmp_path):
    with pytest.raises(MatrixError, match=r"own\.csv, row 3, cell 3"):
        read(write(tmp_path, TABLE.replace("0.1,0.8,0.1", "0.1,many,0.1")))


def test_rows_that_miss_1_are_refused_unless_rounding_is_said(tmp_path):
    path = write(tmp_path, TABLE.replace("0.9,0.1,0\n", "0.9,0.0995,0\n"))
    with pytest.raises(MatrixError, match=r"sums to 0\.9995"):
        read(path)
    assert read(path, rounding=0.001).probabilities[0].sum() == pytest.approx(1, abs=1e-15)


def test_missing_empty_and_binary_files_are_told(tmp_path):
    with pytest.raises(MissingFile):
        read(tmp_path / "none.csv")
    with pytest.raises(MatrixError):
        read(write(tmp_path, ""))
    (tmp_path / "binary.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableFile):
        read(tmp_path / "binary.csv")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('name = "Ahmad 2019"', 'nome = "Ahmad 2019"', "'name' is missing"),
        ('name = "Ahmad 2019"', 'nome = "Ahmad 2019"', "unknown key 'nome'"),
        ('["derived", "primary", "primary"]', '["guessed", "primary", "primary"]', "wrong form"),
        ("[0.935, 0.064, 0.001]", "[0.935, 0.064]", "wrong form"),
        ('from = "mild", to = "severe"', 'from = "mild", to = "sever"', "intervals name states"),
    ],
)
def test_faults_of_a_toml_file_are_told(tmp_path, old, new, words):
    text = (DATA / "ahmad_2019.toml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(MatrixError, match=words):
        read_transition_matrix(write(tmp_path, text.replace(old, new), "own.toml"))


def test_what_is_no_toml_is_told(tmp_path):
    with pytest.raises(UnreadableFile):
        read_transition_matrix(write(tmp_path, "name = ", "own.toml"))
