"""Early evidence, and what came after it, by two functions, so that no judge sees the second by accident."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import NamedTuple

from ranvier.errors import LiteratureError, RanvierError
from ranvier.literature.read_number import decided, read_number
from ranvier.literature.read_yaml import read_mapping
from ranvier.literature.retrodiction.after import LaterStudy, WhatCameAfter
from ranvier.literature.retrodiction.early import EarlyEvidence
from ranvier.literature.retrodiction.read_case import numbers_after, read_after, read_early
from ranvier.literature.section import Section
from ranvier.literature.study import PublishedNumber


class Retrodiction(NamedTuple):
    """The whole file: early evidence, what came after, and changes that need no therapy."""

    early: Mapping[str, EarlyEvidence]
    after: Mapping[str, WhatCameAfter]
    yardsticks: Mapping[str, PublishedNumber]


def read_early_evidence() -> Mapping[str, EarlyEvidence]:
    """What was known early, by case. It holds nothing of what came after."""
    return _shipped().early


def read_what_came_after() -> Mapping[str, WhatCameAfter]:
    """Decisive trials, truth and expected verdicts, by case: for scoring, never for judging."""
    return _shipped().after


def read_yardsticks() -> Mapping[str, PublishedNumber]:
    """Changes that came without an effect, or on an ordinary drug, such as fewer relapses on placebo.

    Some are arms of the decisive trials, so they are no part of the early evidence.
    """
    return _shipped().yardsticks


def read_retrodiction_from(file: Traversable) -> Retrodiction:
    """The cases and yardsticks of *file*. Raises LiteratureError with all faults at once."""
    faults: list[RanvierError] = []
    whole = read_mapping(file, faults)
    yardsticks = [read_number(part, "Y") for part in whole.parts("yardsticks")]
    pairs = [_read_case(case) for case in whole.parts("cases")]
    whole.done()
    early = [pair[0] for pair in pairs]
    after = [pair[1] for pair in pairs]
    own = [number for case in early for number in case.numbers]
    later = [number for case in after for number in numbers_after(case)]
    settled = decided([*yardsticks, *own, *later], faults)
    names = [case.id for case in early] + [number.key for number in (*yardsticks, *own, *later)]
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        whole.fault(f"'{name}' is used twice", "give each entry its own")
    if faults:
        raise LiteratureError(faults, headline=f"{len(faults)} things in the literature must be put right")
    return Retrodiction(
        MappingProxyType({case.id: replace(case, numbers=_of(case.numbers, settled)) for case in early}),
        MappingProxyType({case.id: _settled_after(case, settled) for case in after}),
        MappingProxyType({number.key: settled[number.key] for number in yardsticks}),
    )


@cache
def _shipped() -> Retrodiction:
    return read_retrodiction_from(resources.files("ranvier.literature") / "data" / "retrodiction.yaml")


def _read_case(case: Section) -> tuple[EarlyEvidence, WhatCameAfter]:
    name = case.text("id")
    case.where = f"case {name}" if name else case.where
    empty = Section({}, case.where, case.faults)
    read = (
        read_early(case, case.part("early") or empty),
        read_after(case, case.part("after") or empty),
    )
    case.done()
    return read


def _of(
    numbers: tuple[PublishedNumber, ...], settled: Mapping[str, PublishedNumber]
) -> tuple[PublishedNumber, ...]:
    return tuple(settled[number.key] for number in numbers)


def _settled_after(case: WhatCameAfter, settled: Mapping[str, PublishedNumber]) -> WhatCameAfter:
    def later(studies: tuple[LaterStudy, ...]) -> tuple[LaterStudy, ...]:
        return tuple(replace(study, numbers=_of(study.numbers, settled)) for study in studies)

    return replace(case, trials=later(case.trials), uncontrolled=later(case.uncontrolled))
