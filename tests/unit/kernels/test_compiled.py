"""The two forms of a kernel: the same numbers, and no more waiting than the visits are worth."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

import ranvier
from ranvier.course.rule_parts import step_table
from ranvier.course.rules import change_rule
from ranvier.definitions.worsening import PRIMARY
from ranvier.kernels import compiled
from ranvier.kernels.compiled import Kernel, longest
from ranvier.kernels.events import find_events
from ranvier.kernels.follow_up import FollowUpRule, follow_up
from tests.properties.courses import cohorts, definitions, relapse_arrays_of, visit_arrays_of

ONE_PATIENT = [([(0, 2.0), (90, 3.0), (300, 3.0)], [])]
"""EDSS 2, 3, 3: one worsening, on day 90."""

FIND_ONE = """
import sys
from ranvier.course.rule_parts import step_table
from ranvier.definitions.worsening import PRIMARY
from ranvier.kernels import compiled
from ranvier.kernels.follow_up import FollowUpRule, follow_up
from tests.properties.courses import relapse_arrays_of, visit_arrays_of
if "--many" in sys.argv:
    compiled.PLAIN_VISITS = compiled.PLAIN_VISITS_UNKEPT = 0
one = [([(0, 2.0), (90, 3.0), (300, 3.0)], [])]
rule = FollowUpRule(step_table(PRIMARY.steps), 168, 31)
found = follow_up(visit_arrays_of(one), relapse_arrays_of(one), rule)
print(found.onset.tolist(), "numba" in sys.modules)
"""


def arguments_of(patients, rule):
    return visit_arrays_of(patients), relapse_arrays_of(patients), rule


def assert_same(found, expected):
    for column, other in zip(found, expected, strict=True):
        assert column.dtype == other.dtype
        assert np.array_equal(column, other)


@given(cohorts, definitions())
@settings(max_examples=150, deadline=None)
def test_events_are_the_same_in_both_forms(patients, definition):
    arguments = arguments_of(patients, change_rule(definition))
    assert_same(find_events.plain(*arguments), find_events.compiled(*arguments))


@given(cohorts)
@settings(max_examples=150, deadline=None)
def test_follow_up_is_the_same_in_both_forms(patients):
    arguments = arguments_of(patients, FollowUpRule(step_table(PRIMARY.steps), 168, 31))
    assert_same(follow_up.plain(*arguments), follow_up.compiled(*arguments))


def kernel_of_arrays(monkeypatch, *, is_kept):
    """A kernel that doubles numbers, with room for 10 numbers in plain Python, or for 25 if none is kept."""
    monkeypatch.setattr(compiled, "PLAIN_VISITS", 10)
    monkeypatch.setattr(compiled, "PLAIN_VISITS_UNKEPT", 25)

    def doubled(numbers):
        return 2 * numbers

    kernel = compiled.compiled(doubled)
    kernel.__dict__.update(plain="plain form", compiled="compiled form", is_kept=is_kept)
    return kernel


@pytest.mark.parametrize(("is_kept", "plain_calls"), [(True, 2), (False, 5)])
def test_a_kernel_is_compiled_once_it_has_followed_many_visits(monkeypatch, is_kept, plain_calls):
    kernel = kernel_of_arrays(monkeypatch, is_kept=is_kept)
    forms = [kernel.form_for(np.zeros(5)) for _ in range(8)]
    assert forms == ["plain form"] * plain_calls + ["compiled form"] * (8 - plain_calls)


def test_the_number_of_visits_is_that_of_the_longest_array():
    visits, _, _ = arguments_of(ONE_PATIENT, None)
    assert longest(visits) == 3
    assert longest(visits.day) == 3
    assert longest(()) == 0


def test_every_step_is_bound_to_its_own_form():
    inner = find_events.plain.__globals__["search_courses"].__globals__["follow_course"]
    assert not isinstance(inner, Kernel)
    assert not any(
        isinstance(inner.__globals__[name], Kernel) for name in ("usable_reference", "next_change")
    )


def run(script, *arguments, **environment):
    """Standard output of *script* in a process of its own, with warnings as errors."""
    place = {**os.environ, "PYTHONPATH": f"{Path(ranvier.__file__).parents[1]}:{Path(__file__).parents[3]}"}
    command = [sys.executable, "-W", "error", "-c", script, *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**place, **environment}, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_few_visits_do_not_load_the_compiler():
    assert run(FIND_ONE) == "[1] False"
    assert run(FIND_ONE, "--many") == "[1] True"


def test_an_install_that_cannot_be_written_to_compiles_for_itself(tmp_path):
    """Files stand where the folders of kept kernels would be, so that nobody at all can make them."""
    package = tmp_path / "install" / "ranvier"
    shutil.copytree(Path(ranvier.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "kernels" / "__pycache__").write_text("", encoding="utf-8")
    home = tmp_path / "home"
    home.write_text("", encoding="utf-8")
    environment = {
        "PYTHONPATH": f"{package.parent}:{Path(__file__).parents[3]}",
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home),
        "NUMBA_CACHE_DIR": "",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    assert run(FIND_ONE, "--many", **environment) == "[1] True"
    assert (package / "kernels" / "__pycache__").is_file()
