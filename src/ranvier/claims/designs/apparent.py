"""What a study would see of a therapy that does nothing: the bias that stays, whatever its size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ranvier.claims.designs.asked import any_better, primary_of
from ranvier.claims.designs.pool import NOTHING, POOL_PATIENTS
from ranvier.claims.designs.power import drawing_of, trials_for
from ranvier.claims.designs.study import StudyPlan
from ranvier.claims.language.claim import Claim
from ranvier.claims.language.endpoint_names import ENDPOINT_NAMES


@dataclass(frozen=True)
class ApparentEffect:
    """What a study would show of a therapy that does nothing.

    median, lower, upper: middle and 95 % range over simulated studies, in `unit`: of the result itself where
    nobody is compared, of treated minus comparator elsewhere. n_per_arm, n_trials: of the studies.
    """

    label: str
    unit: str
    median: float
    lower: float
    upper: float
    n_per_arm: int
    n_trials: int
    is_contrast: bool


def find_apparent_effect(
    study: StudyPlan,
    n_per_arm: int,
    claim: Claim | None = None,
    *,
    seed: int = 1,
    n_trials: int | None = None,
    n_pool: int = POOL_PATIENTS,
) -> ApparentEffect:
    """The "effect" that studies of *n_per_arm* patients would see if the therapy did nothing.

    Hope, raters who know and relapses that recede move a result without any effect; more patients make that
    number more exact, not smaller. Arguments and errors as of `find_power`.
    """
    asking = claim or any_better()
    drawing, n_drawn = drawing_of(study, NOTHING, asking, seed, n_pool), n_trials or trials_for(study)
    rows, judge = drawing.rows(n_per_arm, n_drawn), drawing.judge
    compared = len(rows) > 1
    if compared and judge.pool.is_randomised:
        values = drawing.contrasts(rows).estimate
    else:
        findings = [judge.find(judge.trial(np.concatenate(each))) for each in zip(*rows, strict=True)]
        numbers = [one.contrast if compared else one.found for one in findings]
        values = np.array([np.nan if number is None else number.estimate for number in numbers])
    lower, median, upper = np.nanpercentile(values, (2.5, 50.0, 97.5))
    asked = primary_of(asking)
    return ApparentEffect(
        label=asked.label,
        unit=ENDPOINT_NAMES[asked.endpoint].unit,
        median=float(median),
        lower=float(lower),
        upper=float(upper),
        n_per_arm=n_per_arm,
        n_trials=n_drawn,
        is_contrast=compared,
    )
