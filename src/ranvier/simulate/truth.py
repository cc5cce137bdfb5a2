"""What is true of a simulated clinic in short: written beside its records, never read by `examine`."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ranvier.simulate.behind import Behind, true_change
from ranvier.simulate.described import described
from ranvier.vocabulary.time import DAYS_PER_YEAR


@dataclass(frozen=True)
class Truth:
    """The truth behind simulated records, in short.

    effect_points: mean over the treated of the true change of EDSS at 12 months that is due to the therapy:
    with it less without it. progression_ratio, relapse_ratio: of the plan. n_treated, n_comparator: hidden
    patients included. treated_change_12_months (and comparator): mean true change from the baseline visit to
    day 365, of everybody alive then, hidden and lost patients included. in_relapse, hidden, lost, died:
    numbers of patients. score_shift_points: how far scores at the visits near 12 months lie from the truth on
    average, by biases and by raters' errors. parameters: every number of the generator.
    """

    plan: str
    seed: int
    effect_points: float
    progression_ratio: float
    relapse_ratio: float
    n_treated: int
    n_comparator: int
    treated_change_12_months: float | None
    comparator_change_12_months: float | None
    in_relapse: int
    hidden: int
    lost: int
    died: int
    score_shift_points: float
    parameters: dict[str, Any]

    def as_dict(self) -> dict[str, Any]:
        """For a JSON file."""
        return asdict(self)


def find_truth(behind: Behind) -> Truth:
    """The truth of a clinic in short."""
    people, listed, plan = behind.people, behind.listed, behind.plan
    change = true_change(people, DAYS_PER_YEAR)
    effect = true_change(behind.with_therapy, DAYS_PER_YEAR) - true_change(behind.without, DAYS_PER_YEAR)
    return Truth(
        plan=plan.key,
        seed=behind.seed,
        effect_points=_mean(effect[people.treated]) or 0.0,
        progression_ratio=plan.effect.progression_ratio,
        relapse_ratio=plan.effect.relapse_ratio,
        n_treated=int(people.treated.sum()),
        n_comparator=int((~people.treated).sum()),
        treated_change_12_months=_mean(change[people.treated]),
        comparator_change_12_months=_mean(change[~people.treated]),
        in_relapse=int(people.in_relapse.sum()),
        hidden=len(people) - len(listed.people),
        lost=int((listed.observed.lost_day < np.inf).sum()),
        died=int((people.courses.death_day <= people.courses.until_day).sum()),
        score_shift_points=_score_shift(behind),
        parameters=described(plan),
    )


def _mean(values: NDArray[np.float64]) -> float | None:
    """The mean of those who are alive; None of nobody."""
    known = values[~np.isnan(values)]
    return round(float(known.mean()), 4) if len(known) else None


def _score_shift(behind: Behind) -> float:
    """Mean of recorded less true EDSS at visits within three months of day 365."""
    seen = behind.listed.observed
    near = np.abs(seen.day - DAYS_PER_YEAR) <= 92
    shift = _mean((seen.edss - seen.true_points)[near])
    return shift or 0.0
