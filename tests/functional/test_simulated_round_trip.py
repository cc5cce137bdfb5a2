"""A simulated clinic that is written down is read back unchanged and without a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from ranvier.ingest import read_programme
from ranvier.simulate.clinic import simulate_clinic
from ranvier.simulate.plan import DEMO_PLANS, ClinicPlan
from ranvier.tables.write import write_programme


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("plan", DEMO_PLANS, ids=lambda plan: plan.key)
def test_simulated_records_are_read_back_unchanged(plan: ClinicPlan, seed: int, tmp_path: Path) -> None:
    cohort = simulate_clinic(plan, seed)
    again = read_programme(write_programme(cohort, tmp_path))
    assert not again.faults
    assert again.programme == cohort.programme
    assert again.supplied == cohort.supplied
    for name, frame in cohort.frames.items():
        assert frame.equals(again.frames[name]), name
