"""Random patients, laws and treatments for the simulated courses, and their slow twins."""

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from ranvier.simulate.effect import EffectPlan
from ranvier.simulate.natural_history.courses import Treatment
from ranvier.simulate.natural_history.law import UNTREATED
from ranvier.simulate.natural_history.numbers import given_to, law_numbers, streams_of, sufferers_of
from tests.reference.simulated_course import Life, Person, Treatment as SlowTreatment

ratios = st.sampled_from([0.0, 0.3, 1.0, 1.7, 4.0])


@st.composite
def effects(draw):
    begins = draw(st.sampled_from([0, 40]))
    return EffectPlan(
        points=draw(st.sampled_from([0.0, -1.5, 1.0])),
        sd_points=draw(st.sampled_from([0.0, 0.5])),
        relapse_ratio=draw(ratios),
        progression_ratio=draw(ratios),
        residual_ratio=draw(ratios),
        begins_days=begins,
        full_by_days=begins + draw(st.sampled_from([0, 200])),
        wanes_from_days=draw(st.sampled_from([np.inf, 0.0, 700.0])),
        wanes_half_days=draw(st.sampled_from([1.0, 365.0])),
    )


@st.composite
def treatments(draw, n_patients):
    start = st.lists(st.sampled_from([0.0, 500.0, 4000.0, np.inf]), min_size=n_patients, max_size=n_patients)
    return [Treatment(np.array(draw(start)), draw(effects())) for _ in range(draw(st.integers(0, 2)))]


@st.composite
def laws(draw):
    """Natural histories far from the usual one, some without relapses, progression or differences."""
    relapses = replace(
        UNTREATED.relapses,
        per_year_at_30=UNTREATED.relapses.per_year_at_30.at(draw(st.sampled_from([0.0, 0.8, 6.0]))),
        fall_per_5_years=UNTREATED.relapses.fall_per_5_years.at(draw(st.sampled_from([0.0, 0.3]))),
        primary_ratio=UNTREATED.relapses.primary_ratio.at(draw(st.sampled_from([0.0, 1.0]))),
    )
    progression = replace(
        UNTREATED.progression,
        points_per_year=UNTREATED.progression.points_per_year.at(draw(st.sampled_from([0.0, 0.1, 2.0]))),
        secondary_per_year=UNTREATED.progression.secondary_per_year.at(draw(st.sampled_from([0.0, 0.5]))),
    )
    patients = replace(UNTREATED.patients, primary=UNTREATED.patients.primary.at(0.3))
    return replace(UNTREATED, relapses=relapses, progression=progression, patients=patients)


def slow_lives(patients, law, seed, until, given):
    """Each patient's life by the twin."""
    numbers, people = law_numbers(law), sufferers_of(patients, law, seed)
    arrays = given_to(patients, given, seed)
    streams = streams_of(patients, seed, arrays)
    lives = []
    for row in range(len(patients)):
        person = Person(*(column[row] for column in people))
        plans = [
            SlowTreatment(each.effect, arrays.start_day[place, row], arrays.points[place, row])
            for place, each in enumerate(given)
        ]
        lives.append(Life(person, numbers, plans, streams[row], until).lived())
    return lives
