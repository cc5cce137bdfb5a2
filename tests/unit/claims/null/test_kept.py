"""A design is drawn once in a process, and any change of it is another design."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

import numpy as np
import polars as pl
import pytest

from ranvier.claims.null import band, null_band, null_source
from ranvier.claims.null.frame import NullFrame, read_null_frame
from ranvier.claims.null.kept import Kept
from ranvier.claims.null.parameters import NullParameters
from ranvier.claims.null.programmes import NullProgrammes
from tests.null_trials import nothing_later, programme_of

SCORES = [2.0, 3.0, 4.0, 5.0] * 3
MEAN_12 = ("edss_change_mean", {"months": 12})


def test_the_last_few_are_kept_and_made_once() -> None:
    made: list[int] = []

    def make(number: int) -> Callable[[], int]:
        return lambda: made.append(number) or number  # type: ignore[func-returns-value]  # append gives None

    kept: Kept[int] = Kept(2)
    for number in (1, 2, 1, 3, 1, 2):
        assert kept.get(number, make(number)) == number
    assert made == [1, 2, 3, 2]  # 2 was asked for longest ago when 3 came
    assert len(kept) == 2


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[NullFrame]:
    """The frames that are drawn from now on, with nothing kept from before."""
    frames: list[NullFrame] = []
    simulate = band.simulate_null

    def counting(frame: NullFrame, *arguments: object, **named: object) -> NullProgrammes:
        frames.append(frame)
        return simulate(frame, *arguments, **named)  # type: ignore[arg-type] # as they come

    monkeypatch.setattr(band, "simulate_null", counting)
    monkeypatch.setattr(band, "_DRAWN", Kept(2))
    return frames


def test_the_same_design_is_drawn_once_in_a_process(drawn: list[NullFrame]) -> None:
    bands = [null_band(programme_of(SCORES), *MEAN_12, seed=1, n_programmes=30) for _ in range(3)]
    assert bands[0] == bands[1] == bands[2]
    assert len(drawn) == 1
    source = null_source(programme_of(SCORES), seed=1)
    source(*MEAN_12)
    source("free_of_worsening", {"months": 12})
    source.for_votes("free_of_worsening", {"months": 12, "definition": "trial_12_weeks"})
    assert len(drawn) == 2  # 1,000 programmes now, 30 before


def test_another_visit_seed_number_or_law_is_another_design(drawn: list[NullFrame]) -> None:
    null_band(programme_of(SCORES), *MEAN_12, seed=1, n_programmes=30)
    null_band(programme_of(SCORES, months=(3, 6, 12, 18)), *MEAN_12, seed=1, n_programmes=30)
    null_band(programme_of(SCORES), *MEAN_12, seed=2, n_programmes=30)
    null_band(programme_of(SCORES), *MEAN_12, seed=1, n_programmes=31)
    frame = read_null_frame(programme_of(SCORES))
    assert frame is not None
    band.drawn_programmes(frame, 1, 30, NullParameters(later=nothing_later()))  # type: ignore[arg-type] # of later laws
    assert len(drawn) == 5


def test_every_part_of_a_frame_is_in_its_digest() -> None:
    frame = read_null_frame(programme_of(SCORES, in_relapse=4))
    same = read_null_frame(programme_of(SCORES, in_relapse=4))
    assert frame is not None
    assert same is not None
    assert frame.digest == same.digest
    digests = {frame.digest}
    for each in fields(frame):
        digests.add(replace(frame, **{each.name: changed(getattr(frame, each.name))}).digest)
    assert len(digests) == 1 + len(fields(frame))


def changed(value: object) -> object:
    """The same with its last element another."""
    if isinstance(value, np.ndarray):
        other = value.copy()
        other[-1] = not other[-1] if value.dtype == bool else 77
        return other
    if isinstance(value, pl.Series):
        return pl.Series(value.name, [*value.to_list()[:-1], "other"])
    return not value if isinstance(value, bool) else 3.0
