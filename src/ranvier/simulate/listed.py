"""The patients on a simulated clinic's list, and what it saw of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.simulate.observed import Observed
from ranvier.simulate.people import People
from ranvier.simulate.plan import ClinicPlan
from ranvier.simulate.relapses import RelapseRows


@dataclass(frozen=True)
class Listed:
    """The patients on the clinic's list, with their pseudonyms and consecutive numbers.

    relapses: all of theirs, row being the place on the list.
    """

    people: People
    relapses: RelapseRows
    observed: Observed
    ids: NDArray[np.str_]
    numbers: NDArray[np.intp]
    plan: ClinicPlan
