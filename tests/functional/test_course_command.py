"""`ranvier course`: a file of any size, or a programme, in; events out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import ranvier as rv
from ranvier.cli import main
from ranvier.subcommands.terminal import QUIET_SECONDS, after_a_while
from tests.small_cohorts import on

VISITS = pl.DataFrame(
    {
        "patient_id": [name for name in "abc" for _ in range(3)],
        "date": [on(day) for _ in "abc" for day in (0, 180, 360)],
        "edss": [2.0, 3.0, 3.0, 4.0, 3.0, 3.0, 2.0, 2.0, 2.0],
    }
)
"""a worsens on day 180, b improves, c stays."""
RELAPSES = pl.DataFrame({"patient_id": ["a"], "onset_date": [on(170)]})


@pytest.fixture
def files(tmp_path):
    visits, relapses = tmp_path / "visits.parquet", tmp_path / "relapses.parquet"
    VISITS.write_parquet(visits)
    RELAPSES.write_parquet(relapses)
    return str(visits), str(relapses), str(tmp_path / "events.parquet")


def test_events_are_those_of_python_and_the_settings_stand_beside_them(files, capsys):
    visits, relapses, out = files
    assert main(["course", visits, "--relapses", relapses, "--definition", "kappos2018", "-o", out]) == 0
    shown = capsys.readouterr().out
    assert "Settings used: kappos2018" in shown
    assert "1 events in 3 patients with 9 visits" in shown
    assert "9 visits read, 0 set aside" in shown
    found = pl.read_parquet(out)
    assert found.equals(rv.find_events(VISITS, rv.preset("kappos2018"), relapses=RELAPSES))
    told = json.loads(Path(out).with_suffix(".settings.json").read_text(encoding="utf-8"))
    assert told["definition"] == "kappos2018"
    assert told["settings"]["reference"] == "roving"
    assert told["events"] == {"worsening, raw": 1}
    assert set(told["files"]) == {"visits.parquet", "relapses.parquet"}


@pytest.mark.parametrize(
    ("options", "kinds"),
    [
        ([], ["worsening"]),
        (["--endpoint", "improvement"], ["improvement"]),
        (["--endpoint", "any", "--every"], ["worsening", "improvement"]),
        (["--endpoint", "raw"], ["worsening"]),
        (["--endpoint", "pira"], []),
        (["--confirm-days", "365"], []),
        (["--reference", "roving-improvement"], ["worsening"]),
    ],
)
def test_options_change_the_definition(files, options, kinds):
    visits, relapses, out = files
    assert main(["course", visits, "--relapses", relapses, "-o", out, *options]) == 0
    assert pl.read_parquet(out)["kind"].to_list() == kinds


def test_other_measures_bring_their_own_steps(files):
    visits, _, out = files
    VISITS.with_columns((10 * pl.col("edss")).cast(pl.Int64).alias("sdmt")).write_parquet(visits)
    assert main(["course", visits, "--measure", "sdmt", "-o", out]) == 0
    assert pl.read_parquet(out).select("patient_id", "onset_score").rows() == [("b", 30.0)]


def test_days_stay_days_and_csv_is_written_by_its_ending(files, tmp_path):
    visits, _, _ = files
    days = VISITS.select("patient_id", pl.Series("day", [0, 180, 360] * 3), "edss")
    days.write_parquet(visits)
    out = tmp_path / "new" / "events.csv"
    assert main(["course", visits, "-o", str(out)]) == 0
    assert pl.read_csv(out).select("patient_id", "onset_day").rows() == [("a", 180)]


def test_a_programme_is_followed_like_a_file(files, tmp_path):
    clinic = tmp_path / "clinic"
    clinic.mkdir()
    text = '[programme]\nname = "one"\ndata_date = 2024-01-01\nsupplied_by = "nobody"\n'
    (clinic / "programme.toml").write_text(text, encoding="utf-8")
    VISITS.write_csv(clinic / "visits.csv")
    RELAPSES.write_csv(clinic / "relapses.csv")
    visits, relapses, out = files
    assert main(["course", str(clinic), "-o", str(tmp_path / "of_clinic.parquet")]) == 0
    assert main(["course", visits, "--relapses", relapses, "-o", out]) == 0
    assert pl.read_parquet(tmp_path / "of_clinic.parquet").equals(pl.read_parquet(out))


def test_an_ungrouped_file_is_sorted_first_and_that_is_said(files, capsys):
    visits, relapses, out = files
    assert main(["course", visits, "--relapses", relapses, "-o", out]) == 0
    assert "sorting" not in capsys.readouterr().err
    expected = pl.read_parquet(out)
    VISITS.sample(fraction=1, shuffle=True, seed=3).write_parquet(visits)
    assert main(["course", visits, "--relapses", relapses, "-o", out]) == 0
    assert "not grouped by patient: sorting it first" in capsys.readouterr().err
    assert pl.read_parquet(out).equals(expected)


def test_rows_set_aside_are_counted_and_named_by_their_row_in_the_file(files, capsys):
    visits, _, out = files
    VISITS.with_columns(pl.Series("edss", [2.0, 3.0, 3.0, 2.3, 3.0, 3.0, 2.0, 2.0, 2.0])).write_parquet(
        visits
    )
    assert main(["course", visits, "-o", out]) == 0
    shown = capsys.readouterr().out
    assert "9 visits read, 1 set aside: 1 with an impossible EDSS" in shown
    assert "visits.parquet, column 'edss', row 5" in shown  # the header is row 1
    assert "2.3" not in shown


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (lambda call: ["course", "nowhere.parquet", *call[2:]], 11, "not there"),
        (lambda call: [*call, "--definition", "muler2023"], 2, "muller2023"),
        (lambda call: [*call, "--endpoint", "pira"], 1, "without a table of relapses"),
        (lambda call: [*call, "--confirm-days", "0"], 2, "1 or more"),
        (lambda call: [*call[:-1], call[1]], 2, "take the place"),
        (lambda call: [*call[:-1], "events.txt"], 2, ".csv or .parquet"),
        (lambda call: [*call, "--measure", "sdmt"], 21, "needs a column sdmt"),
        (lambda call: [*call, "--relapses", call[1]], 21, "not that of visits"),
    ],
    ids=["missing", "name", "no relapses", "days", "same file", "ending", "column", "visits as relapses"],
)
def test_errors_say_what_to_try(files, monkeypatch, tmp_path, capsys, change, code, words):
    monkeypatch.chdir(tmp_path)
    visits, _, out = files
    assert main(change(["course", visits, "-o", out])) == code
    shown = capsys.readouterr().err
    assert words in shown
    assert code == 0 or "try:" in shown
    assert not list(tmp_path.glob(".ranvier-*"))


def test_other_files_are_refused_with_a_way_out(tmp_path, files, capsys):
    VISITS.write_csv(tmp_path / "visits.csv")
    assert main(["course", str(tmp_path / "visits.csv"), "-o", files[2]]) == 13
    assert "ranvier new" in capsys.readouterr().err
    (tmp_path / "visits.parquet").write_bytes(b"PAR1 and nothing more")
    assert main(["course", str(tmp_path / "visits.parquet"), "-o", files[2]]) == 13
    VISITS.clear().write_parquet(tmp_path / "visits.parquet")
    assert main(["course", str(tmp_path / "visits.parquet"), "-o", files[2]]) == 12


def test_help_lists_the_published_definitions(capsys):
    with pytest.raises(SystemExit) as left:
        main(["course", "--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    for name, preset in rv.PRESETS.items():
        assert f"  {name} " in shown, name
        assert preset.line[:40] in shown


LASTING = pl.DataFrame(
    {
        "patient_id": [name for name in "abc" for _ in range(5)],
        "date": [on(day) for _ in "abc" for day in (0, 180, 360, 540, 720)],
        "edss": [3.5, 4.5, 4.5, 5.0, 5.0, 6.0, 4.0, 4.0, 4.0, 4.0, 2.0, 2.0, 2.0, 2.0, 2.0],
        "sdmt": [50, 40, 40, 40, 40, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50],
        "fs_pyramidal": [2, 3, 3, 3, 3, 3, 2, 2, 2, 2, 1, 1, 1, 1, 1],
    }
)
"""a worsens for good on day 180, b improves for good, c stays."""


@pytest.mark.parametrize("name", rv.PRESETS)
@pytest.mark.parametrize("grouped", [True, False], ids=["grouped", "ungrouped"])
def test_every_published_definition_is_found_in_a_file_as_in_python(files, name, grouped):
    visits, relapses, out = files
    whole = LASTING if grouped else LASTING.sample(fraction=1, shuffle=True, seed=3)
    whole.write_parquet(visits)
    RELAPSES.with_columns(pl.lit(on(-400)).alias("onset_date")).write_parquet(relapses)
    assert main(["course", visits, "--relapses", relapses, "--definition", name, "-o", out]) == 0
    expected = rv.find_events(LASTING, rv.preset(name), relapses=pl.read_parquet(relapses))
    assert pl.read_parquet(out).equals(expected)
    assert expected.height > 0 or name in ("kalincik2015_24_months", "muller2025")


def test_functional_systems_are_read_from_a_file_and_asked_for_where_they_are_absent(files, capsys):
    visits, relapses, out = files
    LASTING.drop("fs_pyramidal").write_parquet(visits)
    call = ["course", visits, "--relapses", relapses, "--definition", "lorscheider2016", "-o", out]
    assert main(call) == 1
    assert "without any of them" in capsys.readouterr().err
    LASTING.with_columns(pl.lit(9).alias("fs_pyramidal")).write_parquet(visits)
    assert main(call) == 0  # grades that cannot be are emptied, and that is said
    assert "column 'fs_pyramidal'" in capsys.readouterr().out


def test_settings_of_another_school_are_not_changed_from_here(files, capsys):
    visits, _, out = files
    call = ["course", visits, "--definition", "msoutcomes_cdw", "--every", "--confirm-days", "84", "-o", out]
    assert main(call) == 2
    shown = capsys.readouterr().err
    assert "--confirm-days, --every" in shown
    assert "try:" in shown


def test_a_definition_under_the_name_a_program_gives_it_is_the_same():
    assert rv.preset("msoutcomes_pira") is rv.preset("dzau2023")


def test_progress_is_told_of_work_that_takes_longer():
    clock, told = iter([0.0, 0.5, QUIET_SECONDS, 9.0]), []
    progress = after_a_while(told.append, lambda: next(clock))
    for message in ("first", "second", "third"):
        progress(message)
    assert told == ["second", "third"]


PEAK = """
import resource, sys
from pathlib import Path
from ranvier.definitions.worsening import PRIMARY
from ranvier.main_course import course_of_file
course_of_file(Path(sys.argv[1]), PRIMARY, Path(sys.argv[2]), batch_rows=100_000)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


