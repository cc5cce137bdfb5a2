"""Small clinics: every one of them gets a report that may be shared, whatever its size.

Records of few patients are full of small groups; none of them may keep a report from being written, and none
may be shown. The clinics are simulated, with 1 to 60 patients, half of them with a comparison group.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import ranvier
from ranvier.report.disclosure import check_shareable
from ranvier.report.masked import LEFT_OUT
from ranvier.report.sharing_of import sharing_of
from ranvier.simulate.clinic import simulate_clinic
from ranvier.simulate.plan import NO_EFFECT, TRUE_EFFECT

SIZES = (1, 2, 3, 5, 6, 9, *sorted(int(n) for n in np.random.default_rng(7).integers(10, 61, 12)))
"""Numbers of patients: the smallest ones, and 12 drawn between 10 and 60."""


@pytest.mark.parametrize(("place", "n_patients"), list(enumerate(SIZES)))
def test_a_small_clinic_gets_a_report_that_may_be_shared(place: int, n_patients: int, tmp_path: Path) -> None:
    plan = TRUE_EFFECT if place % 2 else NO_EFFECT
    hidden = replace(plan.follow_up, hidden_patients=0)
    cohort = simulate_clinic(replace(plan, n_patients=n_patients, follow_up=hidden), seed=place)
    examined = ranvier.examine(cohort, ranvier.read_claims("cell-therapy"), seed=1)
    page = examined.write(tmp_path / "report")
    files = {
        path.name: path.read_text(encoding="utf-8")
        for path in sorted(page.parent.rglob("*"))
        if path.is_file()
    }
    check_shareable(files, sharing_of(examined.examination, internal=False))
    assert {"report.html", "verdicts.json", "provenance.json"} <= files.keys()
    # the last resort is for words nobody thought of; these are told as small where they are worded
    assert not [name for name, text in files.items() if LEFT_OUT in text]
