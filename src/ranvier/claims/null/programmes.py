"""Re-created programmes without effect, kept so that many figures can be read from the same draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ranvier.claims.null.course import draw_courses
from ranvier.claims.null.frame import FAR_DAYS, Floats, NullFrame
from ranvier.claims.null.kept import Kept
from ranvier.claims.null.parameters import NullParameters
from ranvier.claims.null.scores import Ticks
from ranvier.claims.null.variants import score_variants
from ranvier.kernels.arrays import RelapseArrays

N_PROGRAMMES = 1000

LEAST_PROGRAMMES = 100
"""Fewer would leave two or three programmes beyond each end of a band."""
"""Programmes that the band of a claim is read from."""

MOST_SCORES = 6_000_000
"""At most so many scores are drawn for each variant: 1,000 programmes of 300 patients with 20 visits.

In larger programmes each patient's course is drawn fewer times, and programmes are put together from these
draws, patient by patient at random: patients are independent, so only the spread of one patient is coarser.
"""

FEWEST_DRAWS_A_KIND = 2
UNKNOWN_RELAPSE_DAYS = 30
"""Where relapses are not recorded, a baseline 'in a relapse' is 0 to 30 days after its onset.

People who come because of a relapse come soon, and then the most has still to recede; a programme that sees
them later lies between this and fewer baselines in a relapse, which are tried as well.
"""

RELAPSE_SHARES = (0, 25, 50, 75, 100)
"""Percent of the baselines that are put in a relapse where relapses are not recorded (verdict rule 2)."""

Values = NDArray[Any]


@dataclass(frozen=True)
class NullState:
    """Programmes whose baselines are as recorded, or all in a relapse, or none: one row a draw.

    scores: for each variant, one column a visit. relapses: onsets, flattened draw by draw and patient by
    patient. since_relapse: days from the latest relapse of each visit.
    """

    scores: tuple[Ticks, ...]
    relapses: RelapseArrays
    since_relapse: NDArray[np.int16]


@dataclass(frozen=True)
class NullProgrammes:
    """Programmes without effect, under every variant.

    frame: what was kept of the records. states: one where relapses are recorded, else no and every baseline
    in a relapse. n_programmes: programmes a figure is read from. n_draws: how often each patient's course was
    drawn; fewer than n_programmes in large programmes. figures: those read before.
    """

    frame: NullFrame
    states: tuple[NullState, ...]
    n_programmes: int
    n_draws: int
    seed: int
    parameters: NullParameters
    figures: Kept[Floats] = field(default_factory=lambda: Kept(64), repr=False, compare=False)

    @property
    def relapse_shares(self) -> tuple[int, ...]:
        """The shares of baselines in a relapse that are tried, in percent; none where they are recorded."""
        return RELAPSE_SHARES if len(self.states) > 1 else ()

    @cached_property
    def picks(self) -> NDArray[np.int64] | None:
        """For each programme (row) and patient (column) the draw it takes; None where each has its own."""
        if self.n_draws == self.n_programmes:
            return None
        rng = np.random.default_rng([self.seed, self.n_programmes])
        n_kinds = self.parameters.n_kinds
        shape = (self.n_programmes, self.frame.n_patients)
        kind = np.arange(self.n_programmes)[:, None] % n_kinds  # all patients of a programme share its kind
        return kind + n_kinds * rng.integers(self.n_draws // n_kinds, size=shape)

    @cached_property
    def relapse_order(self) -> NDArray[np.int64]:
        """For each programme the patients' places in the order in which they are put in a relapse."""
        rng = np.random.default_rng([self.seed, self.n_programmes, 1])
        shape = (self.n_programmes, self.frame.n_patients)
        return np.argsort(rng.random(shape, dtype=np.float32), axis=1)

    def places(self, rows: slice, patients: NDArray[np.int64]) -> NDArray[np.int64] | None:
        """Where the programmes *rows* find their values among those of draws (rows) and *patients*."""
        if self.picks is None:
            return None
        return self.picks[rows][:, patients] * len(patients) + np.arange(len(patients))

    def picked(self, values: Values, rows: slice, places: NDArray[np.int64] | None) -> Values:
        """From values of each draw those of the programmes *rows*, which stand at *places*."""
        return values[rows] if places is None else np.take(values, places)

    def mixed(self, by_state: Sequence[Values], rows: slice, patients: NDArray[np.int64]) -> list[Values]:
        """Values of programmes *rows* for each share in a relapse, from those without and those with."""
        if len(by_state) == 1:
            return [by_state[0]]
        order = self.relapse_order[rows][:, patients]
        counts = [round(share / 100 * self.frame.n_patients) for share in RELAPSE_SHARES]
        return [np.where(order < count, by_state[1], by_state[0]) for count in counts]

    def first(self, n_programmes: int) -> NullProgrammes:
        """So many programmes from the first of the draws, as large a part of them as of the programmes."""
        n = min(n_programmes, self.n_programmes)
        part = self.n_draws * n // self.n_programmes
        n_draws = n if self.picks is None else _of_each_kind(part, self.parameters, self.n_draws)
        states = tuple(_first(state, n_draws, self.frame.n_patients) for state in self.states)
        return replace(self, states=states, n_programmes=n, n_draws=n_draws, figures=Kept(64))

    def assumptions(self) -> tuple[str, ...]:
        """Every number and choice the band rests on, with its status."""
        lines = ["visits, losses and deaths as in the records, with or without an effect (assumed)"]
        if self.relapse_shares:
            shares = ", ".join(str(share) for share in RELAPSE_SHARES)
            lines.append(
                f"relapses not recorded: {shares} % of baselines 0 to {UNKNOWN_RELAPSE_DAYS} days after the "
                "onset of one are tried (assumed)"
            )
        if self.frame.entry_edss_at_least is not None:
            lines.append(
                f"entry from EDSS {self.frame.entry_edss_at_least:g} on at the baseline visit (declared)"
            )
        if self.picks is not None:
            lines.append(f"each patient's course drawn {self.n_draws} times and recombined (assumed)")
        return (*self.parameters.assumptions(), *lines)


