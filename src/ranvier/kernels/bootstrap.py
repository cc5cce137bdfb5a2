"""Bootstrap samples of a curve drawn on the histogram by day instead of patient by patient."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int64]
Floats = NDArray[np.float64]

#: Replicates drawn at once: their counts stay in the processor's cache.
AT_ONCE = 10

#: A binomial draw for a cell takes as long as drawing so many patients one by one (benchmarks/bootstrap.py).
PATIENTS_A_CELL = 9


class Cells(NamedTuple):
    """The histogram behind a curve up to one day, without the days on which nobody had the event.

    In the order of time: those who leave between two event days without it, then those who have the event;
    last all who are left. n_patients: in each cell. is_event: whether the cell is of events.
    """

    n_patients: Days
    is_event: NDArray[np.bool_]


def cells_until(n_events: Days, n_censored: Days, n_at_risk: Days, day: int) -> Cells:
    """The cells of a curve from counts by day from 0; nobody enters late."""
    event_days = np.flatnonzero(n_events[: day + 1])
    # A censoring of an event day comes after its events, so it belongs to the next cell.
    gone_before = np.append(0, np.cumsum(n_censored))[event_days]
    n_patients = np.zeros(2 * event_days.size + 1, np.int64)
    n_patients[0:-1:2] = np.diff(gone_before, prepend=0)
    n_patients[1::2] = n_events[event_days]
    n_patients[-1] = int(n_at_risk[0]) - int(n_patients.sum())
    is_event = np.zeros(n_patients.size, np.bool_)
    is_event[1::2] = True
    kept = n_patients > 0
    return Cells(n_patients[kept], is_event[kept])


def draw_survival(cells: Cells, n_replicates: int, random: np.random.Generator) -> Floats:
    """The share free of the event at the end of *cells* in each bootstrap sample of the patients."""
    shares = np.empty(n_replicates)
    draw = _draw_patients if _is_quicker_by_patient(cells) else _draw_cells
    for first in range(0, n_replicates, AT_ONCE):
        n_drawn = min(AT_ONCE, n_replicates - first)
        shares[first : first + n_drawn] = survival_of(draw(cells, n_drawn, random), cells.is_event)
    return shares


def draw_clusters(
    cell: Days, cluster: Days, is_event: NDArray[np.bool_], n_replicates: int, random: np.random.Generator
) -> Floats:
    """The same in samples of whole clusters; cell, cluster: of each patient, cells as in `cell_of_each`."""
    n_clusters = int(cluster.max()) + 1
    shares = np.empty(n_replicates)
    for sample in range(n_replicates):
        often = np.bincount(random.integers(0, n_clusters, n_clusters), minlength=n_clusters)
        counts = np.bincount(cell, weights=often[cluster], minlength=is_event.size)
        shares[sample] = survival_of(counts[None, :], is_event)[0]
    return shares


def cell_of_each(exit_day: Days, event: NDArray[np.bool_], day: int) -> tuple[Days, NDArray[np.bool_]]:
    """The cell of each patient up to *day*, and whether each cell is of events; empty cells are kept."""
    event_days = np.flatnonzero(np.bincount(exit_day[event])[: day + 1])
    # A censoring of an event day comes after its events.
    cell = 2 * np.searchsorted(event_days, exit_day, side="right")
    cell[event & (exit_day <= day)] -= 1
    is_event = np.zeros(2 * event_days.size + 1, np.bool_)
    is_event[1::2] = True
    return cell, is_event


def survival_of(counts: Days | Floats, is_event: NDArray[np.bool_]) -> Floats:
    """The product limit of each row of *counts* (samples, cells)."""
    n_left = counts.sum(axis=1, keepdims=True) - np.cumsum(counts, axis=1)
    events, left = counts[:, is_event], n_left[:, is_event]
    at_risk = np.maximum(left + events, 1)
    return np.asarray(np.where(events > 0, left / at_risk, 1.0).prod(axis=1), np.float64)


def _is_quicker_by_patient(cells: Cells) -> bool:
    return int(cells.n_patients.sum()) <= PATIENTS_A_CELL * cells.n_patients.size


def _draw_patients(cells: Cells, n_samples: int, random: np.random.Generator) -> Days:
    """Counts of samples drawn patient by patient with replacement."""
    n_cells, n = cells.n_patients.size, int(cells.n_patients.sum())
    cell_of = np.repeat(np.arange(n_cells), cells.n_patients)
    picks = random.integers(0, n, (n_samples, n), dtype=np.uint16 if n <= 65_536 else np.uint32)
    return np.stack([np.bincount(cell_of[row], minlength=n_cells) for row in picks])


def _draw_cells(cells: Cells, n_samples: int, random: np.random.Generator) -> Days:
    """Counts of samples drawn cell by cell: multinomial, in a time that does not depend on the patients."""
    n = int(cells.n_patients.sum())
    counts: Days = random.multinomial(n, cells.n_patients / n, size=n_samples)
    return counts
