"""The public names of the simulator and of the designs load, and say what they are."""

from __future__ import annotations

import inspect
from types import ModuleType

import pytest

from ranvier import simulate
from ranvier.claims import designs


@pytest.mark.parametrize(
    ("package", "name"), [(package, name) for package in (simulate, designs) for name in package.__all__]
)
def test_a_public_name_loads_and_says_what_it_is(package: ModuleType, name: str) -> None:
    thing = getattr(package, name)
    if inspect.isclass(thing) or inspect.isfunction(thing):
        first_line = (inspect.getdoc(thing) or "").splitlines()[0]
        assert len(first_line.split()) > 3
        assert first_line.rstrip().endswith((".", ",", ":"))


@pytest.mark.parametrize("package", [simulate, designs])
def test_names_are_public_once(package: ModuleType) -> None:
    assert set(package.__all__) <= set(dir(package))
    with pytest.raises(AttributeError, match="no attribute 'simulate_nothing'"):
        package.simulate_nothing  # noqa: B018 - that it is looked up is what is tested
