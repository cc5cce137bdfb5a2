"""A score with gaps is given exactly where every way to fill them leads to it."""

from hypothesis import given, strategies as st

from ranvier.vocabulary.scales.edss_convention import EdssConvention
from ranvier.vocabulary.scales.edss_score import edss_of
from ranvier.vocabulary.scales.functional_systems import SYSTEMS, Grades
from ranvier.vocabulary.visits import AmbulationCoding
from tests.reference import edss as plain


@st.composite
def examinations(draw):
    raw = [draw(st.integers(0, system.highest_raw)) for system in SYSTEMS]
    for place in draw(st.lists(st.integers(0, 6), min_size=0, max_size=3)):
        raw[place] = None
    return raw


@given(examinations(), st.integers(0, 13), st.sampled_from(AmbulationCoding), st.booleans())
def test_gaps(raw, ambulation, coding, floor_rule):
    found = edss_of(Grades(*raw), ambulation, coding, EdssConvention(floor_rule=floor_rule))
    assert found.edss == plain.edss_with_gaps(raw, ambulation, coding.value, floor_rule)
