"""Runs every drawing of docs/reference/course.md: the page cannot say what is not so."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.spec.drawing import KINDS, Drawing, definition_of, read_timeline
from tests.spec.runners.every import runner_of

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "course.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RULE = re.compile(r"^\*\*(C\d+) ", re.MULTILINE)


def read_drawing(text):
    """A drawing with its lines "asked" (a definition), "with" (its settings) and "found"."""
    said = dict(re.findall(r"^(asked|with|found): (.*)$", text, re.MULTILINE))
    course = re.sub(r"^(asked|with|found): .*$", "", text, flags=re.MULTILINE)
    settings = tomllib.loads(f"it = {{ {said.get('with', '')} }}")["it"]
    row = {"definition": said.get("asked", "ConfirmedWorsening"), "settings": settings}
    found = [] if said["found"] == "nothing" else said["found"].split("; ")
    return Drawing("", read_timeline(course), definition_of(row, KINDS), found)


def drawings():
    page = PAGE.read_text(encoding="utf-8")
    for block in BLOCK.finditer(page):
        rule = RULE.findall(page[: block.start()])[-1]
        yield pytest.param(
            block[1], read_drawing(block[2]), id=f"{rule} line {page.count(chr(10), 0, block.start())}"
        )


@pytest.mark.parametrize(("runner", "drawing"), list(drawings()))
def test_what_the_page_draws_is_found(runner, drawing):
    assert runner_of(runner).found(drawing) == drawing.found


def test_the_rules_are_numbered_without_gaps():
    rules = RULE.findall(PAGE.read_text(encoding="utf-8"))
    assert rules == [f"C{number}" for number in range(1, len(rules) + 1)]
