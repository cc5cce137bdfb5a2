"""Who is re-created without effect."""

from __future__ import annotations

import numpy as np

from ranvier.claims.null import null_source
from ranvier.claims.null.frame import read_null_frame
from tests.null_trials import programme_of

MEAN_12 = ("edss_change_mean", {"months": 12})


def test_patients_with_a_baseline_of_ten_are_left_out() -> None:
    # 10 is death: nobody is treated then, and no rater can have meant 9.5
    frame = read_null_frame(programme_of([3.0, 10.0, 9.5, 4.0]))
    assert frame is not None
    assert frame.patient_ids.to_list() == ["P0000", "P0002", "P0003"]
    assert frame.baseline_ticks.tolist() == [6, 19, 8]
    assert len(frame.day) == 3 * 4  # four visits each


def test_a_programme_of_such_baselines_alone_has_no_band() -> None:
    assert read_null_frame(programme_of([10.0, 10.0])) is None


def test_such_a_baseline_does_not_move_the_band() -> None:
    with_it, without_it = (
        null_source(programme_of([*np.repeat(4.0, 20), *more]), seed=1)(*MEAN_12) for more in ((10.0,), ())
    )
    assert with_it is not None
    assert with_it == without_it
