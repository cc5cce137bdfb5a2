"""Comparators whom lot did not choose: made alike by weights, refused, and held against hidden bias."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from ranvier.claims.basis.records import find_records
from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.language.asserted import better
from ranvier.claims.language.claim import Interpretation
from ranvier.vocabulary.people import Assignment
from tests.unit.claims.small_programme import ZERO, bench, cohort, day, randomised, scores

MEAN, FALL, FREE = "edss_change_mean", "edss_fall_share", "free_of_worsening"
ASKED = {MEAN: {"months": 12}, FALL: {"months": 12, "points": 1.0, "confirmed": False}, FREE: {"months": 24}}


def programme(effect=0.0, *, n=120, assignment=Assignment.EXTERNAL, known_sex=True, sicker=0.35):
    """Severe patients lose 1.5 points more whoever treats them; the share treated rises from 1/2 − sicker."""
    rng = np.random.default_rng(5)
    patients, visits = [], []
    for number in range(2 * n):
        severe = number % 2 == 0
        treated = rng.random() < (0.5 + sicker if severe else 0.5 - sicker)
        name, baseline = f"p{number:03d}", (5.0 if severe else 3.0) + 0.5 * (number % 3)
        patients.append(
            {
                "patient_id": name,
                "group": "cells" if treated else "sham",
                "enrolled_date": ZERO,
                "birth_year": 1970 + int(rng.integers(20)),
                "onset_date": day(-int(rng.integers(400, 4000))),
                **({"sex": "female" if rng.random() < 0.7 else "male"} if known_sex else {}),
            }
        )
        change = (1.5 if severe else 0.0) + (effect if treated else 0.0)
        wobble = float(rng.choice([-1.0, -0.5, 0.0, 0.0, 0.5, 1.0]))
        later = min(10.0, max(1.0, baseline + change + wobble))
        visits += scores(name, {0: baseline, 182: later, 365: later, 547: later, 730: later, 1100: later})
    return cohort(randomised(assignment=assignment), patients=patients, visits=visits)


def found(endpoint, records):
    asked = Interpretation("x", endpoint, better(higher_is_better=endpoint != MEAN), ASKED[endpoint])
    return ENDPOINTS[endpoint](bench(records), asked)


def test_a_difference_that_severity_made_is_gone_after_weighting():
    # True effect 0; of the treated 97 of 126 are severe, of comparators 23 of 114, who lose 1.5 points more:
    # a plain difference of (97/126 − 23/114) × 1.5 = 0.85, less what examiners' noise takes here.
    finding = found(MEAN, programme())
    assert finding.fair.plain.estimate == pytest.approx(0.85, abs=0.25)
    assert abs(finding.contrast.estimate) < 0.25
    assert finding.contrast is finding.fair.contrast
    assert finding.contrast.weights == "overlap weights"
    assert finding.fair.adjusted.balance.largest < 1e-6
    assert finding.fair.strongest[0] == "EDSS"


@pytest.mark.parametrize(("endpoint", "sign"), [(MEAN, -1), (FALL, 1), (FREE, 1)])
def test_a_true_effect_that_severity_hid_shows_after_weighting(endpoint, sign):
    finding = found(endpoint, programme(effect=-2.0))
    assert sign * finding.contrast.estimate > sign * finding.fair.plain.estimate
    assert finding.fair.shows_a_difference


def test_the_bounds_move_with_the_difference():
    finding = found(MEAN, programme(effect=-2.0))
    moved = finding.contrast.estimate - finding.fair.plain.estimate
    # Everybody was seen, so that worst and best case are the difference itself.
    assert finding.contrast_bounds.worst == pytest.approx(finding.fair.plain.estimate + moved)
    assert finding.contrast_bounds.best == pytest.approx(finding.contrast.estimate)


def test_lot_needs_no_adjustment():
    finding = found(MEAN, programme(assignment=Assignment.RANDOMISED))
    assert finding.fair is None
    assert finding.contrast.method == "Welch's t interval"


def test_groups_that_do_not_overlap_are_refused_by_name():
    finding = found(MEAN, programme(sicker=0.5))
    assert finding.fair.adjusted is None
    assert not finding.contrast.is_known
    assert "EDSS" in finding.fair.refusal
    assert finding.contrast.method == f"not known: {finding.fair.refusal}"


def test_what_nobody_has_recorded_is_not_adjusted_for():
    finding = found(MEAN, programme(known_sex=False))
    assert "sex" not in finding.fair.covariates
    assert "age" in finding.fair.covariates


def test_a_large_difference_withstands_hidden_bias_and_a_small_one_does_not():
    # Half a point of harder scoring takes 0.5 from any effect; EDSS alone moves the contrast by about 1.
    assert found(MEAN, programme(effect=-2.5)).fair.withstands_hidden_bias
    small = found(MEAN, programme(effect=-1.0)).fair
    assert small.shows_a_difference
    assert not small.withstands_hidden_bias
    assert not found(MEAN, programme()).fair.withstands_hidden_bias


def test_harm_is_measured_against_hidden_bias_as_well():
    worse = found(MEAN, programme(effect=2.0)).fair
    assert worse.contrast.lower > 0
    assert worse.if_scored_higher.estimate > worse.contrast.estimate


@pytest.mark.parametrize(("effect", "firm"), [(0.75, False), (2.0, True)])
def test_a_harm_that_harder_raters_could_make_is_no_harm(effect, firm):
    # Half a point of harder scoring and EDSS, which alone moves it by about 0.8, explain 0.75 points.
    worse = found(MEAN, programme(effect=effect)).fair
    assert worse.contrast.lower > 0
    assert worse.if_scored_lower.estimate < worse.contrast.estimate
    assert worse.withstands_hidden_bias is firm


@pytest.mark.parametrize(("endpoint", "points"), [(MEAN, 0.5), (FREE, 0.5)])
def test_a_gain_is_held_against_harder_scores_of_the_treated_only(endpoint, points):
    better_off = found(endpoint, programme(effect=-2.5)).fair
    assert better_off.if_scored_lower is None
    assert better_off.against.points == points
    assert better_off.against.contrast is better_off.if_scored_higher


def test_the_treated_are_scored_half_a_point_higher_after_time_zero_only():
    records = cohort(
        randomised(),
        patients=[
            {"patient_id": "a", "group": "cells", "enrolled_date": ZERO},
            {"patient_id": "b", "group": "sham", "enrolled_date": ZERO},
        ],
        visits=scores("a", {-5: 3.0, 0: 3.0, 100: 0.0, 200: 9.5, 300: 10.0, 400: 4.5})
        + scores("b", {100: 2.0}),
    )
    shifted = find_records(records).with_treated_scored_higher(0.5).cohort.visits
    by_patient = dict(shifted.group_by("patient_id", maintain_order=True).agg("edss").iter_rows())
    assert by_patient == {"a": [3.0, 3.0, 1.0, 10.0, 10.0, 5.0], "b": [2.0]}  # the EDSS has no 0.5
    assert records.visits["date"].min() == date(2019, 12, 27)
