"""Cohorts whose truth is known: people fall ill, a therapy acts or does not, and a clinic writes it down.

    from ranvier.simulate import NO_EFFECT, simulate_clinic_and_truth

    clinic = simulate_clinic_and_truth(NO_EFFECT, seed=1)   # clinic.cohort: records; clinic.truth: what is so

- a clinic: ClinicPlan with EntryPlan, FollowUpPlan, EffectPlan and Biases; simulate_clinic, read_plan (a TOML
  file, docs/how-to/simulate.md).
- the illness by itself: simulate_patients, simulate_courses under a NaturalHistory and any Treatment;
  find_start_days (by calendar, by severity, because of a relapse).
- scores: simulate_scores under a law of raters' errors, functional_systems_of for the grades behind a score.

The numbers it rests on are held against published ones in docs/reference/targets.md. Names load on first use.
"""

from __future__ import annotations

from ranvier.lazy_names import homes_in, loader

_HOME = homes_in(__file__)

__all__ = sorted(_HOME)  # noqa: PLE0605 - the stub lists them

__getattr__ = loader(__name__, _HOME)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
