"""The true disability at baseline, and how much of a relapse is still to recede, given the baseline score.

Bayes' rule over the true step and the size of the latest relapse. Where a programme accepted only from a
certain score on, those who ask are weighed by how common their level is: people just under the rule get in by
error or in a relapse, and fall back afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from scipy.stats import gamma

from ranvier.claims.null.frame import Floats, NullFrame
from ranvier.claims.null.parameters import BeforeEntry, EntryLaw, NullParameters, RelapseLaw
from ranvier.claims.null.scores import writing_chance

LAST_RECOVERY_DAY = 730
STEP = 0.5

Singles = NDArray[np.float32]


@dataclass(frozen=True)
class TrueBaselines:
    """For each draw (row) and patient (column): true EDSS at baseline, and what recedes of a relapse, points.

    receding: what recedes of the latest relapse from its peak to its end, whatever is gone at baseline.
    """

    points: NDArray[np.float32]
    receding: NDArray[np.float32]


def remaining_by_day(law: RelapseLaw) -> NDArray[np.float32]:
    """Part of what recedes that is still there, for days 0 to 730 after onset; none after that."""
    days, gone = np.array(law.recovered).T
    left = 1 - np.interp(np.arange(LAST_RECOVERY_DAY + 1), days, gone)
    return np.asarray(left, dtype=np.float32)


def left_after(days: Floats, law: RelapseLaw) -> Singles:
    """Part of what recedes that is still there *days* after onset; nothing two years after or without one."""
    return looked_up(remaining_by_day(law), days.astype(np.int64))


def looked_up(table: Singles, days: NDArray[np.int64]) -> Singles:
    """The entry of *table* for each of *days*; nothing beyond its end."""
    found: Singles = table[np.clip(days, 0, LAST_RECOVERY_DAY)]
    found[days > LAST_RECOVERY_DAY] = 0
    return found


def receding_chances(law: RelapseLaw, before: BeforeEntry) -> Floats:
    """Chance that a relapse before entry has 0, 0.5, 1.0 … points that recede: its rise less what stays.

    Smaller relapses than those of *before* are left out: nobody comes because of them.
    """
    chances = np.zeros(len(law.peak))
    risen = np.array(law.peak)
    risen[: before.least_ticks] = 0
    for rise, chance in enumerate(risen / risen.sum()):
        stays = staying_chances(law, rise)
        for staying, part in enumerate(stays):
            chances[rise - staying] += chance * part
    return chances


def staying_chances(law: RelapseLaw, rise: int) -> Floats:
    """Chance that 0, 0.5, 1.0 … points stay of a relapse that raised the EDSS by *rise* half points."""
    if rise == 0:
        return np.ones(1)
    given = np.array(law.residual_mild if rise == 1 else law.residual)
    within = np.zeros(rise + 1)
    np.add.at(within, np.minimum(np.arange(len(given)), rise), given)  # no more stays than came
    shares: Floats = within / within.sum()
    return shares


def draw_true_baselines(
    frame: NullFrame,
    since_relapse: Floats,
    parameters: NullParameters,
    start: tuple[BeforeEntry, bool],
    n_draws: int,
    rng: Generator,
) -> TrueBaselines:
    """True baselines of *n_draws* re-created programmes, given each patient's score and latest relapse.

    start: relapses before entry, and whether raters now and then are a full point off.
    """
    before, full_points = start
    rater = parameters.rater
    writing = writing_chance(rater, rater.full_point.value * full_points)
    true = _true_ticks(frame, writing)
    weights = _weights(frame, since_relapse, parameters, before, (true, writing))
    chosen = _draw_rows(weights.reshape(frame.n_patients, -1), n_draws, rng)
    place, receding = np.divmod(chosen, weights.shape[2])
    ticks = true[np.arange(frame.n_patients), place].astype(np.float32)
    inside_step = rng.random(chosen.shape, dtype=np.float32) - np.float32(
        0.5
    )  # anywhere in the half point of its step
    points = (STEP * (ticks + inside_step)).astype(np.float32)
    return TrueBaselines(points, receding.astype(np.float32) * np.float32(STEP))


MOST_TRUE_STEPS = 5
"""At most so many true steps may be written as one score: two lower, the same, two higher."""


def _true_ticks(frame: NullFrame, writing: Floats) -> NDArray[np.int64]:
    """For each patient (row) the true steps that are written as the score, the likeliest first."""
    likeliest = np.argsort(-writing, axis=0, kind="stable")[:MOST_TRUE_STEPS].T
    found: NDArray[np.int64] = likeliest[frame.baseline_ticks]
    return found


def _weights(
    frame: NullFrame,
    since_relapse: Floats,
    parameters: NullParameters,
    before: BeforeEntry,
    rated: tuple[NDArray[np.int64], Floats],
) -> Floats:
    """Weight of each true step and relapse size for each patient.

    rated: the true steps of each patient, and the chances to write each score for each.
    """
    true, writing = rated
    written = writing[true, frame.baseline_ticks[:, None]]
    chances = receding_chances(parameters.relapse, before)
    left = left_after(since_relapse * before.times_as_fast, parameters.relapse)
    excess = STEP * np.arange(len(chances)) * left[:, None]
    stable = true[:, :, None] / 2 - excess[:, None, :]
    possible = stable >= -STEP / 2
    common = _how_common(stable, parameters.entry) if frame.entry_edss_at_least is not None else 1.0
    weights: Floats = written[:, :, None] * chances * possible * common
    return weights


def _how_common(stable: Floats, law: EntryLaw) -> Floats:
    """How common a level is among those who ask; never nothing, so that every recorded score is possible."""
    scale = law.mean_points.value / law.shape.value
    common: Floats = gamma.pdf(np.maximum(stable, STEP / 2), law.shape.value, scale=scale) + 1e-9
    return common


def _draw_rows(weights: Floats, n_draws: int, rng: Generator) -> NDArray[np.int64]:
    """For each draw and row of *weights* the number of a column, drawn by its weight."""
    n_rows, n_columns = weights.shape
    cumulative = np.cumsum(weights, axis=1)
    cumulative /= cumulative[:, -1:]
    cumulative[:, -1] = 1.0
    stacked = (cumulative + np.arange(n_rows)[:, None]).ravel()
    luck = rng.random((n_draws, n_rows)) + np.arange(n_rows)
    place = np.searchsorted(stacked, luck.ravel(), side="right").reshape(n_draws, n_rows)
    columns: NDArray[np.int64] = np.minimum(place - np.arange(n_rows) * n_columns, n_columns - 1)
    return columns
