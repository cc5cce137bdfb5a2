"""Person-years equal those of the slow twin, and nothing that should not matter changes them."""

import numpy as np
from hypothesis import given, strategies as st

from ranvier.estimates.rates.person_years import Followed, split_person_years
from ranvier.vocabulary.time import DAYS_PER_YEAR
from tests.reference.person_years import count_days
from tests.unit.estimates.rates.small_rates import rate_table

TABLES = [
    rate_table(),
    rate_table(years=((1990, 1999), (2000, 2004), (2005, 2010))),
]


@st.composite
def people(draw):
    """Patients whose stretches lie around birthdays and turns of the year."""
    n = draw(st.integers(1, 6))
    born = np.array(draw(st.lists(st.integers(-14_000, 3_000), min_size=n, max_size=n)))
    age = np.array(draw(st.lists(st.sampled_from([0, 1, 39, 40, 41, 59, 60]), min_size=n, max_size=n)))
    near = np.array(draw(st.lists(st.integers(-3, 3), min_size=n, max_size=n)))
    entry = np.maximum(born, born + (age * DAYS_PER_YEAR).astype(int) + near)
    stay = np.array(draw(st.lists(st.integers(0, 900), min_size=n, max_size=n)))
    sex = np.array(draw(st.lists(st.integers(0, 1), min_size=n, max_size=n)))
    return Followed(sex, born, entry, entry + stay)


@given(people(), st.sampled_from(TABLES))
def test_days_in_bands_are_those_of_the_twin(followed, table):
    split = split_person_years(followed, table)
    np.testing.assert_allclose(split.years * DAYS_PER_YEAR, count_days(followed, table), atol=1e-9)
    assert abs(split.outside) < 1e-9


@given(people(), st.integers(0, 900))
def test_a_stretch_cut_in_two_has_the_years_of_the_whole(followed, after):
    table = TABLES[1]
    cut = np.minimum(followed.entry_day + after, followed.exit_day)
    halves = [
        Followed(followed.sex, followed.birth_day, followed.entry_day, cut),
        Followed(followed.sex, followed.birth_day, cut, followed.exit_day),
    ]
    whole = split_person_years(followed, table).years
    np.testing.assert_allclose(sum(split_person_years(half, table).years for half in halves), whole)


@given(people(), st.randoms(use_true_random=False))
def test_the_order_of_patients_does_not_matter(followed, random):
    order = np.array(random.sample(range(len(followed.sex)), len(followed.sex)))
    shuffled = Followed(*(getattr(followed, name)[order] for name in Followed.__dataclass_fields__))
    table = TABLES[0]
    np.testing.assert_array_equal(
        split_person_years(shuffled, table).years, split_person_years(followed, table).years
    )
