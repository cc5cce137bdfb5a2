"""Prints docs/reference/estimates.md: each estimator, what comes back, its method and where it was published.

PYTHONPATH=src python -m tests.unit.estimates.document
"""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path

import ranvier.estimates
from ranvier.estimates.result import Estimate, HasEstimates
from tests.unit.estimates.examples import EXAMPLES, NO_ESTIMATE

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "estimates.md"
_PREFIX = "ranvier.estimates."


def _estimators() -> Iterator[tuple[str, Callable[..., object]]]:
    for module in pkgutil.walk_packages(ranvier.estimates.__path__, _PREFIX):
        for name, value in vars(import_module(module.name)).items():
            if name.startswith("estimate_") and inspect.isfunction(value) and value.__module__ == module.name:
                yield name, value


ESTIMATORS = dict(_estimators())


def estimates_in(found: object) -> list[Estimate]:
    """Every estimate that a result holds, at any depth of its fields."""
    if isinstance(found, Estimate):
        return [found]
    if isinstance(found, HasEstimates):
        return list(found.estimates())
    if isinstance(found, dict):
        return estimates_in(tuple(found.values()))
    if isinstance(found, tuple | list):
        return [one for part in found for one in estimates_in(part)]
    if is_dataclass(found):
        return estimates_in(tuple(getattr(found, field.name) for field in fields(found)))
    return []


def page() -> str:
    """The whole page."""
    rooms: dict[str, list[str]] = {}
    for name in sorted(EXAMPLES, key=lambda name: (ESTIMATORS[name].__module__, name)):
        room = ESTIMATORS[name].__module__.removeprefix(_PREFIX).split(".")[0]
        rooms.setdefault(room, []).append(_row(name))
    tables = "\n".join(f"## {_ROOMS[room]}\n\n{_TABLE}{''.join(rows)}" for room, rows in rooms.items())
    others = "".join(
        f"| `{name}` | {_first_line(name)} | {what} |\n" for name, what in sorted(NO_ESTIMATE.items())
    )
    return f"{_HEAD}{tables}\n{_OTHERS}{others}"


def _row(name: str) -> str:
    found = estimates_in(EXAMPLES[name]())
    methods, references = (
        "; ".join(dict.fromkeys(getattr(one, field) for one in found)) for field in ("method", "reference")
    )
    cells = (f"`{name}`", _first_line(name), methods, references)
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |\n"


def _first_line(name: str) -> str:
    return " ".join((inspect.getdoc(ESTIMATORS[name]) or "").split("\n\n")[0].split())


_ROOMS = {
    "bias": "Errors in the records",
    "change": "Change of a score",
    "comparison": "Comparison of two groups",
    "emulation": "Emulated trials",
    "natural_history": "Natural history",
    "pooling": "Studies pooled",
    "rates": "Shares and rates",
    "self_controlled": "Patients as their own control",
    "survival": "Curves and hazards",
    "unseen": "Patients not seen",
}
_TABLE = "| name | what comes back | method | reference |\n|---|---|---|---|\n"
_HEAD = """# Estimators

Every estimator gives the one result, `Estimate`, or a larger result that holds several: `estimate`, `lower`,
`upper`, `unit`, `n`, `n_events`, `conf_level`; in words `definition`, `method`, `weights` and `reference`.
`print` gives one line, `estimates_table` a row each, `to_dict` what JSON can carry, and `methods_paragraph`
what the methods section of a paper says, its references numbered. Arguments, units and errors:
`help(estimate_survival)`. How to use them: [curves, rates, changes](../how-to/estimate.md),
[groups](../how-to/compare-groups.md), [the course without treatment](../how-to/natural-history.md),
[studies](../how-to/pool-studies.md).

A number that the records cannot give is not known and says why in `method`; wrong arguments raise
`InputError`. Methods and references are those of one example each
(`tests/unit/estimates/examples.py`; `python -m tests.unit.estimates.document` makes this page).

"""
_OTHERS = """## Answers that are no estimate

| name | what comes back | form |
|---|---|---|
"""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
