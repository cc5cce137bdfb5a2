"""When no hazard ratio follows from sound numbers, and which covariates are the reason."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.errors import RanvierError
from ranvier.estimates.inputs import InputError
from ranvier.kernels.cox import CoxAt

Floats = NDArray[np.float64]

LEAST_INFORMATION_LEFT = 1e-7
"""Of that at ratios of 1. A coefficient that runs to infinity loses all of it; a true one never so much."""

LARGEST_RISK = 1e60
"""Of one row beside a mean one. Where a covariate separates neighbours, it is passed within a few steps."""

LEAST_SHARE_OF_ITS_OWN = 1e-10
"""Of what a covariate tells: a smaller share that differs, or that no other covariate tells, is rounding."""


class NoHazardRatio(InputError):
    """The numbers are sound, but no hazard ratio follows from them."""

    def __init__(self, problem: str, *, where: str, hint: str) -> None:
        super().__init__(
            [RanvierError(problem, where=where, hint=hint)],
            headline="The hazard ratio cannot be estimated from these numbers",
        )


def refuse_alike(at_null: Floats, n_events_weighted: float, names: tuple[str, ...]) -> None:
    """Raise NoHazardRatio for a covariate that does not differ, or that others make up.

    at_null: the information at ratios of 1, of covariates scaled to a standard deviation of 1.
    """
    spread = np.diag(at_null)
    for name, own in zip(names, spread, strict=True):
        if not own > LEAST_SHARE_OF_ITS_OWN * n_events_weighted:
            raise NoHazardRatio(
                f"{name} does not differ among those at risk on the days of events",
                where=name,
                hint="leave it out, or compare with patients in whom it differs",
            )
    related = at_null / np.sqrt(np.outer(spread, spread))
    for last in range(1, len(names)):
        parts = np.linalg.solve(related[:last, :last], related[:last, last])
        if 1 - parts @ related[:last, last] < LEAST_SHARE_OF_ITS_OWN:
            makers = [name for name, part in zip(names, parts, strict=False) if abs(part) > 1e-6]
            raise NoHazardRatio(
                f"{names[last]} follows from {' and '.join(makers)}, so they cannot be told apart",
                where=", ".join([*makers, names[last]]),
                hint="leave one of them out; of groups, leave out the one that the others are compared with",
            )


def inverse_root(at_null: Floats) -> Floats:
    """A matrix that makes the information at ratios of 1 the unit matrix, as nearly as its digits allow."""
    scale = np.sqrt(np.diag(at_null))
    lengths, directions = np.linalg.eigh(at_null / np.outer(scale, scale))
    roots = np.sqrt(np.maximum(lengths, LEAST_SHARE_OF_ITS_OWN))
    return np.asarray(directions.T / roots[:, None] / scale, np.float64)


def refuse_endless(here: Floats, root: Floats, names: tuple[str, ...]) -> None:
    """Raise NoHazardRatio where a ratio grows without end: in its direction no information is left.

    root: the inverse root of the information at ratios of 1.
    """
    left, directions = np.linalg.eigh(root @ here @ root.T)
    if not left[0] > LEAST_INFORMATION_LEFT:
        raise endless(root.T @ directions[:, 0], names)


def refuse_extreme(at: CoxAt, coefficients: Floats, names: tuple[str, ...]) -> None:
    """Raise NoHazardRatio where somebody's hazard is beyond any other's."""
    if max(at.risk.max(), at.hazard.max()) > LARGEST_RISK:
        raise endless(coefficients, names)


def endless(direction: Floats, names: tuple[str, ...]) -> NoHazardRatio:
    """The refusal that names the covariates which make up most of *direction*."""
    parts = np.abs(direction)
    running = [name for name, part in zip(names, parts, strict=True) if part > 0.1 * parts.max()]
    separates = "separate" if len(running) > 1 else "separates"
    return NoHazardRatio(
        f"the hazard ratio runs to 0 or to infinity: {' and '.join(running)} {separates} those "
        "with the event from those without",
        where=", ".join(running),
        hint="leave it out, join small groups, or compare shares with exact intervals",
    )
