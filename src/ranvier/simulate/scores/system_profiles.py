"""What lasts in the functional systems of each patient: which are hit first, and how walking is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.simulate.luck import Purpose, luck_of
from ranvier.simulate.scores.system_styles import FIRST_HIT, SYSTEM_STYLES, WALKING_FAILS_BY
from ranvier.simulate.scores.system_tables import ways_of_walking
from ranvier.vocabulary.scales.functional_systems import SYSTEMS

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class SystemProfiles:
    """What lasts in the systems of each patient.

    rank: place of each system in the order of hits, shape (n, 7). fails: place of the system by which walking
    fails. style: place in SYSTEM_STYLES. writes_higher: whether of two raw grades that count alike the higher
    is written, shape (n, 7). walk: place in `ways_of_walking`.
    """

    rank: Places
    fails: Places
    style: Places
    writes_higher: Places
    walk: Places


def simulate_profiles(number: ArrayLike, seed: int) -> SystemProfiles:
    """The lasting profile of each patient: which systems are hit first, and how walking is lost."""
    numbers = np.asarray(number, np.int64)
    systems = np.arange(len(SYSTEMS))
    ease = np.array([FIRST_HIT[system.name] for system in SYSTEMS])
    # exponential waits with these rates end in an order in which each next one is drawn in proportion
    waits = -np.log(luck_of(seed, Purpose.SYSTEM_ORDER, numbers[:, None], systems)) / ease
    shares = [style.share for style in SYSTEM_STYLES]
    higher = luck_of(seed, Purpose.RAW_GRADE, numbers[:, None], systems) < 0.5
    return SystemProfiles(
        rank=np.argsort(np.argsort(waits, axis=1), axis=1),
        fails=_FAILING[_drawn(WALKING_FAILS_BY.values(), luck_of(seed, Purpose.FAILING_SYSTEM, numbers))],
        style=_drawn(shares, luck_of(seed, Purpose.SYSTEM_STYLE, numbers)),
        writes_higher=higher.astype(np.int64),
        walk=_drawn([share for share, _ in ways_of_walking()], luck_of(seed, Purpose.WALK_GRADE, numbers)),
    )


_FAILING = np.array([[system.name for system in SYSTEMS].index(name) for name in WALKING_FAILS_BY])


def _drawn(shares: Iterable[float], luck: Floats) -> Places:
    """The place of each patient among groups with these shares."""
    places: Places = np.searchsorted(np.cumsum(list(shares))[:-1], luck, side="right").astype(np.int64)
    return places
