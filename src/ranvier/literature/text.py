"""Studies as text for a terminal: a list, or one in full with the origin of every number."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from ranvier.literature.study import PublishedNumber, Study

WIDTH = 100


def list_text(studies: Iterable[Study]) -> str:
    """One line a study: identifier, topic and citation."""
    lines = [f"{study.id:<4} {study.topic:<20} {study.citation}" for study in studies]
    return "\n".join(line if len(line) <= WIDTH else f"{line[: WIDTH - 2]} …" for line in lines)


def study_text(study: Study) -> str:
    """One study in full: reference, whom it studied, what it means, and each number with its origin."""
    facts = [
        ("design", study.design),
        ("n", study.n),
        ("population", study.population),
        ("given", study.intervention),
        ("compared with", study.comparator),
        ("followed", study.follow_up),
    ]
    lines = [f"{study.id}  {study.reference}", ""]
    lines += [f"  {name + ':':<14} {found}" for name, found in facts if found]
    lines += ["", *_wrapped(study.reading)]
    lines += _wrapped(f"Limits: {study.limits}") if study.limits else []
    lines += ["", "  Numbers"]
    for number in study.numbers:
        lines += _number_lines(number)
    return "\n".join(lines)


def _number_lines(number: PublishedNumber) -> list[str]:
    head = f"{number.key}  {number.what}: {number.printed}"
    tail = [f"origin: {number.origin}"]
    tail += [f"note: {number.caveat}"] if number.caveat else []
    tail += [f"read at {number.address}"] if number.address else []
    return [*_wrapped(head), *(f"        {line}" for line in tail)]


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="        ")
