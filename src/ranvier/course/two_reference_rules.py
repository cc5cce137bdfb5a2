"""A definition with two references in the form its kernel takes: whole ticks, days and codes."""

from __future__ import annotations

from ranvier.course.rule_parts import step_table
from ranvier.definitions.two_reference_parts import (
    AgainstRelapseReference,
    ConfirmingScores,
    DistanceFrom,
    Holding,
    Needed,
    UndefinedTested,
)
from ranvier.definitions.two_references import TwoReferences
from ranvier.definitions.windows import ConfirmWindow
from ranvier.kernels import two_reference_rule as code
from ranvier.kernels.arrays import FAR_DAYS

_CONFIRMED_BY = {
    Needed.A_VISIT: code.BY_A_VISIT,
    Needed.TO_THE_END: code.BY_EVERY_LATER_VISIT,
    Needed.NOTHING: code.BY_NOTHING,
}
_TESTED = {
    UndefinedTested.REBASELINING: code.AT_REBASELINING,
    UndefinedTested.NEVER: code.NOWHERE,
    UndefinedTested.ALL: code.EVERYWHERE,
    UndefinedTested.END: code.AT_REBASELINING,
}
_STANDS = {
    AgainstRelapseReference.ANY: code.STANDS_ANYWHERE,
    AgainstRelapseReference.AT_LEAST: code.STANDS_AT_LEAST,
    AgainstRelapseReference.ABOVE: code.STANDS_ABOVE,
}


def two_reference_rule(definition: TwoReferences) -> code.TwoReferenceRule:
    """*definition* for the kernel."""
    confirmation, distance, merging = definition.confirmation, definition.distance, definition.merging
    return code.TwoReferenceRule(
        steps=step_table(definition.steps),
        roves=definition.roving.roves,
        roving_is_confirmed=definition.roving.confirmed,
        roving_window=_window(definition.roving.window, definition.roving.scores),
        confirmed_by=_CONFIRMED_BY[confirmation.needed],
        window=_window(confirmation.window, confirmation.scores),
        is_monotonic=confirmation.holding is Holding.MONOTONIC,
        sustained_at_least_days=confirmation.sustained_at_least_days,
        last_visit_counts=confirmation.last_visit_counts,
        distance_days=distance.days,
        from_previous_visit=distance.counted_from is DistanceFrom.PREVIOUS_VISIT,
        backtracks=distance.backtracks,
        raw_before_days=definition.relapses.before_days,
        raw_after_days=definition.relapses.after_days,
        relapses_may_lie_between=definition.relapses.may_lie_between,
        tested=_TESTED[definition.undefined.tested],
        stands=_STANDS[definition.undefined.stands],
        ends_with_general=definition.undefined.tested is UndefinedTested.END,
        merges=merging.merges,
        repetition_days=merging.repetition_days,
        apart_days=FAR_DAYS if merging.apart_days is None else merging.apart_days,
        first_only=definition.first_only,
    )


def _window(window: ConfirmWindow, scores: ConfirmingScores) -> code.Window:
    closes_days = FAR_DAYS if window.closes_days is None else window.closes_days
    return code.Window(window.opens_days, closes_days, scores is ConfirmingScores.LAST)
