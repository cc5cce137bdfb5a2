"""Claims about single functions, measures and groups, put to clinics whose truth is known."""

from __future__ import annotations

import pytest

import ranvier as rv
from ranvier.simulate.clinic import simulate_clinic
from ranvier.simulate.plan import NO_EFFECT, TRUE_EFFECT, ClinicPlan
from ranvier.vocabulary.outcomes import Because


def because_of(plan: ClinicPlan) -> dict[str, Because]:
    found = rv.examine(simulate_clinic(plan, 1), rv.read_claims("cell-therapy"))
    return {one.claim.id: one.because.outcome for one in found.verdicts if one.because is not None}


@pytest.mark.parametrize("plan", [NO_EFFECT, TRUE_EFFECT], ids=lambda plan: plan.key)
def test_claims_about_what_was_not_recorded_cannot_be_assessed(plan: ClinicPlan) -> None:
    # simulated clinics record no evoked potentials, factors in spinal fluid, walks or weights
    found = because_of(plan)
    assert {found[name] for name in ("C19", "C21", "C25", "C29")} == {Because.CANNOT_BE_ASSESSED}


def test_nothing_is_supported_where_nothing_works_and_nobody_is_compared() -> None:
    assert Because.SUPPORTED not in because_of(NO_EFFECT).values()


def test_functions_that_gain_with_the_edss_are_supported_beside_sham() -> None:
    # 2.5 points better by lot: no EDSS falls so far without grades of the systems behind it
    found = because_of(TRUE_EFFECT)
    assert found["C31"] is found["C32"] is Because.SUPPORTED