def _first(state: NullState, n_draws: int, n_patients: int) -> NullState:
    relapses = relapses_of_draws(state.relapses, 0, n_draws, n_patients)
    return NullState(
        tuple(scores[:n_draws] for scores in state.scores), relapses, state.since_relapse[:n_draws]
    )


def relapses_of_draws(relapses: RelapseArrays, first: int, last: int, n_patients: int) -> RelapseArrays:
    """Onsets of the draws from *first* to before *last*."""
    offset = relapses.offset[first * n_patients : last * n_patients + 1]
    return RelapseArrays(offset - offset[0], relapses.day[offset[0] : offset[-1]])


def simulate_null(
    frame: NullFrame,
    seed: int,
    n_programmes: int = N_PROGRAMMES,
    parameters: NullParameters | None = None,
    *,
    n_threads: int = 2,
) -> NullProgrammes:
    """The programme of *frame* re-created *n_programmes* times without effect, under each variant.

    n_threads: variants scored at the same time; the same numbers whatever it is. Source: verdict rule 5.
    """
    law = parameters or NullParameters()
    n_draws = _number_of_draws(frame, law, n_programmes)
    rng = np.random.default_rng(seed)
    states = []
    for since_relapse in _relapse_states(frame, rng):
        courses = draw_courses(frame, since_relapse, law, n_draws, rng)
        luck = rng.random(courses.points.shape, dtype=np.float32)
        scores = score_variants(frame, courses, law, luck, n_threads)
        states.append(NullState(scores, courses.relapses, courses.since_relapse))
    return NullProgrammes(frame, tuple(states), n_programmes, n_draws, seed, law)


def _number_of_draws(frame: NullFrame, law: NullParameters, n_programmes: int) -> int:
    """As many draws as programmes where that is affordable, else fewer."""
    affordable = MOST_SCORES // frame.n_visits
    return n_programmes if affordable >= n_programmes else _of_each_kind(affordable, law, n_programmes)


def _of_each_kind(n_draws: int, law: NullParameters, most: int) -> int:
    """About *n_draws*, the same number of each kind and not too few, but never more than *most*."""
    return min(law.n_kinds * max(n_draws // law.n_kinds, FEWEST_DRAWS_A_KIND), most)


def _relapse_states(frame: NullFrame, rng: np.random.Generator) -> list[Floats]:
    """Days since the latest relapse at baseline, as recorded; where nothing is recorded both extremes."""
    if frame.relapses_recorded:
        return [frame.since_relapse]
    since = np.floor(rng.random(frame.n_patients) * (UNKNOWN_RELAPSE_DAYS + 1))
    return [np.full(frame.n_patients, FAR_DAYS), since]
