"""Laws and effects that no illness and no therapy can have are refused by name with the permitted range."""

from dataclasses import fields, replace

import numpy as np
import pytest

from ranvier.simulate.effect import EffectPlan
from ranvier.simulate.limits import ImpossiblePlan
from ranvier.simulate.natural_history.law import UNTREATED, NaturalHistory
from ranvier.simulate.natural_history.patients import simulate_patients
from ranvier.simulate.parameters import Parameter, Status

PARTS = [field.name for field in fields(NaturalHistory)]
NUMBERS = [
    (part, field.name)
    for part in PARTS
    for field in fields(getattr(UNTREATED, part))
    if isinstance(getattr(getattr(UNTREATED, part), field.name), Parameter)
]


@pytest.mark.parametrize(("part", "name"), NUMBERS)
def test_every_number_of_the_law_has_a_range_and_keeps_to_it(part, name):
    law = getattr(UNTREATED, part)
    number = getattr(law, name)
    assert number.lowest <= number.value <= number.highest
    for outside in (number.lowest - 1, number.highest + 1, np.nan):
        with pytest.raises(ImpossiblePlan) as refused:
            replace(law, **{name: number.at(outside)})
        assert f"{name} is not possible" in str(refused.value)
        assert "permitted: " in str(refused.value)


@pytest.mark.parametrize(("part", "name"), NUMBERS)
def test_every_number_says_where_it_is_from(part, name):
    number = getattr(getattr(UNTREATED, part), name)
    assert number.status is Status.ASSUMED or "source S" in number.source


def test_a_number_set_by_hand_is_nobody_s_measurement():
    changed = UNTREATED.relapses.secondary_ratio.at(0.5)
    assert (changed.value, changed.status) == (0.5, Status.ASSUMED)


def test_a_number_without_a_range_of_its_own_is_held_to_the_usual_one():
    with pytest.raises(ImpossiblePlan, match="women"):
        replace(UNTREATED.patients, women=Parameter(1.2, "women", Status.ASSUMED))


def test_shares_of_the_first_level_add_up_to_1():
    with pytest.raises(ImpossiblePlan, match="add up"):
        replace(UNTREATED.patients, onset_points=((1.0, 0.5), (2.0, 0.4)))


@pytest.mark.parametrize(
    ("wrong", "range_told"),
    [
        ({"relapse_ratio": -0.1}, "0 to 4"),
        ({"progression_ratio": 4.1}, "0 to 4"),
        ({"residual_ratio": float("nan")}, "0 to 4"),
        ({"points": 11.0}, "−10 to 10"),
        ({"sd_points": -1.0}, "0 to 10"),
        ({"begins_days": -1}, "0 to 36,525"),
        ({"begins_days": 200, "full_by_days": 100}, "begins_days or later"),
        ({"wanes_half_days": 0.0}, "1 or more"),
        ({"wanes_from_days": -1.0}, "0 or more"),
    ],
)
def test_impossible_effects_are_refused(wrong, range_told):
    with pytest.raises(ImpossiblePlan) as refused:
        EffectPlan(**wrong)
    assert next(iter(wrong)) in str(refused.value)
    assert range_told in str(refused.value)


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(ImpossiblePlan) as refused:
        EffectPlan(relapse_ratio=-1, progression_ratio=9)
    assert "relapse_ratio" in str(refused.value)
    assert "progression_ratio" in str(refused.value)


def test_patients_are_as_the_law_says():
    people = simulate_patients(20_000, UNTREATED, 5)
    law = UNTREATED.patients
    assert people.female.mean() == pytest.approx(law.women.value, abs=0.013)  # four standard errors
    assert people.primary.mean() == pytest.approx(law.primary.value, abs=0.010)
    assert people.relapse_pace.mean() == pytest.approx(
        1, abs=4 * (law.relapse_pace_variance.value / 2e4) ** 0.5
    )
    assert people.relapse_pace.var() == pytest.approx(law.relapse_pace_variance.value, rel=0.1)
    assert np.median(people.onset_points) == 1.5
    ages = people.onset_age_years
    assert law.youngest_years.value <= ages.min() < ages.max() <= law.oldest_years.value
    assert 29.4 < ages[~people.primary].mean() < 30.8  # 29.4 to 30.1, cut off at 10 years


def test_patients_without_differences_have_pace_1():
    law = replace(
        UNTREATED,
        patients=replace(
            UNTREATED.patients, relapse_pace_variance=UNTREATED.patients.relapse_pace_variance.at(0)
        ),
    )
    assert (simulate_patients(10, law, 1).relapse_pace == 1).all()


def test_patients_are_counted_in_whole_numbers():
    with pytest.raises(ImpossiblePlan, match="n is not possible"):
        simulate_patients(-1, UNTREATED, 1)
