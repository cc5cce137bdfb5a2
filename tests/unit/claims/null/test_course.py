"""Courses after day 0 without effect."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ranvier.claims.null.course import NullCourses, draw_courses
from ranvier.claims.null.frame import NullFrame, read_null_frame
from ranvier.claims.null.parameters import NullParameters
from ranvier.kernels.arrays import RelapseArrays
from tests.null_trials import nothing_later, programme_of

N_DRAWS = 400
SCORES = [2.0, 3.0, 4.0, 5.0, 6.0] * 4


def frame_of(**how: object) -> NullFrame:
    frame = read_null_frame(programme_of(SCORES, months=(1, 6, 12, 24), **how))  # type: ignore[arg-type] # the tests' own keywords
    assert frame is not None
    return frame


def courses_of(frame: NullFrame, parameters: NullParameters) -> NullCourses:
    return draw_courses(frame, frame.since_relapse, parameters, N_DRAWS, np.random.default_rng(1))


def test_nothing_moves_where_nothing_is_assumed() -> None:
    courses = courses_of(frame_of(), NullParameters(later=nothing_later()))
    points = courses.points.reshape(N_DRAWS, len(SCORES), 4)
    assert np.ptp(points, axis=2).max() == pytest.approx(0, abs=1e-6)
    assert (courses.since_relapse > 2_000).all()


def usual_pace() -> NullParameters:
    return NullParameters(later=replace(NullParameters().later, paces=(1.0,)))


def test_later_relapses_come_at_the_stated_rate() -> None:
    frame = frame_of()
    law = usual_pace()
    n_new = (courses_of(frame, law).relapses.day > 0).sum()
    years = N_DRAWS * frame.last_day.sum() / 365.25
    # onset of MS is not recorded in these records
    assert n_new / years == pytest.approx(law.later.relapses_unknown.value, rel=0.03)


def test_relapses_of_progressive_patients_are_rarer() -> None:
    frame = frame_of(phenotypes=["spms"] * len(SCORES))
    law = usual_pace()
    n_new = (courses_of(frame, law).relapses.day > 0).sum()
    years = N_DRAWS * frame.last_day.sum() / 365.25
    assert n_new / years == pytest.approx(law.later.relapses_progressive.value, rel=0.05)


@pytest.mark.parametrize(
    ("phenotype", "points_a_year"),
    [("rrms", 0.06), ("ppms", 0.35), ("spms", 2.5 * (0.359 / 12.1 + 0.536 / 5.0 + 0.105 / 1.7))],
)
def test_progression_has_the_stated_mean(phenotype: str, points_a_year: float) -> None:
    frame = frame_of(phenotypes=[phenotype] * len(SCORES))
    later = NullParameters().later
    still = nothing_later()
    slopes = {name: getattr(later, name) for name in ("slope_relapsing", "slope_primary", "slopes_secondary")}
    courses = courses_of(frame, NullParameters(later=replace(still, **slopes, paces=(1.0,))))
    points = courses.points.reshape(N_DRAWS, len(SCORES), 4)
    per_year = (points[:, :, 3] - points[:, :, 1]).mean() / ((frame.day[3] - frame.day[1]) / 365.25)
    assert per_year == pytest.approx(points_a_year, rel=0.05)


def test_a_relapse_before_baseline_recedes_and_is_gone_after_two_years() -> None:
    frame = frame_of(in_relapse=len(SCORES), onset_day=-5)
    courses = courses_of(frame, NullParameters(later=nothing_later()))
    receding = courses.receding.reshape(N_DRAWS, len(SCORES), 4)
    assert (np.diff(receding, axis=2) <= 1e-6).all()
    assert receding[:, :, 3].max() == 0


def test_days_since_relapse_equal_a_slow_search() -> None:
    frame = frame_of(in_relapse=8, onset_day=-20)
    courses = courses_of(frame, NullParameters())
    relapses: RelapseArrays = courses.relapses
    for draw in (0, 17, 399):
        for patient in range(frame.n_patients):
            course = draw * frame.n_patients + patient
            onsets = relapses.day[relapses.offset[course] : relapses.offset[course + 1]]
            assert (np.diff(onsets) >= 0).all()
            for visit in range(frame.offset[patient], frame.offset[patient + 1]):
                latest = max(int(onset) for onset in onsets if onset <= frame.day[visit])
                assert courses.since_relapse[draw, visit] == frame.day[visit] - latest


def test_the_patients_of_a_programme_share_its_pace() -> None:
    law = replace(NullParameters().later, paces=(0.0, 1.0))
    frame = frame_of(phenotypes=["ppms"] * len(SCORES))
    points = courses_of(frame, NullParameters(later=law)).points.reshape(N_DRAWS, len(SCORES), 4)
    moved = np.ptp(points, axis=2).max(axis=1)
    assert (moved[::2] < 1e-6).all()
    assert (moved[1::2] > 0.1).all()
