"""Studies as text for a terminal: a list, or one in full with the origin of every number."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from ranvier.literature.gap import Gap
from ranvier.literature.pools.effect import StudyEffect
from ranvier.literature.pools.pool import Pool
from ranvier.literature.study import PublishedNumber, Study

WIDTH = 100


def list_text(studies: Iterable[Study]) -> str:
    """One line a study: identifier, topic and citation."""
    lines = [f"{study.id:<4} {study.topic:<20} {study.citation}" for study in studies]
    return "\n".join(line if len(line) <= WIDTH else f"{line[: WIDTH - 2]} …" for line in lines)


def study_text(
    study: Study, pooled: Iterable[tuple[Pool, StudyEffect]] = (), gaps: Iterable[Gap] = ()
) -> str:
    """One study in full: reference, whom it studied, what it means, and each number with its origin.

    pooled: what it adds to which pools. gaps: what is missing of it.
    """
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
    lines += _pool_lines(pooled)
    for gap in gaps:
        lines += ["", *_wrapped(f"Missing: {gap.what}")]
    return "\n".join(lines)


def _pool_lines(pooled: Iterable[tuple[Pool, StudyEffect]]) -> list[str]:
    lines: list[str] = []
    for pool, effect in pooled:
        why = effect.kept_out or ("" if effect.may_decide else "unverified")
        told = f"{pool.key}  {pool.title}, by {', '.join(effect.figures)}"
        lines += _wrapped(f"{told} ({why})" if why else told)
    return ["", "  Pools", *lines] if lines else []


def _number_lines(number: PublishedNumber) -> list[str]:
    head = f"{number.key}  {number.what}: {number.printed}"
    tail = [f"origin: {number.origin}"]
    tail += [f"note: {number.caveat}"] if number.caveat else []
    tail += [f"read at {number.address}"] if number.address else []
    return [*_wrapped(head), *(f"        {line}" for line in tail)]


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="        ")