def peak_bytes(visits, out):
    command = [sys.executable, "-c", PEAK, str(visits), str(out)]
    place = {**os.environ, "PYTHONPATH": str(Path(rv.__file__).parents[1])}
    return int(subprocess.run(command, capture_output=True, text=True, check=True, env=place).stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="the unit of ru_maxrss is known here only")
@pytest.mark.parametrize("grouped", [True, False], ids=["grouped", "ungrouped"])
def test_memory_grows_with_the_patients_and_not_with_the_visits(tmp_path, grouped):
    """Four and twenty batches: the further ones add less than their own columns."""
    small, large = (write_visits(tmp_path, n, grouped=grouped) for n in (25_000, 125_000))
    out = tmp_path / "events.parquet"
    growth = peak_bytes(large, out) - peak_bytes(small, out)
    columns = pl.read_parquet(large).estimated_size() - pl.read_parquet(small).estimated_size()
    assert growth < columns


def write_visits(folder, n_patients, *, grouped):
    """Sixteen visits of each patient, 20 bytes each."""
    rng = np.random.default_rng(3)
    n = 16 * n_patients
    frame = pl.DataFrame(
        {
            "patient_id": pl.Series(np.repeat(np.arange(n_patients), 16)).cast(pl.String).str.zfill(8),
            "day": np.tile(np.arange(0, 16 * 90, 90, dtype=np.int32), n_patients),
            "edss": rng.integers(4, 14, n) / 2,
        }
    )
    path = folder / f"{n_patients}.parquet"
    (frame if grouped else frame.sample(fraction=1, shuffle=True, seed=1)).write_parquet(path)
    return path


