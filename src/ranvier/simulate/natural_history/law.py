"""The law of people with MS whom nothing helps or harms, from the onset of the illness to death."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.simulate.natural_history.patient_law import PatientLaw
from ranvier.simulate.natural_history.progression_law import DeathLaw, ProgressionLaw
from ranvier.simulate.natural_history.relapse_law import AttackLaw, RelapseLaw


@dataclass(frozen=True)
class NaturalHistory:
    """Everything that decides how an untreated illness goes; each number with its source and status.

    The laws (gamma, Weibull, log-normal) are assumed throughout: they differ on purpose from those behind
    the null band, so that one generator does not examine itself.

    ImpossiblePlan, from each part: a value that nobody's illness can have.
    """

    patients: PatientLaw = PatientLaw()
    relapses: RelapseLaw = RelapseLaw()
    attack: AttackLaw = AttackLaw()
    progression: ProgressionLaw = ProgressionLaw()
    deaths: DeathLaw = DeathLaw()


UNTREATED = NaturalHistory()
"""The natural history that is used where no other is asked for."""
