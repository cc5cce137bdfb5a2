"""A plan file: TOML in, the plan of a simulated clinic out; what is wrong is refused all at once."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from ranvier.errors import ManyProblems, MissingFile, RanvierError, UnreadableFile, UsageError
from ranvier.simulate.limits import ImpossiblePlan
from ranvier.simulate.parameters import Parameter
from ranvier.simulate.plan import NO_EFFECT, PLANS, ClinicPlan

BASE = "based_on"
"""The key of a plan file that names the shipped plan from which it departs."""

CLINIC = "clinic"
"""The table of a plan file with the settings of the clinic itself."""

NOTHING = "none"
"""How a plan file says that a setting is not set: TOML has no word for it."""


def read_plan(source: str) -> ClinicPlan:
    """The plan that *source* names: the key of a shipped plan, or a .toml file.

    Raises UsageError for an unknown key; MissingFile, UnreadableFile; ImpossiblePlan with every unknown name
    and every impossible value of the file.
    """
    if source in PLANS:
        return PLANS[source]
    path = Path(source)
    if path.suffix.lower() != ".toml":
        raise UsageError(
            "There is no such plan", where="--plan", hint=f"{', '.join(PLANS)}, or a file that ends in .toml"
        )
    return plan_of(_toml(path), str(source))


def plan_of(tables: Mapping[str, Any], where: str = "plan") -> ClinicPlan:
    """The plan that the *tables* of a plan file describe; *where* names the file. Raises ImpossiblePlan."""
    problems: list[RanvierError] = []
    given = dict(tables)
    base = _base(given.pop(BASE, NO_EFFECT.key), where, problems)
    reader = _Reader(where, problems)
    clinic = given.pop(CLINIC, {})
    if not isinstance(clinic, Mapping):
        reader.refuse("", CLINIC, "is not a table", f"write [{CLINIC}] and the settings below it")
        clinic = {}
    nested = {field.name for field in fields(ClinicPlan) if is_dataclass(getattr(base, field.name))}
    known = [BASE, CLINIC, *sorted(nested)]
    for name in [name for name in given if name not in nested]:
        reader.refuse("", name, "is no part of a plan", _nearest(name, known))
        del given[name]
    for name in [name for name in clinic if name in nested]:
        reader.refuse(CLINIC, name, "is a table of its own", f"write [{name}] and the settings below it")
    flat = {name: value for name, value in clinic.items() if name not in nested}
    changes = reader.changes(base, flat, CLINIC) | reader.changes(base, given, "")
    plan: ClinicPlan = reader.built(base, changes)
    if problems:
        raise ImpossiblePlan(problems, headline=f"{where} describes no clinic that can be simulated")
    return plan


@dataclass(frozen=True)
class _Reader:
    """Turns tables into changes of a plan, and collects in *problems* what is wrong in the file *where*."""

    where: str
    problems: list[RanvierError]

    def changes(self, base: Any, given: Mapping[str, Any], place: str) -> dict[str, Any]:
        """New values of the fields of *base* that *given* names."""
        known = [field.name for field in fields(base) if field.init]
        found = {}
        for name, raw in given.items():
            if name not in known:
                self.refuse(place, name, "is not known", _nearest(name, known))
            else:
                found[name] = self._value(getattr(base, name), raw, place, name)
        return found

    def built(self, base: Any, changes: Mapping[str, Any]) -> Any:
        """*base* with *changes*; the old one where its own checks refuse them."""
        try:
            return replace(base, **changes)
        except ManyProblems as refused:
            self.problems.extend(_told(each, self.where) for each in refused.problems)
        except RanvierError as refused:
            self.problems.append(_told(refused, self.where))
        return base

    def refuse(self, place: str, name: str, problem: str, hint: str) -> None:
        """Note that *name* in the table *place* cannot be used."""
        table = f"[{place}] " if place else ""
        self.problems.append(UsageError(f"{name} {problem}", where=f"{self.where}, {table}{name}", hint=hint))

    def _value(self, base: Any, raw: Any, place: str, name: str) -> Any:
        """*raw* as a value of the kind of *base*; its range is the plan's own business."""
        if isinstance(raw, str) and raw == NOTHING:
            return None
        if isinstance(base, Parameter):
            return self._parameter(base, raw, place, name)
        if is_dataclass(base):
            return self._table(base, raw, f"{place}.{name}".lstrip("."))
        if isinstance(base, Enum):
            return self._word(type(base), raw, place, name)
        if isinstance(base, tuple) and isinstance(raw, list):
            return tuple(
                self._value(base[min(i, len(base) - 1)], each, place, name) for i, each in enumerate(raw)
            )
        if isinstance(raw, datetime) or (isinstance(base, date) and not isinstance(raw, date)):
            self.refuse(place, name, "is not a day", "write it as 2014-03-01, without quotation marks")
            return base
        if isinstance(base, bool) != isinstance(raw, bool):
            kind = "true or false" if isinstance(base, bool) else "a number or text"
            self.refuse(place, name, "is of another kind", f"permitted: {kind}")
            return base
        is_whole = isinstance(raw, int) and not isinstance(raw, bool)
        return float(raw) if is_whole and isinstance(base, float) else raw

    def _table(self, base: Any, raw: Any, place: str) -> Any:
        if not isinstance(raw, Mapping):
            self.refuse("", place, "is not a table", f"write [{place}] and the settings below it")
            return base
        return self.built(base, self.changes(base, raw, place))

    def _parameter(self, base: Parameter, raw: Any, place: str, name: str) -> Parameter:
        if isinstance(raw, bool) or not isinstance(raw, int | float):
            self.refuse(place, name, "is not a number", f"such as {base.value:g}")
            return base
        if float(raw) == base.value:
            return base
        return base.at(float(raw))

    def _word(self, words: type[Enum], raw: Any, place: str, name: str) -> Any:
        known = [each.value for each in words]
        if raw not in known:
            self.refuse(place, name, "is none of the words for it", f"permitted: {', '.join(known)}")
            return next(iter(words))
        return words(raw)


def _base(key: Any, where: str, problems: list[RanvierError]) -> ClinicPlan:
    if not isinstance(key, str) or key not in PLANS:
        problems.append(
            UsageError(
                f"{BASE} names no shipped plan",
                where=f"{where}, {BASE}",
                hint=f"permitted: {', '.join(PLANS)}",
            )
        )
        return NO_EFFECT
    return PLANS[key]


def _nearest(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else f"known here: {', '.join(known)}"


def _told(problem: RanvierError, where: str) -> RanvierError:
    """*problem* with the name of the file before its place."""
    return UsageError(problem.problem, where=f"{where}; {problem.where}".rstrip("; "), hint=problem.hint)


def _toml(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise MissingFile(
            "The plan is not there",
            where=str(path),
            hint="print one to start from: ranvier simulate --show-plan no-effect",
        )
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableFile(
            f"The plan is not TOML: {error}", where=str(path), hint="see the file that --show-plan prints"
        ) from None
