"""Every threshold the checks of the records use: shipped in one file, changeable, always printed."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path

from ranvier.errors import MissingFile, RanvierError, ThresholdsError, UnreadableFile

PROPOSED_MARK = "◊"
"""Stands behind every threshold that is this project's own proposal."""

UNIT_WITHOUT_SPACE = "%"


@dataclass(frozen=True)
class Threshold:
    """One number a check compares with.

    gate: number of the check it belongs to. proposed: this project's own proposal. shipped: the value
    it had before a user's file changed it, None where it was not changed.
    """

    name: str
    gate: int
    value: float
    unit: str
    meaning: str
    source: str
    proposed: bool
    shipped: float | None = None

    @property
    def is_own_proposal(self) -> bool:
        """Whether the value is this project's own: proposed here, and not changed by the user."""
        return self.proposed and self.shipped is None

    def __str__(self) -> str:
        text = _number(self.value, self.unit)
        if self.shipped is not None:
            return f"{text} (changed; shipped as {_number(self.shipped, self.unit)})"
        return f"{text} {PROPOSED_MARK}" if self.proposed else text


@dataclass(frozen=True)
class Thresholds:
    """All thresholds by name, sorted by gate and name."""

    by_name: Mapping[str, Threshold]

    def __getitem__(self, name: str) -> float:
        return self.by_name[name].value

    def threshold(self, name: str) -> Threshold:
        """The threshold with its unit, source and mark."""
        return self.by_name[name]

    def changed(self) -> tuple[str, ...]:
        """Each threshold that a user's file changed, with what it was."""
        return tuple(
            f"{each.meaning}: {each}"
            for each in sorted(self.by_name.values(), key=lambda each: (each.gate, each.name))
            if each.shipped is not None
        )

    def printed(self) -> tuple[tuple[str, str], ...]:
        """For the report: what each is for, and its value with unit and mark."""
        return tuple(
            (f"{each.meaning} (check {each.gate})", str(each))
            for each in sorted(self.by_name.values(), key=lambda each: (each.gate, each.name))
        )


def read_thresholds(path: Path | None = None) -> Thresholds:
    """The shipped thresholds, with those of the user's file at *path* put in their place.

    The file is TOML with one table `[thresholds]` of `name = number`.
    Raises MissingFile, UnreadableFile, and ThresholdsError with every fault of the file at once.
    """
    if path is None:
        return _shipped()
    wanted = _read_changes(path)
    problems = _problems(wanted, path.name)
    if problems:
        raise ThresholdsError(problems, headline="The thresholds file cannot be used")
    return _changed(_shipped(), wanted)


@cache
def _shipped() -> Thresholds:
    text = resources.files("ranvier.claims").joinpath("thresholds.toml").read_text(encoding="utf-8")
    return Thresholds({name: Threshold(name, **entry) for name, entry in tomllib.loads(text).items()})


def _read_changes(path: Path) -> Mapping[str, object]:
    if not path.is_file():
        raise MissingFile("The thresholds file is not there", where=path.name, hint="check the path")
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        hint = "write one table [thresholds] with lines `name = number`, saved as UTF-8"
        raise UnreadableFile("The thresholds file is not valid TOML", where=path.name, hint=hint) from error
    return content if set(content) != {"thresholds"} else content["thresholds"]


def _problems(wanted: Mapping[str, object], file: str) -> list[RanvierError]:
    problems: list[RanvierError] = []
    for name, value in wanted.items():
        if name not in _shipped().by_name:
            hint = f"one of {', '.join(sorted(_shipped().by_name))}"
            problems.append(
                RanvierError("There is no threshold of this name", where=f"{file}, '{name}'", hint=hint)
            )
        elif not _is_plain_number(value):
            hint = "a number, 0 or above, without quotes or unit"
            problems.append(
                RanvierError("A threshold must be a number", where=f"{file}, '{name}'", hint=hint)
            )
    return problems


def _is_plain_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and value >= 0


def _changed(shipped: Thresholds, wanted: Mapping[str, object]) -> Thresholds:
    by_name = dict(shipped.by_name)
    for name, value in wanted.items():
        assert isinstance(value, int | float)
        if value != by_name[name].value:
            by_name[name] = replace(by_name[name], value=value, shipped=by_name[name].value)
    return Thresholds(by_name)


def _number(value: float, unit: str) -> str:
    digits = f"{value:.1f}" if unit == "points" else f"{value:g}"
    return digits + unit if unit == UNIT_WITHOUT_SPACE else f"{digits} {unit}".strip()
