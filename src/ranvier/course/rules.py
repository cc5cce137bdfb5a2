"""A confirmed change in the form its kernel takes: whole ticks, days and codes."""

from __future__ import annotations

from ranvier.course.rule_parts import confirm_rule, days_or_far, kernel_distance, step_table
from ranvier.definitions.confirmed_change import (
    ConfirmedChange,
    Extrema,
    Occurrence,
    ProceedFrom,
    Reference,
    SlightChanges,
)
from ranvier.definitions.improvement import ConfirmedImprovement
from ranvier.definitions.pira import Pira, Raw
from ranvier.definitions.relapse_relation import Beginning, RelapseRelationRule
from ranvier.definitions.windows import RelapseFreeWindow
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.errors import RanvierError
from ranvier.kernels import rules as code
from ranvier.kernels.arrays import FAR_DAYS
from ranvier.vocabulary.measures import EDSS

_EXTREMA = {
    Extrema.KEEP: code.KEEP_EXTREMA,
    Extrema.SKIP_STRICT: code.SKIP_STRICT_EXTREMA,
    Extrema.SKIP_ALL: code.SKIP_ALL_EXTREMA,
}
_BEGINS = {
    Beginning.REFERENCE: code.FROM_REFERENCE,
    Beginning.VISIT_BEFORE: code.FROM_VISIT_BEFORE,
    Beginning.LAST_LOWER: code.FROM_LAST_LOWER,
}


def change_rule(definition: ConfirmedChange) -> code.ChangeRule:
    """*definition* for the kernel; every array and number of one type, so that it compiles once."""
    reference, slight = definition.reference, definition.slight_changes
    confirm = confirm_rule(definition.windows, definition.relapse_to_confirmation)
    return code.ChangeRule(
        steps=step_table(definition.steps, definition.measure),
        window_opens=confirm.opens,
        window_closes=confirm.closes,
        all_visits_hold=definition.all_visits_hold,
        wanted=wanted_events(definition),
        roves_after_improvement=reference in (Reference.ROVING, Reference.ROVING_IMPROVEMENT),
        roves_after_worsening=reference in (Reference.ROVING, Reference.ROVING_WORSENING),
        proceeds_from_onset=definition.proceeds_from is ProceedFrom.ONSET,
        rebases_on_slight_improvement=slight in (SlightChanges.IMPROVEMENT, SlightChanges.BOTH),
        rebases_on_slight_worsening=slight in (SlightChanges.WORSENING, SlightChanges.BOTH),
        extrema=_EXTREMA[definition.extrema],
        rebases_after_relapse=definition.rebases_after_relapse,
        reference_never_falls=definition.reference_never_falls,
        reference_distance=kernel_distance(definition.relapse_to_reference),
        onset_distance=kernel_distance(definition.relapse_to_onset),
        confirm_distance=confirm.distance,
        sustained_days=FAR_DAYS if definition.sustained_to_end else definition.sustained_days,
        impute_within_days=_impute_within_days(definition),
        relapse=_relapse_rule(definition.relation),
    )


def check_needs_no_search(definition: ConfirmedChange) -> None:
    """Raises RanvierError where *definition* needs more than EDSS scores: another measure, or a seed."""
    if definition.measure.name != EDSS.name:
        raise RanvierError(
            f"time at risk and many definitions at once need the EDSS, not {definition.measure}",
            where="the definition, measure",
            hint="take its events with find_events",
        )
    if definition.last_visit_counts and definition.last_visit_probability < 1:
        raise RanvierError(
            "a last visit that counts by chance needs a seed, which only find_events takes",
            where=f"last_visit_probability = {definition.last_visit_probability}",
            hint="let it count always or never here",
        )


def wanted_events(definition: ConfirmedChange) -> int:
    """The kernel's code for the events that *definition* asks for."""
    if definition.occurrence is Occurrence.EVERY:
        return code.EVERY
    if isinstance(definition, Pira):
        return code.FIRST_PIRA
    if isinstance(definition, Raw):
        return code.FIRST_RAW
    if isinstance(definition, ConfirmedWorsening):
        return code.FIRST_WORSENING
    if isinstance(definition, ConfirmedImprovement):
        return code.FIRST_IMPROVEMENT
    return code.FIRST_ANY


def _impute_within_days(definition: ConfirmedChange) -> int:
    return days_or_far(definition.last_visit_within_days) if definition.last_visit_counts else -1


def _relapse_rule(relation: RelapseRelationRule) -> code.RelapseRule:
    return code.RelapseRule(
        raw_after_days=relation.raw_after_days,
        raw_before_days=relation.raw_before_days,
        begins=_BEGINS[relation.begins],
        at_beginning=_window(relation.at_beginning),
        at_onset=_window(relation.at_onset),
        at_confirmation=_window(relation.at_confirmation),
    )


def _window(window: RelapseFreeWindow) -> code.Window:
    before, after = window.before_days, window.after_days
    return code.Window(code.OPEN if before is None else before, code.OPEN if after is None else after)
