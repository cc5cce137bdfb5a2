"""Every published figure beside the simulated one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ranvier.errors import RanvierError
from ranvier.estimates.targets.counted import Figures
from ranvier.estimates.targets.milestones import estimate_milestones
from ranvier.estimates.targets.people import estimate_people
from ranvier.estimates.targets.progressive import estimate_progressive
from ranvier.estimates.targets.raters import estimate_raters
from ranvier.estimates.targets.recovery import estimate_recovery
from ranvier.estimates.targets.register import estimate_register
from ranvier.estimates.targets.relapses import estimate_relapses
from ranvier.estimates.targets.trials import estimate_trials
from ranvier.estimates.targets.yearly import estimate_yearly
from ranvier.simulate.targets.studies import SimulatedStudies
from ranvier.simulate.targets.target import GROUPS, Target, read_targets

Progress = Callable[[str], None]

MEASURES: Mapping[str, Callable[[SimulatedStudies], Figures]] = MappingProxyType(
    {
        "people": estimate_people,
        "relapses": estimate_relapses,
        "recovery": estimate_recovery,
        "milestones": estimate_milestones,
        "progressive": estimate_progressive,
        "yearly": estimate_yearly,
        "register": estimate_register,
        "trials": estimate_trials,
        "raters": estimate_raters,
    }
)
"""What measures each group of targets."""


@dataclass(frozen=True)
class Comparison:
    """One published figure and the simulated one, both in the unit of the target."""

    target: Target
    simulated: float

    @property
    def difference(self) -> float:
        """Simulated less published."""
        return self.simulated - self.target.published

    @property
    def is_inside(self) -> bool:
        """Whether the simulated figure lies within the band."""
        return self.target.holds(self.simulated)


def compare_with_targets(
    studies: SimulatedStudies, progress: Callable[[str], None], groups: tuple[str, ...] = GROUPS
) -> tuple[Comparison, ...]:
    """Each target of *groups* with the figure measured in *studies*, in the order of the targets.

    progress: told what is being measured. Raises RanvierError where a target is not measured, or something is
    measured that is no target.
    """
    figures: Figures = {}
    for group in groups:
        progress(f"simulating and measuring: {group}")
        figures |= MEASURES[group](studies)
    targets = [target for target in read_targets() if target.group in groups]
    _check_all_measured({target.key for target in targets}, set(figures))
    return tuple(Comparison(target, figures[target.key]) for target in targets)


def _check_all_measured(published: set[str], measured: set[str]) -> None:
    if published != measured:
        raise RanvierError(
            f"Targets and measures differ: {', '.join(sorted(published ^ measured))}",
            where="simulate/targets/data and estimates/targets",
            hint="give each target a measure, and each measure a target",
        )
