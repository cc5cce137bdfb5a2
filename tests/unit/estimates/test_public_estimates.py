"""The public names of the estimates: each loads, and no estimator is left out."""

from __future__ import annotations

import inspect

import pytest

import ranvier.estimates as public
from ranvier.estimates.inputs import InputError
from tests.unit.estimates.document import ESTIMATORS

#: Steps of a larger estimator, and results that are asked for through one.
STEPS = {
    "estimate_ratios",
    "estimate_change_probability",
    "estimate_start_probability",
    "estimate_last_start_probability",
    "estimate_weighted_risks",
}


@pytest.mark.parametrize("name", public.__all__)
def test_each_name_loads_and_says_what_it_is(name):
    thing = getattr(public, name)
    if inspect.isclass(thing) or inspect.isfunction(thing):
        assert (inspect.getdoc(thing) or "").splitlines()[0].rstrip().endswith((".", ",", ":"))


def test_no_estimator_is_left_out():
    assert set(ESTIMATORS) - set(public.__all__) == STEPS


def test_a_name_that_is_not_there_is_refused():
    with pytest.raises(AttributeError, match="no attribute 'estimate_nothing'"):
        public.estimate_nothing  # noqa: B018 - that it is looked up is what is tested
    assert issubclass(public.InputError, InputError)
    assert set(public.__all__) <= set(dir(public))