def test_a_file_of_which_no_row_can_be_used_is_an_error_and_writes_no_events(files, capsys):
    visits, _, out = files
    commas = pl.col("edss").cast(pl.String).str.replace(".", ",", literal=True)
    VISITS.with_columns(commas).write_parquet(visits)
    assert main(["course", visits, "-o", out]) == 21
    shown = capsys.readouterr().err
    assert "No row of visits can be used: 9 visits read, 9 set aside: 9 without a number" in shown
    assert "visits.parquet, column 'edss', rows 2, 3, 4" in shown
    assert not Path(out).exists()


def test_visits_given_as_relapses_are_refused(files, capsys):
    visits, _, out = files
    assert main(["course", visits, "--relapses", visits, "-o", out]) == 21
    shown = capsys.readouterr().err
    assert "The file of relapses has scores (edss) and no column onset_date" in shown
    assert not Path(out).exists()


def test_columns_that_are_missing_are_told_with_the_file_and_the_nearest_name(files, capsys):
    visits, relapses, out = files
    VISITS.rename({"edss": "EDSS"}).write_parquet(visits)
    assert main(["course", visits, "--relapses", relapses, "-o", out]) == 21
    shown = capsys.readouterr().err
    assert "The files cannot be read" in shown
    assert "visits.parquet, which has 3 columns" in shown
    assert "'EDSS' may be it: rename it to edss" in shown
