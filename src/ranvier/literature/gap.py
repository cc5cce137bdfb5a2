"""What the library does not know, or knows second-hand only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ranvier.literature.section import Section, did_you_mean
from ranvier.literature.study import PublishedNumber, Study


@dataclass(frozen=True)
class Gap:
    """One thing that is missing: in words, with the studies and the unverified numbers that it concerns."""

    id: str
    what: str
    studies: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


def read_gap(part: Section, studies: Mapping[str, Study], numbers: Mapping[str, PublishedNumber]) -> Gap:
    """One gap; a study or number that does not exist, or that may decide, is a fault of *part*."""
    gap = Gap(
        id=part.text("id", required=True),
        what=part.text("what", required=True),
        studies=part.texts("studies"),
        numbers=part.texts("numbers"),
    )
    part.where = f"missing {gap.id}" if gap.id else part.where
    for name in gap.studies:
        if name not in studies:
            part.fault(f"there is no study '{name}'", did_you_mean(name, studies))
    for key in gap.numbers:
        if key not in numbers:
            part.fault(f"there is no number '{key}'", did_you_mean(key, numbers))
        elif numbers[key].may_decide:
            part.fault(
                f"'{key}' may decide, so it is not missing", "correct its status, or leave it out here"
            )
    part.done()
    return gap
