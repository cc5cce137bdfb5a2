"""Why patients cannot be compared: errors by name, so that a caller can say it in its own words."""

from __future__ import annotations

from typing import NoReturn

from ranvier.errors import RanvierError
from ranvier.estimates.inputs import InputError


class Collinear(InputError):
    """A covariate follows from the others, or is the same for everybody."""


class Separation(InputError):
    """Covariates tell the two groups apart without error, so that no comparison remains."""


class NoOverlap(InputError):
    """The groups resemble each other too little for the weights that were asked for."""


class NoMatches(InputError):
    """No patient of the one group has a counterpart in the other within the caliper."""


def refuse(kind: type[InputError], of: str, problem: str, *, where: str, hint: str) -> NoReturn:
    """Raise one problem as an error of its *kind*."""
    headline = f"The {of} cannot be estimated from these numbers"
    raise kind([RanvierError(problem, where=where, hint=hint)], headline=headline)
