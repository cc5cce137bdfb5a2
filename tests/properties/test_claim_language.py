"""Whatever stands in a claim set or in the literature: it is read, or refused with a fault."""

from __future__ import annotations

import copy
import tomllib
from importlib import resources

from hypothesis import given, settings, strategies as st

from ranvier.claims.language.cases import read_case_parts
from ranvier.claims.language.claimset import _read_set
from ranvier.literature.library import read_literature
from ranvier.literature.read_benchmark import read_benchmark
from ranvier.literature.read_study import read_study, with_decisions
from ranvier.literature.section import Section

SETS = resources.files("ranvier.claims") / "sets"
CLAIMS = tomllib.loads((SETS / "cell-therapy.toml").read_text(encoding="utf-8"))
CASES = tomllib.loads((SETS / "cell-therapy-cases.toml").read_text(encoding="utf-8"))
STUDY = {
    "id": "E01",
    "topic": "x",
    "citation": "x",
    "year": 2001,
    "design": "x",
    "ids": {"doi": "10.1/x"},
    "reading": "x",
    "numbers": [
        {"key": "E01a", "what": "x", "value": "1", "status": "derived", "inputs": ["E01a"], "how": "x"}
    ],
}
BENCHMARK = {
    "key": "x",
    "arm": "sham",
    "value": "1",
    "low": 1,
    "high": 1,
    "unit": "%",
    "figures": ["E62a"],
    "definition": {"text": "x", "endpoint": "x", "parameters": {"months": 12}},
}

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


def places(part, path=()):
    """The path of every value in a nested mapping."""
    items = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, inner in items:
        yield (*path, key)
        yield from places(inner, (*path, key))


def changed(data, path, value):
    """A copy of *data* with the value at *path* replaced."""
    data = copy.deepcopy(data)
    part = data
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    return data


def one_change(data):
    return st.builds(
        lambda path, value: changed(data, path, value), st.sampled_from(list(places(data))), anything
    )


@given(one_change(CLAIMS))
@settings(max_examples=300, deadline=None)
def test_a_claim_set_with_any_one_value_changed_is_read_or_refused(data):
    _read_set(Section(data, "x.toml", []), b"")


@given(one_change(CASES))
@settings(max_examples=200, deadline=None)
def test_a_file_of_cases_with_any_one_value_changed_is_read_or_refused(data):
    read_case_parts(Section(data, "x.toml", []).parts("case"))


@given(one_change(STUDY))
@settings(max_examples=200, deadline=None)
def test_a_study_with_any_one_value_changed_is_read_or_refused(data):
    with_decisions([read_study(Section(data, "x.yaml", []))], [])


@given(one_change(BENCHMARK))
@settings(max_examples=200, deadline=None)
def test_a_benchmark_with_any_one_value_changed_is_read_or_refused(data):
    read_benchmark(Section(data, "x.yaml", []), read_literature().numbers)
