"""`ranvier score edss` on whole small files: what is written, said and refused."""

from __future__ import annotations

import openpyxl
import polars as pl
import pytest

from ranvier.cli import main
from ranvier.ingest.edss_headers import EdssReading
from ranvier.main import add_edss_scores, score_edss
from ranvier.tables.edss_scores import GRADE_COLUMNS
from ranvier.vocabulary.scales.edss_convention import EdssConvention
from tests.functional.test_msoutcomes_example import EXAMPLE, SAMPLE
from tests.reference import edss as plain

HEADER = (
    "who,fs_visual,fs_brainstem,fs_pyramidal,fs_cerebellar,fs_sensory,fs_bowel_bladder,fs_cerebral,"
    "ambulation,ambulation_coding"
)
ROWS = """
a,0,0,4,2,0,0,0,0,neurostatus_16
b,0,0,3,2,0,0,0,6,grades_13
c,0,0,NA,2,0,0,0,4,neurostatus_16
d,0,0,,2,0,0,0,0,neurostatus_16
"""


def sheet(tmp_path, text=HEADER + ROWS, name="visits.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def run(*arguments) -> int:
    return main(["score", "edss", *map(str, arguments)])


def test_a_csv_comes_back_with_three_columns_more(tmp_path, capsys):
    assert run(sheet(tmp_path), "-o", tmp_path / "out.csv") == 0
    written = pl.read_csv(tmp_path / "out.csv", infer_schema=False)
    assert written.columns == [*HEADER.split(","), "edss", "rule", "flags"]
    assert written["edss"].to_list() == ["4.5", "6.5", "5.5", None]
    assert written["rule"].to_list() == ["F5", "G6", "N4", None]
    assert written["flags"].to_list() == ["step_4_5_walks_freely", None, "fs_missing", "fs_missing"]
    assert written["fs_pyramidal"].to_list() == ["4", "3", "NA", None]
    said = capsys.readouterr().out
    assert "4 rows: 3 scored, 1 with grades that do not fit together" in said
    assert "settings: cerebral grade 1 counts" in said


def test_a_recorded_edss_stays_and_is_compared(tmp_path, capsys):
    text = (HEADER + ROWS).replace(HEADER, HEADER + ",edss")
    lines = [
        line + ("," + edss if line[1:2] == "," else "")
        for line, edss in zip(text.splitlines(), ["", "4.0", "6.5", "", "3"], strict=True)
    ]
    assert run(sheet(tmp_path, "\n".join(lines)), "-o", tmp_path / "out.csv") == 0
    written = pl.read_csv(tmp_path / "out.csv")
    assert written["edss"].to_list() == [4.0, 6.5, None, 3.0]
    assert written["edss_computed"].to_list() == [4.5, 6.5, 5.5, None]
    said = capsys.readouterr().out
    assert "1 of 2 differ from the recorded EDSS" in said
    assert "computed minus recorded +0.5: 1" in said


def test_options_reach_the_rule(tmp_path):
    path = sheet(tmp_path, HEADER + "\na,0,0,6,0,0,0,1,0,neurostatus_16\nb,0,0,0,0,0,0,1,0,neurostatus_16\n")
    assert run(path, "-o", tmp_path / "plain.csv") == 0
    assert run(path, "-o", tmp_path / "other.csv", "--floor-rule", "--cerebral-1-not-counted") == 0
    assert pl.read_csv(tmp_path / "plain.csv")["edss"].to_list() == [5.0, 1.0]
    assert pl.read_csv(tmp_path / "other.csv")["edss"].to_list() == [6.0, 0.0]


def test_own_headers_semicolons_and_decimal_commas_are_read(tmp_path):
    header = HEADER.removesuffix(",ambulation_coding").replace("fs_visual", "Vis").replace(",", ";")
    path = sheet(tmp_path, f"{header}\nb;0;0;3,0;2;0;0;0;6\n")
    out = tmp_path / "out.csv"
    assert (
        run(path, "-o", out, "--coding", "grades_13", "--column", "fs_visual=Vis", "--decimal-mark", ",") == 0
    )
    assert pl.read_csv(out)["edss"].to_list() == [6.5]


def test_parquet_keeps_its_types(tmp_path):
    frame = pl.read_csv(sheet(tmp_path), null_values="NA").with_columns(seen=pl.lit(True))
    frame.write_parquet(tmp_path / "in.parquet")
    assert run(tmp_path / "in.parquet", "-o", tmp_path / "deep" / "out.parquet") == 0
    written = pl.read_parquet(tmp_path / "deep" / "out.parquet")
    assert written.drop("edss", "rule", "flags").equals(frame)
    assert written["edss"].to_list() == [4.5, 6.5, 5.5, None]


def test_a_workbook_is_read(tmp_path):
    book = openpyxl.Workbook()
    for row in pl.read_csv(sheet(tmp_path), null_values="NA", has_header=False).rows():
        book.active.append([int(cell) if cell and cell.isdigit() else cell for cell in row])
    book.save(tmp_path / "in.xlsx")
    assert run(tmp_path / "in.xlsx", "-o", tmp_path / "out.csv") == 0
    assert pl.read_csv(tmp_path / "out.csv")["edss"].to_list() == [4.5, 6.5, 5.5, None]


def test_impossible_cells_are_told_by_column_and_row_and_never_shown(tmp_path, capsys):
    rows = "\na,9,0,4,2,0,0,0,0,neurostatus_16\nb,0,0,3,x77,0,0,0,14,grades_13\nc,0,0,0,0,0,0,0,0,EDMUS\n"
    assert run(sheet(tmp_path, HEADER + rows), "-o", tmp_path / "out.csv") == 21
    said = capsys.readouterr().out
    for words in (
        "'fs_visual', row 2",
        "'fs_cerebellar', row 3",
        "'ambulation', row 3",
        "'ambulation_coding', row 4",
    ):
        assert words in said
    for value in ("9 ", "x77", "EDMUS"):
        assert value not in said.replace("19 ", "")
    written = pl.read_csv(tmp_path / "out.csv", infer_schema=False)
    assert written["edss"].to_list() == [None] * 3
    assert written["flags"].to_list() == ["impossible_grade"] * 3


def test_everything_wrong_with_the_headers_is_told_at_once(tmp_path, capsys):
    text = "who,fs_visuel,fs_brainstem,rule,a,a\nn,0,0,0,1,1\n"
    code = run(
        sheet(tmp_path, text), "-o", tmp_path / "out.csv", "--column", "fs_eye=x", "--column", "edss=Score"
    )
    shown = capsys.readouterr().err
    assert code == 10
    for words in (
        "'fs_eye'",
        "did you mean 'fs_visuel'?",
        "'fs_cerebral'",
        "'ambulation'",
        "'rule'",
        "5, 6",
        "--coding neurostatus_16",
        "'Score'",
    ):
        assert words in shown
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["visits.csv", "-o", "visits.csv"], 2, "take the place"),
        (["visits.csv", "-o", "out.xlsx"], 2, ".parquet"),
        (["visits.csv", "-o", "out.csv", "--column", "fs_visual"], 2, "OURS=YOURS"),
        (["nowhere.csv", "-o", "out.csv"], 11, "nowhere.csv"),
        (["empty.csv", "-o", "out.csv"], 12, "empty"),
        (["picture.csv", "-o", "out.csv"], 13, "picture"),
    ],
)  # fmt: skip
def test_wrong_calls_and_files(arguments, code, words, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = sheet(tmp_path).read_bytes()
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert run(*arguments) == code
    shown = capsys.readouterr().err
    assert words in shown
    assert "try:" in shown
    assert (tmp_path / "visits.csv").read_bytes() == before


@pytest.mark.parametrize("out", ["visits.csv", "nowhere/../visits.csv", "link.csv", "clinic/v.csv"])
def test_no_file_that_rows_come_from_is_replaced(out, tmp_path, capsys):
    path = sheet(tmp_path)
    (tmp_path / "link.csv").symlink_to(path)
    folder = clinic(tmp_path)
    before = {path: path.read_bytes(), folder / "v.csv": (folder / "v.csv").read_bytes()}
    for source in [folder, folder / "programme.toml"] if out.startswith("clinic") else [path]:
        assert run(source, "-o", tmp_path / out) == 2
        assert "take the place of a file it is made from" in capsys.readouterr().err
    assert {one: one.read_bytes() for one in before} == before
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_is_no_result(tmp_path, capsys):
    (tmp_path / "out.csv").mkdir()
    assert run(sheet(tmp_path), "-o", tmp_path / "out.csv") == 2
    assert "a folder has that name" in capsys.readouterr().err


RUSSIAN = (HEADER + ROWS).replace("who", "кто").replace("a,0", "Иванов,0")


@pytest.mark.parametrize(
    ("content", "options", "words"),
    [
        (RUSSIAN.encode("windows-1251"), [], "--encoding windows-1251 (it looks like that)"),
        (RUSSIAN.encode("utf-16"), [], "--encoding utf-16"),
        (RUSSIAN.encode(), ["--encoding", "windows-1251"], "--encoding utf-8"),
        (b"a,0,0,1,0,0,0,0,0\n", [], "begin the file with a row that names the columns"),
    ],
)
def test_what_to_try_is_an_option_of_the_command(content, options, words, tmp_path, capsys):
    (tmp_path / "in.csv").write_bytes(content)
    assert run(tmp_path / "in.csv", "-o", tmp_path / "out.csv", *options) == 13
    shown = capsys.readouterr().err
    assert words in shown
    assert not [word for word in ("programme.toml", "declare", "header_row") if word in shown]


def test_scores_with_a_comma_are_told_of_the_option_and_help_names_the_marks(tmp_path, capsys):
    header = ";".join([*GRADE_COLUMNS, "edss"])
    (tmp_path / "in.csv").write_text(f"{header}\n0;0;1;0;0;0;0;0;1,5\n", encoding="utf-8")
    assert run(tmp_path / "in.csv", "-o", tmp_path / "out.csv", "--coding", "neurostatus_16") == 21
    assert "--decimal-mark ," in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["score", "edss", "--help"])
    shown = capsys.readouterr().out
    assert "--decimal-mark MARK" in shown
    assert "{.,,}" not in shown


