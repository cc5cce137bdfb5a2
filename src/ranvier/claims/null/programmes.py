"""Re-created programmes without effect, kept so that many figures can be read from the same draws."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ranvier.claims.null.course import NullCourses, draw_courses
from ranvier.claims.null.frame import FAR_DAYS, Floats, NullFrame, read_null_frame
from ranvier.claims.null.parameters import NullParameters
from ranvier.claims.null.scores import Ticks
from ranvier.claims.null.variants import VARIANTS, scores_of
from ranvier.claims.records import Records

MOST_SCORES = 1_200_000
"""At most so many scores are drawn for each variant: 400 programmes of 150 patients with 20 visits.

In larger programmes each patient's course is drawn fewer times, and programmes are put together from these
draws, patient by patient at random: patients are independent, so only the spread of one patient is coarser.
"""

FEWEST_DRAWS_A_PACE = 4
UNKNOWN_RELAPSE_DAYS = 90
"""Where relapses are not recorded, a baseline 'in a relapse' is 0 to 90 days after its onset."""


@dataclass(frozen=True)
class NullWorld:
    """Programmes under one variant: one row a draw of every patient's course, one column a visit."""

    label: str
    scores: Ticks
    courses: NullCourses


@dataclass(frozen=True)
class NullProgrammes:
    """Programmes without effect, under every variant.

    records: of the programme; frame: what was kept of them. n_programmes: programmes a figure is read from.
    n_draws: how often each patient's course was drawn; fewer than n_programmes in large programmes.
    """

    records: Records
    frame: NullFrame
    worlds: tuple[NullWorld, ...]
    n_programmes: int
    n_draws: int
    seed: int
    parameters: NullParameters

    @cached_property
    def picks(self) -> NDArray[np.int64]:
        """For each programme (row) and patient (column) the draw it takes: its own where there are enough."""
        if self.n_draws == self.n_programmes:
            return np.repeat(np.arange(self.n_draws)[:, None], self.frame.n_patients, axis=1)
        rng = np.random.default_rng([self.seed, self.n_programmes])
        n_paces = len(self.parameters.later.paces)
        shape = (self.n_programmes, self.frame.n_patients)
        pace = np.arange(self.n_programmes)[:, None] % n_paces  # all patients of a programme share its pace
        return pace + n_paces * rng.integers(self.n_draws // n_paces, size=shape)

    def assumptions(self) -> tuple[str, ...]:
        """Every number and choice the band rests on, with its status."""
        lines = ["visits, losses and deaths as in the records, with or without an effect (assumed)"]
        if not self.frame.relapses_recorded:
            lines.append("relapses not recorded: none and every baseline in a relapse are tried (assumed)")
        if self.frame.entry_edss_at_least is not None:
            lines.append(
                f"entry from EDSS {self.frame.entry_edss_at_least:g} on at the baseline visit (declared)"
            )
        if self.n_draws < self.n_programmes:
            lines.append(f"each patient's course drawn {self.n_draws} times and recombined (assumed)")
        return (*self.parameters.assumptions(), *lines)


def simulate_null(
    records: Records, seed: int, n_programmes: int = 400, parameters: NullParameters | None = None
) -> NullProgrammes | None:
    """The treated of *records* re-created *n_programmes* times without effect, under each variant.

    None where no treated patient has a baseline and a later EDSS. Source: verdict rule 5.
    """
    frame = read_null_frame(records)
    if frame is None:
        return None
    law = parameters or NullParameters()
    n_draws = _number_of_draws(frame, len(law.later.paces), n_programmes)
    rng = np.random.default_rng(seed)
    worlds = tuple(
        world
        for name, since_relapse in _relapse_states(frame, rng)
        for world in _worlds(frame, name, draw_courses(frame, since_relapse, law, n_draws, rng), law, rng)
    )
    return NullProgrammes(records, frame, worlds, n_programmes, n_draws, seed, law)


def _number_of_draws(frame: NullFrame, n_paces: int, n_programmes: int) -> int:
    """As many draws as programmes where that is affordable, else fewer, the same number at each pace."""
    affordable = MOST_SCORES // frame.n_visits
    if affordable >= n_programmes:
        return n_programmes
    return min(n_paces * max(affordable // n_paces, FEWEST_DRAWS_A_PACE), n_programmes)


def _relapse_states(frame: NullFrame, rng: np.random.Generator) -> list[tuple[str, Floats]]:
    """Days since the latest relapse at baseline, as recorded; where nothing is recorded both extremes."""
    if frame.relapses_recorded:
        return [("", frame.since_relapse)]
    since = np.floor(rng.random(frame.n_patients) * (UNKNOWN_RELAPSE_DAYS + 1))
    nobody = np.full(frame.n_patients, FAR_DAYS)
    return [("; no baseline in a relapse", nobody), ("; every baseline in a relapse", since)]


def _worlds(
    frame: NullFrame, name: str, courses: NullCourses, law: NullParameters, rng: np.random.Generator
) -> list[NullWorld]:
    luck = rng.random(courses.points.shape, dtype=np.float32)
    return [
        NullWorld(
            variant.label + name, scores_of(variant, frame, courses, (law.bias, law.rater), luck), courses
        )
        for variant in VARIANTS
    ]
