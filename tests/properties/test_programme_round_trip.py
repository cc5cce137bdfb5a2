"""What `write_programme` writes, `read_programme` reads back unchanged."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from polars.testing import assert_frame_equal

from ranvier.ingest import read_programme
from ranvier.tables.cohort import Cohort
from ranvier.tables.faults import Effect
from ranvier.tables.model import TABLES
from ranvier.tables.write import write_programme
from tests.properties.cohorts import cohorts


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(cohorts())
def test_a_written_programme_reads_back_unchanged(cohort: Cohort) -> None:
    assume(not cohort.visits.is_empty() and not cohort.patients.is_empty())
    with tempfile.TemporaryDirectory() as folder:
        back = read_programme(write_programme(cohort, Path(folder) / "clinic"))
    assert back.programme == cohort.programme
    assert back.supplied == cohort.supplied
    assert list(back.frames) == [name for name in TABLES if name in cohort.frames]
    for name, frame in cohort.frames.items():
        assert_frame_equal(back.frames[name], frame)
    assert {fault.effect for fault in back.faults} <= {Effect.NOTED}
