"""Reads what EDSSProgression found (validation/two_references.py) and sets our own beside it.

A cell is one patient under one setting. Cells that a deviation of docs/reference/schools.md touches carry its
number; all others must be identical.

    PYTHONPATH=src:. python -m tests.reference.two_references_peer FILE
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ranvier.course.two_reference_rules import two_reference_rule
from ranvier.definitions.two_reference_parts import (
    AgainstRelapseReference,
    Confirmation,
    ConfirmingScores,
    DistanceFrom,
    Holding,
    Merging,
    MinimalDistance,
    NearRelapses,
    Needed,
    Roving,
    UndefinedTested,
    UndefinedWorsening,
)
from ranvier.definitions.two_references import TwoReferences
from ranvier.definitions.windows import ConfirmWindow
from ranvier.kernels import two_reference_rows as row_of, two_references as kernel
from ranvier.kernels.rules import PIRA, RAW, UNDEFINED
from ranvier.kernels.two_reference_rule import FIRST_VISIT, NO_EVENT, PIRA_DISTURBED
from ranvier.vocabulary.steps import BandSteps
from tests.properties.courses import relapse_arrays_of, visit_arrays_of

STORED = Path(__file__).parents[1] / "oracles" / "two_references.json"
KIND = {RAW: "R", PIRA: "P", PIRA_DISTURBED: "D", UNDEFINED: "U"}
TESTED = {
    "re-baselining only": UndefinedTested.REBASELINING,
    "never": UndefinedTested.NEVER,
    "all": UndefinedTested.ALL,
    "end": UndefinedTested.END,
}
STANDS = {
    "any": AgainstRelapseReference.ANY,
    "equal or greater": AgainstRelapseReference.AT_LEAST,
    "greater only": AgainstRelapseReference.ABOVE,
}
SCORES = {"all": ConfirmingScores.ALL, "last": ConfirmingScores.LAST}
HOLDING = {"minimum": Holding.MINIMUM, "monotonic": Holding.MONOTONIC}
FROM = {"reference": DistanceFrom.REFERENCE, "previous": DistanceFrom.PREVIOUS_VISIT}


class Cell(NamedTuple):
    """One patient under one setting, and the deviation that touches it, if any."""

    settings: Mapping[str, Any]
    patient: Any
    expected: list[Any]
    found: list[Any]
    deviation: str

    @property
    def is_identical(self) -> bool:
        return self.expected == self.found


def definition_of(settings: Mapping[str, Any]) -> TwoReferences:
    """The peer's settings in our words."""
    ask = settings.get
    return TwoReferences(
        steps=_steps(
            ask("opt_max_score_that_requires_plus_1", 5.0), from_0=ask("opt_larger_increment_from_0", True)
        ),
        roving=Roving(
            roves=ask("opt_baseline_type", "roving") == "roving",
            confirmed=ask("opt_roving_reference_require_confirmation", True),
            window=_window(settings, "opt_roving_reference_confirmation_time", 30),
            scores=SCORES[ask("opt_roving_reference_confirmation_included_values", "all")],
        ),
        confirmation=Confirmation(
            needed=_needed(settings),
            window=_window(settings, "opt_confirmation_time", 180),
            scores=SCORES[ask("opt_confirmation_included_values", "all")],
            holding=HOLDING[ask("opt_confirmation_type", "minimum")],
            sustained_at_least_days=ask("opt_confirmation_sustained_minimal_distance", 0),
            last_visit_counts=not ask("opt_confirmation_require_confirmation_for_last_visit", True),
        ),
        distance=MinimalDistance(
            ask("opt_minimal_distance_time", 0),
            FROM[ask("opt_minimal_distance_type", "reference")],
            ask("opt_minimal_distance_backtrack_decrease", True),
        ),
        relapses=_near_relapses(settings),
        undefined=UndefinedWorsening(
            TESTED[ask("undefined_progression", "re-baselining only")],
            STANDS[ask("undefined_progression_wrt_raw_pira_baseline", "any")],
        ),
        merging=Merging(
            ask("merge_continuous_events", False),
            ask("continuous_events_max_repetition_time", 30),
            ask("continuous_events_max_merge_distance", None),
        ),
        first_only=ask("return_first_event_only", False),
    )


def _steps(highest_plus_1: float, *, from_0: bool) -> BandSteps:
    bands = [(0.0, 1.5)] if from_0 else []
    return BandSteps((*bands, *([(highest_plus_1, 1.0)] if highest_plus_1 >= 0 else []), (10.0, 0.5)))


def _needed(settings: Mapping[str, Any]) -> Needed:
    if not settings.get("opt_require_confirmation", True):
        return Needed.NOTHING
    return Needed.TO_THE_END if settings.get("opt_confirmation_time") == -1 else Needed.A_VISIT