def test_sheets_to_choose_from_are_asked_for_by_the_option(tmp_path, capsys):
    book = openpyxl.Workbook()
    book.active.append(HEADER.split(","))
    book.create_sheet("other").append(["x"])
    book.save(tmp_path / "in.xlsx")
    assert run(tmp_path / "in.xlsx", "-o", tmp_path / "out.csv") == 13
    shown = capsys.readouterr().err
    assert "--sheet NAME" in shown
    assert "programme.toml" not in shown


def test_one_row_is_one_row(tmp_path, capsys):
    assert (
        run(sheet(tmp_path, HEADER + "\na,0,0,4,2,0,0,0,0,neurostatus_16\n"), "-o", tmp_path / "o.csv") == 0
    )
    assert capsys.readouterr().out.startswith("1 row: 1 scored")


def test_a_file_without_rows_gives_a_file_without_rows(tmp_path):
    assert run(sheet(tmp_path, HEADER + "\n"), "-o", tmp_path / "out.csv") == 0
    assert pl.read_csv(tmp_path / "out.csv").height == 0


def test_help_teaches(capsys):
    with pytest.raises(SystemExit):
        main(["score", "edss", "--help"])
    shown = capsys.readouterr().out
    for words in ("--coding neurostatus_16", "edss_computed", "fs_bowel_bladder", "exit codes"):
        assert words in shown


