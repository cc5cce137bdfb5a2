"""The ordinary drugs for MS that patients of a simulated clinic take beside its therapy, and what they do."""

from __future__ import annotations

from dataclasses import dataclass, fields

from ranvier.simulate.effect import EffectPlan
from ranvier.simulate.limits import Limits
from ranvier.simulate.parameters import Parameter, Status

FULL_BY_DAYS = 91
"""An ordinary drug does what it does in full three months after its first dose; assumed."""

HIGHEST_RATIO = 2.0


def _relapses(value: float, status: Status, source: str = "") -> Parameter:
    return Parameter(value, "relapses a year under the drug as a ratio", status, source)


_PROGRESSION = Parameter(0.9, "silent progression under the drug as a ratio", Status.ASSUMED)


@dataclass(frozen=True)
class Drug:
    """One drug, by what it does to the rates of relapses and of silent progression.

    substance: as the clinic writes it down. relapse_ratio, progression_ratio: rates under the drug divided by
    those without it.
    """

    substance: str
    relapse_ratio: Parameter
    progression_ratio: Parameter = _PROGRESSION

    def __post_init__(self) -> None:
        limits = Limits(f"drug {self.substance}")
        if not isinstance(self.substance, str) or not self.substance.strip():
            limits.refuse("substance", "substance is empty", "permitted: a name")
        for name in ("relapse_ratio", "progression_ratio"):
            limits.between(name, getattr(self, name).value, 0.0, HIGHEST_RATIO)
        limits.finish()

    @property
    def effect(self) -> EffectPlan:
        """What the drug does from its first dose on."""
        return EffectPlan(
            relapse_ratio=self.relapse_ratio.value,
            progression_ratio=self.progression_ratio.value,
            full_by_days=FULL_BY_DAYS,
        )


@dataclass(frozen=True)
class Drugs:
    """The drugs that patients take, each as often as the others."""

    interferon_beta: Drug = Drug(
        "interferon beta", _relapses(0.68, Status.DERIVED, "0.61 over 0.90 a year, E03, second hand")
    )
    glatiramer: Drug = Drug(
        "glatiramer", _relapses(0.71, Status.DERIVED, "1.19 over 1.68 in two years, E07, a copy")
    )
    teriflunomide: Drug = Drug("teriflunomide", _relapses(0.7, Status.ASSUMED))
    dimethyl_fumarate: Drug = Drug("dimethyl fumarate", _relapses(0.5, Status.ASSUMED))

    def each(self) -> tuple[Drug, ...]:
        """The drugs, in their order."""
        return tuple(getattr(self, one.name) for one in fields(self))
