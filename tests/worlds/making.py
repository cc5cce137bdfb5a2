"""How a world is put together from courses and a design."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.people import Assignment
from tests.worlds.courses import Courses, Rng
from tests.worlds.design import Design, record
from tests.worlds.world import BOTH, CHANGE, LEVEL, Row, Source, World

EFFECT_OF_ROW = {
    Row.TRUE: (-2.5, 0.3),
    Row.LOST: (-2.5, 0.3),
    Row.SMALLER: (-1.0, 0.3),
    Row.OUTSIDE: (1.0, 0.3),
}
"""Points that the therapy adds and their spread between patients; nothing in the other rows."""

CLAIMS_OF_ROW: dict[Row, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Row.TRUE: (BOTH, BOTH),
    Row.LOST: (BOTH, BOTH),
    Row.SMALLER: ((CHANGE,), (LEVEL,)),
}
"""Claims that the row asks about, and those that are true; in the other rows both and none."""

Make = Callable[[Rng], Courses]


@dataclass(frozen=True)
class Maker:
    """From seed to records: courses by *courses*, then *design*; each world has its own luck."""

    name: str
    courses: Make
    design: Design

    def __call__(self, seed: int) -> Cohort:
        """The records of one programme."""
        rng = np.random.default_rng([seed, zlib.crc32(self.name.encode())])
        return record(self.courses(rng), self.design, rng)


def world(name: str, row: Row, says: str, courses: Make, design: Design) -> World:
    """A world of *row*, with the row's effect unless the design has its own."""
    points, spread = EFFECT_OF_ROW.get(row, (0.0, 0.0))
    if design.effect_points:
        points, spread = design.effect_points, design.effect_spread
    compared = Assignment.NONE if row is Row.ALONE else design.compared
    design = replace(design, effect_points=points, effect_spread=spread, compared=compared)
    asked, true_claims = CLAIMS_OF_ROW.get(row, (BOTH, ()))
    source = next(one for one in Source if name.startswith(PREFIX[one]))
    return World(name, row, source, says, Maker(name, courses, design), asked, true_claims)


PREFIX = {
    Source.SIMULATED: "simulated",
    Source.STEPS: "steps",
    Source.RESAMPLED: "resampled",
    Source.MSCLINICAL: "msclinical",
}
"""How the name of a world begins."""
