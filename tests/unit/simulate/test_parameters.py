"""Numbers with their status."""

from __future__ import annotations

from dataclasses import fields

import pytest

from ranvier.simulate.parameters import (
    CourseParameters,
    NoiseParameters,
    Parameter,
    SafetyParameters,
    Status,
    described,
)


def test_a_number_says_what_it_is_and_how_it_is_known() -> None:
    assert str(Parameter(-0.15, "shift", Status.ASSUMED, unit="points")) == "shift −0.15 points (assumed)"
    assert str(Parameter(4, "mean", Status.SEEN, "E61")) == "mean 4 (seen, E61)"


@pytest.mark.parametrize("law", [CourseParameters(), NoiseParameters(), SafetyParameters()])
def test_what_is_not_assumed_has_a_source(law: CourseParameters | NoiseParameters | SafetyParameters) -> None:
    for each in fields(law):
        number = getattr(law, each.name)
        assert number.source or number.status is Status.ASSUMED, each.name
    assert set(described(law)) == {each.name for each in fields(law)}
