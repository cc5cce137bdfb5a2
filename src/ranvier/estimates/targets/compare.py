"""Every published figure beside the simulated one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ranvier.errors import RanvierError
from ranvier.estimates.targets.counted import Figures
from ranvier.estimates.targets.milestones import find_milestones_figures
from ranvier.estimates.targets.people import find_people_figures
from ranvier.estimates.targets.progressive import find_progressive_figures
from ranvier.estimates.targets.raters import find_raters_figures
from ranvier.estimates.targets.recovery import find_recovery_figures
from ranvier.estimates.targets.register import find_register_figures
from ranvier.estimates.targets.relapses import find_relapses_figures
from ranvier.estimates.targets.trials import find_trials_figures
from ranvier.estimates.targets.yearly import find_yearly_figures
from ranvier.simulate.targets.studies import SimulatedStudies
from ranvier.simulate.targets.target import GROUPS, Target, read_targets

Progress = Callable[[str], None]

MEASURES: Mapping[str, Callable[[SimulatedStudies], Figures]] = MappingProxyType(
    {
        "people": find_people_figures,
        "relapses": find_relapses_figures,
        "recovery": find_recovery_figures,
        "milestones": find_milestones_figures,
        "progressive": find_progressive_figures,
        "yearly": find_yearly_figures,
        "register": find_register_figures,
        "trials": find_trials_figures,
        "raters": find_raters_figures,
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
