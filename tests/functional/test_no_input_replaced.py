"""No command writes its result over a file that it reads."""

from __future__ import annotations

import polars as pl
import pytest

from ranvier.cli import main
from tests.small_cohorts import on


@pytest.mark.parametrize("out", ["visits.parquet", "relapses.parquet"])
def test_events_do_not_replace_the_records_they_come_from(tmp_path, out, capsys):
    visits, relapses = tmp_path / "visits.parquet", tmp_path / "relapses.parquet"
    pl.DataFrame({"patient_id": ["a"], "date": [on(0)], "edss": [2.0]}).write_parquet(visits)
    pl.DataFrame({"patient_id": ["a"], "onset_date": [on(9)]}).write_parquet(relapses)
    before = visits.read_bytes(), relapses.read_bytes()
    assert main(["course", str(visits), "--relapses", str(relapses), "-o", str(tmp_path / out)]) == 2
    assert "take the place of a file it is made from" in capsys.readouterr().err
    assert (visits.read_bytes(), relapses.read_bytes()) == before
