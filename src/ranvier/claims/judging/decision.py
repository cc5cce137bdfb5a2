"""The decision table: inputs in, the one row that answers out. The rows are data (decision.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import product


@dataclass(frozen=True)
class DecisionRow:
    """One row: its name, the conditions that must all hold, and the outcome's code.

    of_number: whether the answer comes from the number and its interval, so that other patients could give
    another; not where a check, a missing number, a single event or the definition gives it.
    """

    name: str
    when: Mapping[str, str]
    outcome: str
    of_number: bool = True

    def matches(self, inputs: Mapping[str, str]) -> bool:
        """Whether every condition of the row holds."""
        return all(inputs[key] == value for key, value in self.when.items())


@dataclass(frozen=True)
class DecisionTable:
    """The rows of one reading, in order, and the values each input may take."""

    reading: str
    inputs: Mapping[str, tuple[str, ...]]
    rows: tuple[DecisionRow, ...]

    def decide(self, **inputs: str) -> DecisionRow:
        """The first row that matches; raises ValueError for an input the table does not know."""
        self._check(inputs)
        for row in self.rows:
            if row.matches(inputs):
                return row
        raise ValueError(f"decision table '{self.reading}' has no row for {inputs}")

    def combinations(self) -> list[dict[str, str]]:
        """Every combination of inputs."""
        names = list(self.inputs)
        return [dict(zip(names, values, strict=True)) for values in product(*self.inputs.values())]

    def _check(self, inputs: Mapping[str, str]) -> None:
        if set(inputs) != set(self.inputs):
            raise ValueError(
                f"decision table '{self.reading}' needs exactly {sorted(self.inputs)}, got {sorted(inputs)}"
            )
        for name, value in inputs.items():
            if value not in self.inputs[name]:
                raise ValueError(
                    f"decision table '{self.reading}': {name} = {value!r}, must be one of {self.inputs[name]}"
                )


@cache
def decision_tables() -> Mapping[str, DecisionTable]:
    """The shipped tables by reading: seen, seen_never, because, because_safety."""
    text = resources.files("ranvier.claims").joinpath("decision.toml").read_text(encoding="utf-8")
    return read_decision_tables(text)


def read_decision_tables(text: str) -> Mapping[str, DecisionTable]:
    """The decision tables of a TOML text, by name."""
    return {name: _table(name, entry) for name, entry in tomllib.loads(text).items()}


def _table(name: str, entry: Mapping[str, object]) -> DecisionTable:
    inputs = entry["inputs"]
    rows = entry["rows"]
    assert isinstance(inputs, dict)
    assert isinstance(rows, list)
    return DecisionTable(
        name,
        {key: tuple(values) for key, values in inputs.items()},
        tuple(
            DecisionRow(row["name"], row["when"], row["outcome"], row.get("of_number", True)) for row in rows
        ),
    )
