"""All worlds, by row."""

from __future__ import annotations

from tests.worlds import drawn, noisy, simulated
from tests.worlds.world import Row, World

WORLDS: tuple[World, ...] = tuple(
    sorted((*simulated.WORLDS, *noisy.WORLDS, *drawn.WORLDS), key=lambda world: list(Row).index(world.row))
)
"""Every world, in the order of the rows."""

BY_NAME = {world.name: world for world in WORLDS}
"""The same by name."""