def test_a_recorded_edss_is_known_under_any_name(tmp_path):
    for header, options in (("EDSS", []), ("Score", ["--column", "edss=Score"])):
        path = sheet(tmp_path, f"{HEADER},{header}\na,0,0,4,2,0,0,0,0,neurostatus_16,4.0\n")
        assert run(path, "-o", tmp_path / "out.csv", *options) == 0
        written = pl.read_csv(tmp_path / "out.csv")
        assert "edss" not in written.columns
        assert written.select(header, "edss_computed").row(0) == (4.0, 4.5)


def test_columns_without_a_header_are_kept_and_two_that_could_be_the_edss_are_refused(tmp_path, capsys):
    path = sheet(tmp_path, f"{HEADER},,column_11\na,0,0,4,2,0,0,0,0,neurostatus_16,x,y\n")
    assert run(path, "-o", tmp_path / "out.csv") == 0
    assert pl.read_csv(tmp_path / "out.csv").select("column_11_", "column_11").row(0) == ("x", "y")
    path = sheet(tmp_path, f"{HEADER},EDSS,Edss\na,0,0,4,2,0,0,0,0,neurostatus_16,1,2\n")
    assert run(path, "-o", tmp_path / "out.csv") == 10
    assert "Several columns could be 'edss'" in capsys.readouterr().err


