"""Many drawn trials at once give, trial by trial, what the endpoints give: no second formula."""

from __future__ import annotations

import numpy as np
import pytest

from ranvier.claims.designs.asked import any_better
from ranvier.claims.designs.drawing import Drawing
from ranvier.claims.designs.power import drawing_of
from ranvier.claims.designs.study import StudyPlan
from ranvier.claims.language.claim import Claim
from ranvier.simulate.effect import EffectPlan

N_TRIALS = 25
EFFECT = EffectPlan(points=-0.7, progression_ratio=0.4)
LOSING = StudyPlan(missed=0.1, lost_per_year=0.15)
ASKED = [
    any_better(),
    any_better("edss_fall_share", points=0.5, confirmed=False),
    any_better("edss_fall_share", points=0.5, confirmed=True),
    any_better("free_of_worsening", months=24.0),
]


def _drawing(claim: Claim) -> Drawing:
    return drawing_of(LOSING, EFFECT, claim, seed=5, n_pool=400)


@pytest.mark.parametrize("claim", ASKED, ids=lambda claim: claim.primary.label)
@pytest.mark.parametrize("n_per_arm", [12, 60])
def test_each_trial_has_the_contrast_of_its_endpoint(claim: Claim, n_per_arm: int) -> None:
    drawing = _drawing(claim)
    rows = drawing.rows(n_per_arm, N_TRIALS)
    found = drawing.contrasts(rows)
    n_compared = 0
    for trial in range(N_TRIALS):
        if found.odd[trial]:
            continue  # such a trial is asked of the endpoint itself
        finding = drawing.judge.find(drawing.judge.trial(np.concatenate([arm[trial] for arm in rows])))
        if np.isnan(found.estimate[trial]):
            assert finding.contrast is None or not finding.contrast.is_known
            continue
        assert finding.contrast is not None
        want = (finding.contrast.estimate, finding.contrast.lower, finding.contrast.upper)
        assert (found.estimate[trial], found.lower[trial], found.upper[trial]) == pytest.approx(want)
        assert finding.contrast_bounds is not None
        if not np.isnan(found.worst[trial]):  # curves: only where the contrast is clear of none
            ends = (finding.contrast_bounds.worst, finding.contrast_bounds.best)
            assert (found.worst[trial], found.best[trial]) == pytest.approx(ends)
        n_compared += 1
    assert n_compared > N_TRIALS / 2 or n_per_arm < 60


def test_curves_have_bounds_wherever_they_could_decide() -> None:
    drawing = _drawing(ASKED[-1])
    found = drawing.contrasts(drawing.rows(150, N_TRIALS))
    clear = (found.lower > 0) | (found.upper < 0)
    assert clear.any()
    assert not np.isnan(found.worst[clear]).any()


@pytest.mark.parametrize("claim", ASKED, ids=lambda claim: claim.primary.label)
def test_each_trial_has_the_answer_of_its_finding(claim: Claim) -> None:
    study, effect = StudyPlan(missed=0.03, lost_per_year=0.03), EffectPlan(points=-0.45)
    drawing = drawing_of(study, effect, claim, seed=5, n_pool=400)
    rows = drawing.rows(60, N_TRIALS)
    judge = drawing.judge
    alone = [judge.outcome(judge.find(judge.trial(np.concatenate(each)))) for each in zip(*rows, strict=True)]
    assert judge.outcomes(drawing.contrasts(rows), rows) == alone
    assert len(set(alone)) > 1  # an easy agreement would prove nothing


def test_the_first_patients_of_a_larger_trial_are_those_of_a_smaller() -> None:
    drawing = _drawing(ASKED[0])
    for small, large in zip(drawing.rows(10, 7), drawing.rows(30, 7), strict=True):
        assert np.array_equal(small, large[:, :10])
