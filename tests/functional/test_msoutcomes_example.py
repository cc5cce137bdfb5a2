"""The example in examples/msoutcomes reads the sample data of the R package MSoutcomes."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from ranvier.cli import main
from ranvier.ingest import read_programme
from ranvier.tables.faults import Effect

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "msoutcomes"
SAMPLE = ROOT.parent / "shared" / "data" / "msoutcomes_sample.csv"

pytestmark = pytest.mark.skipif(
    not SAMPLE.is_file(),
    reason="the sample data of MSoutcomes are in no folder shared/data beside the project",
)


def test_the_counts_are_those_of_the_sample() -> None:
    cohort = read_programme(EXAMPLE)
    # counted once in the file: 40 patients, 798 visits, 259 of them without an EDSS
    assert cohort.patients.height == 40
    assert cohort.visits.height == 798
    assert cohort.visits["edss"].null_count() == 259
    assert cohort.visits["ambulation_coding"].unique().to_list() == ["grades_13"]
    assert all(fault.effect is Effect.NOTED for fault in cohort.faults)


def test_relapses_come_from_the_days_since_the_latest_one() -> None:
    cohort = read_programme(EXAMPLE)
    # counted once by hand from the file: date of the visit plus days, distinct for each patient
    sample = pl.read_csv(SAMPLE, null_values="NA", try_parse_dates=True).drop_nulls("daysPostRelapse")
    onset = pl.col("dateEDSS") + pl.duration(days=pl.col("daysPostRelapse"))
    expected = sample.select("ID", onset.alias("onset")).unique().sort("ID", "onset")
    assert cohort.relapses.select("patient_id", "onset_date").rows() == expected.rows()
    assert cohort.relapses.height == 114
    assert not cohort.has("administrations")
    assert cohort.missing("patients", "relapses.onset_date") == ("patients",)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [  # rows that MSoutcomes 0.2.1 gives for its sample with the settings it has by itself (source S70)
        ("msoutcomes_cdw", {"worsening": 40}),
        ("msoutcomes_cdi", {"improvement": 1}),
        ("dzau2023", {"worsening": 30}),
        ("msoutcomes_cdeseq", {"worsening": 53, "improvement": 9}),
    ],
)
def test_the_events_of_the_package_come_from_the_command_line(
    tmp_path: Path, name: str, kinds: dict[str, int]
) -> None:
    out = tmp_path / "events.parquet"
    assert main(["course", str(EXAMPLE), "--definition", name, "-o", str(out)]) == 0
    found = pl.read_parquet(out)["kind"].value_counts()
    assert dict(found.rows()) == kinds
