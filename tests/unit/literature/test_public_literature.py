"""The public names of the literature: each loads and says what it is."""

from __future__ import annotations

import inspect

import pytest

import ranvier.literature as public


@pytest.mark.parametrize("name", public.__all__)
def test_each_name_loads_and_says_what_it_is(name):
    first_line = (inspect.getdoc(getattr(public, name)) or "").splitlines()[0]
    assert first_line.rstrip().endswith((".", ",", ":"))
    assert len(first_line.split()) > 3


def test_a_name_that_is_not_there_is_refused():
    with pytest.raises(AttributeError, match="no attribute 'read_nothing'"):
        public.read_nothing  # noqa: B018 - that it is looked up is what is tested
    assert set(public.__all__) <= set(dir(public))
