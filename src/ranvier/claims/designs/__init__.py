"""Studies that a clinic could run, and what each could show: power, patients needed, what stays as bias.

    from ranvier.claims.designs import Design, EffectPlan, StudyPlan, any_better, find_power

docs/how-to/plan-a-study.md goes from a question to a number of patients. Names load on first use.
"""

from __future__ import annotations

from ranvier.lazy_names import homes_in, loader

_HOME = homes_in(__file__)

__all__ = sorted(_HOME)  # noqa: PLE0605 - the stub lists them

__getattr__ = loader(__name__, _HOME)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