def test_a_frame_in_gives_a_frame_out(tmp_path):
    visits = pl.read_csv(sheet(tmp_path), null_values="NA")
    scored = add_edss_scores(visits)
    assert scored["edss_computed"].to_list() == [4.5, 6.5, 5.5, None]
    assert scored.drop("edss_computed", "rule", "flags").equals(visits)


@pytest.mark.parametrize(("library", "turn"), [("pyarrow", "to_arrow"), ("pandas", "to_pandas")])
def test_frames_of_other_libraries_come_back_in_their_kind(library, turn, tmp_path):
    pytest.importorskip(library)
    given = getattr(pl.read_csv(sheet(tmp_path), null_values="NA"), turn)()
    found = add_edss_scores(given)
    assert type(found) is type(given)
    assert pl.DataFrame(found)["edss_computed"].fill_nan(None).to_list() == [4.5, 6.5, 5.5, None]


def clinic(tmp_path):
    """The folder of a programme with the rows of the sheet."""
    folder = tmp_path / "clinic"
    folder.mkdir()
    (folder / "programme.toml").write_text(
        '[programme]\nname = "one"\ndata_date = 2024-01-01\nsupplied_by = "nobody"\n'
        '[tables.visits]\nfile = "v.csv"\n[tables.visits.columns]\npatient_id = "who"\n',
        encoding="utf-8",
    )
    lines = [line for line in (HEADER + ROWS).splitlines() if line]
    dated = [lines[0] + ",date,edss", *(f"{line},2023-05-01,4.5" for line in lines[1:])]
    (folder / "v.csv").write_text("\n".join(dated), encoding="utf-8")
    return folder


def test_a_programme_is_scored_by_its_mapping(tmp_path):
    folder = clinic(tmp_path)
    assert run(folder, "-o", tmp_path / "out.csv") == 0
    written = pl.read_csv(tmp_path / "out.csv")
    assert written["patient_id"].to_list() == ["a", "b", "c", "d"]
    assert run(folder, "-o", tmp_path / "out.csv", "--column", "edss=x") == 2
    assert written["edss_computed"].to_list() == [4.5, 6.5, 5.5, None]


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the sample data of MSoutcomes are not beside the project")
def test_recorded_and_computed_edss_of_the_msoutcomes_sample(tmp_path):
    summary, faults = score_edss(EXAMPLE, tmp_path / "out.parquet", EdssReading())
    # measured on the sample of MSoutcomes 0.2.1: 315 of 798 visits have ambulation, 311 of them an EDSS.
    # 20 of the 22 that differ record 4.0 at ambulation 1; one records 2.0 at ambulation 6, one 3.0 for 3.5
    assert faults == ()
    assert (summary.n_rows, summary.n_scored, summary.n_compared, summary.n_different) == (798, 315, 311, 22)
    kurtzke = EdssConvention(kurtzke_500_m=True)
    again, _ = score_edss(EXAMPLE, tmp_path / "out.parquet", EdssReading(), kurtzke)
    assert again.differences == ((0.5, 1), (4.5, 1))


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the sample data of MSoutcomes are not beside the project")
def test_the_sample_is_scored_as_the_plain_chain_scores_it(tmp_path):
    score_edss(EXAMPLE, tmp_path / "out.parquet", EdssReading())
    rows = pl.read_parquet(tmp_path / "out.parquet").drop_nulls([*GRADE_COLUMNS])
    for row in rows.iter_rows(named=True):
        *systems, ambulation = (int(row[name]) for name in GRADE_COLUMNS)
        assert row["edss_computed"] == plain.edss(systems, ambulation, "grades_13")
    assert rows.height == 312