def _window(settings: Mapping[str, Any], name: str, default: int) -> ConfirmWindow:
    """Half a day, the peer's way to ask for the next visit, is a day; it ends half a day sooner."""
    after_days = settings.get(name, default)
    later_days = settings.get(f"{name}_right_side_max_tolerance")
    earlier_days = settings.get(f"{name}_left_side_max_tolerance", 0)
    if after_days == 0.5:
        return ConfirmWindow(1, earlier_days, None if later_days is None else later_days - 1)
    return ConfirmWindow(max(after_days, 1), earlier_days, later_days)


def _near_relapses(settings: Mapping[str, Any]) -> NearRelapses:
    return NearRelapses(
        settings.get("opt_raw_before_relapse_max_days", 30),
        settings.get("opt_raw_after_relapse_max_days", 90),
        settings.get("opt_pira_allow_relapses_between_event_and_confirmation", False),
    )


def cells(file: Path = STORED) -> Iterator[Cell]:
    """Every cell of a file, setting by setting."""
    stored = json.loads(file.read_text(encoding="utf-8"))
    patients = stored["patients"]
    for case in stored["cases"]:
        definition = definition_of(case["settings"])
        ours = found_in(patients, definition)
        for patient, expected, found in zip(patients, case["found"], ours, strict=True):
            yield Cell(case["settings"], patient, expected, found, deviation(patient, definition))


def found_in(patients: list[Any], definition: TwoReferences) -> list[Any]:
    """Our events and references in the layout of the file."""
    courses = [([(day, score / 2) for day, score in visits], relapses) for visits, relapses in patients]
    arrays = visit_arrays_of(courses)
    rows = kernel.annotate_visits(arrays, relapse_arrays_of(courses), two_reference_rule(definition))
    return [
        _said(rows[first:end], arrays.day, arrays.day[first:end])
        for first, end in zip(arrays.offset[:-1], arrays.offset[1:], strict=True)
    ]


def _said(rows: Any, all_days: Any, days: Any) -> list[Any]:
    events = [
        [
            int(day),
            KIND[row[row_of.RELATION]],
            int(row[row_of.EVENT_SCORE]),
            int(row[row_of.REFERENCE_SCORE]),
            int(all_days[row[row_of.LAST_MEMBER]]),
        ]
        for row, day in zip(rows, days, strict=True)
        if row[row_of.RELATION] != NO_EVENT
    ]
    return [events, *(_set(rows, days, *columns) for columns in REFERENCES)]


REFERENCES = ((row_of.GENERAL_WHY, row_of.GENERAL_SCORE), (row_of.RELAPSE_WHY, row_of.RELAPSE_SCORE))


def _set(rows: Any, days: Any, why: int, score: int) -> list[list[int]]:
    chosen = zip(rows, days, strict=True)
    return [[int(day), int(row[score])] for row, day in chosen if row[why] not in (0, FIRST_VISIT)]


def deviation(patient: Any, definition: TwoReferences) -> str:
    """Which deviation touches a cell; of several the first."""
    visits, relapses = patient
    days = [day for day, _ in visits]
    from_reference = (
        definition.distance.days > 0 and definition.distance.counted_from is DistanceFrom.REFERENCE
    )
    if _rebaselines_near_a_relapse(days, relapses, definition.relapses):
        return "D1"
    if from_reference and definition.distance.backtracks and days[0] < 0:
        return "D2"
    if from_reference and definition.merging.merges:
        return "D3"
    return ""


def _rebaselines_near_a_relapse(days: list[int], relapses: list[int], near: NearRelapses) -> bool:
    """Whether the peer would place its reference anew at a visit in the window of another relapse."""
    followed_by = [*relapses[1:], None] if relapses else []
    for relapse, following in zip(relapses, followed_by, strict=True):
        later = [day for day in days if day > relapse + near.after_days]
        if not later or (following is not None and relapse + near.after_days >= following - near.before_days):
            continue
        if any(other - near.before_days <= later[0] <= other + near.after_days for other in relapses):
            return True
    return False


def main(file: Path) -> None:
    """Prints how many cells are identical, and the deviations of the others."""
    compared = list(cells(file))
    differing = [cell for cell in compared if not cell.is_identical]
    print(f"{len(compared):,} cells, {len(compared) - len(differing):,} identical")
    touched = Counter(cell.deviation for cell in compared)
    for name, count in sorted(Counter(cell.deviation for cell in differing).items()):
        print(f"  {name or 'unexplained'}: {count} differ of {touched[name]} touched")
    for cell in [cell for cell in differing if not cell.deviation][:3]:
        print(cell)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
