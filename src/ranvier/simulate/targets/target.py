"""Published figures that a simulated cohort is held against, each with its band and where it comes from.

What is measured, by whom and how, and how far a simulated figure may lie off, is data beside this file, one
file for each group. Measuring them needs the rooms above this one: `ranvier.estimates.targets` does it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from importlib.resources import files

from ranvier.errors import RanvierError
from ranvier.simulate.parameters import Status

GROUPS = (
    "people",
    "relapses",
    "recovery",
    "milestones",
    "progressive",
    "yearly",
    "register",
    "trials",
    "raters",
)
"""The files of targets, in the order in which they are printed."""


class Setting(StrEnum):
    """How the patients of a published figure lived."""

    UNTREATED = "untreated"  # before there were drugs, or in years without one
    TREATED = "treated"  # registers of the years of drugs
    MIXED = "partly treated"
    PLACEBO = "placebo or sham arm"
    ANY = "any"  # treatment does not enter: people at onset, agreement of raters


@dataclass(frozen=True)
class Target:
    """One published figure.

    measures: what it is, in words. published: its value in *unit*. lower, upper: a simulated figure may lie
    between them, for the reason in *band*. study, year, status, source: where it is from ("S8" is a row of
    docs/reference/sources.md, "E62" a study of the literature). setting, patients: which patients, and how
    they were observed. note: what it speaks for or against, or where it contradicts another figure. misses:
    why the simulated figure is known to lie outside the band; empty where it lies inside.
    """

    key: str
    group: str
    measures: str
    published: float
    unit: str
    lower: float
    upper: float
    band: str
    study: str
    year: int
    status: Status
    source: str
    setting: Setting
    patients: str
    note: str = ""
    misses: str = ""

    def holds(self, simulated: float) -> bool:
        """Whether a simulated figure lies within the band."""
        return self.lower <= simulated <= self.upper


@cache
def read_targets() -> tuple[Target, ...]:
    """Every target that ships with ranvier, group by group.

    Raises RanvierError for an entry with an unknown or missing field, or a band that does not hold the
    published figure.
    """
    return tuple(target for group in GROUPS for target in _of_group(group))


def _of_group(group: str) -> list[Target]:
    text = (files("ranvier.simulate.targets") / "data" / f"{group}.toml").read_text(encoding="utf-8")
    return [target_of(key, group, entry) for key, entry in tomllib.loads(text).items()]


def target_of(key: str, group: str, entry: dict[str, object]) -> Target:
    """One entry of a file of targets. Raises RanvierError as `read_targets` does."""
    known = {field.name for field in fields(Target)}
    unknown = set(entry) - known
    if unknown:
        raise _fault(key, group, f"{', '.join(sorted(unknown))} is no field of a target")
    try:
        target = Target(
            **{  # type: ignore[arg-type]  # a test reads every shipped entry
                **entry,
                "key": key,
                "group": group,
                "status": Status(str(entry.get("status"))),
                "setting": Setting(str(entry.get("setting"))),
            }
        )
    except (TypeError, ValueError) as error:
        raise _fault(key, group, str(error)) from error
    if not target.holds(target.published):
        raise _fault(key, group, "the published figure lies outside its band")
    return target


def _fault(key: str, group: str, problem: str) -> RanvierError:
    return RanvierError(
        f"The target {key} cannot be used: {problem}",
        where=f"simulate/targets/data/{group}.toml",
        hint="correct the entry",
    )
