"""What is true of a simulated clinic: written beside its records, never read by `examine`."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from ranvier.simulate.parameters import described
from ranvier.simulate.people import People
from ranvier.simulate.records import Listed
from ranvier.vocabulary.time import DAYS_PER_YEAR


@dataclass(frozen=True)
class Truth:
    """The truth behind simulated records.

    effect_points: mean change of EDSS by the therapy once it is reached. treated_change_12_months (and
    comparator): mean true change from the baseline visit to day 365, hidden and lost patients included.
    in_relapse, hidden, lost, died: numbers of patients. parameters: every number of the generator.
    """

    plan: str
    seed: int
    effect_points: float
    progression_ratio: float
    n_treated: int
    n_comparator: int
    treated_change_12_months: float
    comparator_change_12_months: float | None
    in_relapse: int
    hidden: int
    lost: int
    died: int
    score_shift_points: float
    parameters: dict[str, dict[str, dict[str, object]]]

    def as_dict(self) -> dict[str, Any]:
        """For a JSON file."""
        return asdict(self)


def find_truth(everyone: People, listed: Listed, seed: int) -> Truth:
    """The truth of a clinic: *everyone* it took in, and those on its list with what was seen of them."""
    plan, observed = listed.plan, listed.observed
    days = np.column_stack([everyone.baseline_day, np.full(len(everyone), DAYS_PER_YEAR)])
    true = everyone.true_course.at(days)
    change = true[:, 1] - true[:, 0]
    compared = ~everyone.treated
    effects = everyone.true_course.effect[everyone.treated]
    shift = plan.noise.expectation_shift.value + (0.0 if plan.blinded else plan.noise.unblinded_shift.value)
    return Truth(
        plan=plan.key,
        seed=seed,
        effect_points=round(float(effects.mean()), 4),
        progression_ratio=plan.effect.progression_ratio,
        n_treated=int(everyone.treated.sum()),
        n_comparator=int(compared.sum()),
        treated_change_12_months=round(float(change[everyone.treated].mean()), 4),
        comparator_change_12_months=round(float(change[compared].mean()), 4) if compared.any() else None,
        in_relapse=int(everyone.in_relapse.sum()),
        hidden=len(everyone) - len(listed.people),
        lost=int((observed.lost_day < np.inf).sum()),
        died=int((observed.death_day < np.inf).sum()),
        score_shift_points=round(shift, 4),
        parameters={
            "course": described(plan.course),
            "noise": described(plan.noise),
            "safety": described(plan.safety),
        },
    )
