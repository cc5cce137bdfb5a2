"""The public names: each loads, says what it is, and nothing heavy loads before it is asked for."""

from __future__ import annotations

import inspect
import subprocess
import sys
from dataclasses import is_dataclass

import pytest

import ranvier as rv
from ranvier.definitions.definition import Definition

MODULE = inspect.getsource(rv)
NAMES = sorted(rv.__all__)
DEFINITIONS = [
    name
    for name in NAMES
    if inspect.isclass(getattr(rv, name))
    and issubclass(getattr(rv, name), Definition)
    and name != "Definition"
]
FINDERS = [name for name in NAMES if name.startswith(("find_", "count_"))]


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_loads_and_says_what_it_is(name: str) -> None:
    thing = getattr(rv, name)
    if inspect.isclass(thing) or inspect.isfunction(thing):
        first_line = (inspect.getdoc(thing) or "").splitlines()[0]
        assert len(first_line.split()) > 3
        assert first_line.rstrip().endswith((".", ","))
        assert thing.__module__.startswith("ranvier.")


@pytest.mark.parametrize("name", FINDERS)
def test_every_function_says_its_columns_and_how_many_rows_a_patient_has(name: str) -> None:
    told = " ".join((inspect.getdoc(getattr(rv, name)) or "").split())
    assert "Columns" in told or "columns" in told or "Adds" in told
    assert any(
        words in told for words in ("one row", "many rows", "row of", "row for each", "rows and columns")
    )


@pytest.mark.parametrize("name", DEFINITIONS)
def test_every_definition_has_a_source_and_says_its_settings(name: str) -> None:
    kind = getattr(rv, name)
    assert kind.citation
    assert is_dataclass(kind)
    text = " ".join((inspect.getdoc(kind) or "").split())
    inherited = {field for parent in kind.__mro__[1:] for field in getattr(parent, "__annotations__", {})}
    own = [field for field in kind.__annotations__ if field != "citation" and field not in inherited]
    repeats = ("SustainedChange", "ConfirmedWorsening", "confirmed change")  # "the rest as in …"
    untold = [field for field in own if field not in text and field.removesuffix("s") not in text]
    assert not untold or any(words in text for words in repeats), untold


def test_names_are_public_once_and_those_are_all() -> None:
    assert len(NAMES) == len(set(NAMES))
    assert set(NAMES) == set(rv._HOME)
    assert set(NAMES) <= set(dir(rv))
    with pytest.raises(AttributeError, match="no attribute 'find_nothing'"):
        rv.find_nothing  # noqa: B018 - that it is looked up is what is tested


def test_import_is_light() -> None:
    code = (
        "import sys, time; began = time.process_time(); import ranvier; "
        "took = time.process_time() - began; "
        "heavy = {'polars', 'numba', 'numpy', 'scipy', 'jinja2'} & set(sys.modules); "
        "print(took, *heavy)"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(5)
    ]
    assert all(len(run) == 1 for run in runs), "a heavy module loads with ranvier itself"
    assert min(float(run[0]) for run in runs) < 0.05  # seconds of the processor; the machine may be busy
