"""Numbers with their status."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from ranvier.simulate.imaging_law import ImagingLaw
from ranvier.simulate.limits import ImpossiblePlan
from ranvier.simulate.parameters import Parameter, Status
from ranvier.simulate.safety_law import SafetyLaw


def test_a_number_says_what_it_is_and_how_it_is_known() -> None:
    assert (
        str(Parameter(-0.15, "shift", Status.ASSUMED, unit="points"))
        == "shift \N{MINUS SIGN}0.15 points (assumed)"
    )
    assert str(Parameter(4, "mean", Status.SEEN, "E61")) == "mean 4 (seen, E61)"


@pytest.mark.parametrize("law", [ImagingLaw(), SafetyLaw()])
def test_what_is_not_assumed_has_a_source(law: ImagingLaw | SafetyLaw) -> None:
    for each in fields(law):
        number = getattr(law, each.name)
        assert number.source or number.status is Status.ASSUMED, each.name


def test_all_impossible_numbers_of_a_law_are_refused_at_once() -> None:
    law = SafetyLaw()
    with pytest.raises(ImpossiblePlan) as refused:
        replace(
            law,
            meningism_per_dose=law.meningism_per_dose.at(1.5),
            infections_per_year=law.infections_per_year.at(-1),
        )
    text = str(refused.value)
    assert "meningism_per_dose" in text
    assert "permitted: 0 to 1" in text
    assert "infections_per_year" in text
