"""Follow-up in, numbers with uncertainty out: every estimator by its name.

    from ranvier.estimates import estimate_survival, estimate_hazard_ratios

    curve = estimate_survival(exit_day, event)   # arrays, lists or Polars columns, one entry a patient
    print(curve.at(730))                         # one line: the share, its interval, n and events

Rooms: survival (curves, competing risks, hazards), rates (shares, counts, expected numbers), change (scores,
and what errors make of them), unseen (who was not seen), comparison (weights, matching, contrasts), emulation
(target trials), self_controlled (patients as their own controls), natural_history (the course without
treatment), bias (errors in the records) and pooling (several studies). docs/reference/estimates.md lists them
with methods and references; docs/how-to/estimate.md goes from records to numbers.

Names load on first use.
"""

from __future__ import annotations

from ranvier.lazy_names import homes_in, loader

_HOME = homes_in(__file__)

__all__ = sorted(_HOME)  # noqa: PLE0605 - the stub lists them

__getattr__ = loader(__name__, _HOME)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
