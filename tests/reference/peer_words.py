"""What a call of pymsprog 1.0.7 asks for, said in ranvier's words (see docs/reference/course.md)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from ranvier.definitions.changes import (
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
from ranvier.definitions.windows import ConfirmWindow, RelapseDistance, RelapseFreeWindow
from ranvier.definitions.worsening import ConfirmedWorsening

KINDS: dict[str, type[ConfirmedChange]] = {
    "firstCDW": ConfirmedWorsening,
    "firstCDI": ConfirmedImprovement,
    "firstPIRA": Pira,
    "firstRAW": Raw,
    "first": ConfirmedChange,
    "multiple": ConfirmedChange,
}
REFERENCES = {
    "fixed": Reference.FIXED,
    "roving": Reference.ROVING,
    "roving_impr": Reference.ROVING_IMPROVEMENT,
    "roving_wors": Reference.ROVING_WORSENING,
}
SLIGHT = {
    "none": SlightChanges.NONE,
    "event": SlightChanges.BOTH,
    "improvement": SlightChanges.IMPROVEMENT,
    "worsening": SlightChanges.WORSENING,
}
EXTREMA = {"none": Extrema.KEEP, "strict": Extrema.SKIP_STRICT, "all": Extrema.SKIP_ALL}
BEGINS = {
    "baseline": Beginning.REFERENCE,
    "last": Beginning.VISIT_BEFORE,
    "last_delta": Beginning.LAST_LOWER,
}
NOT_SAID_IN_OUR_WORDS = frozenset({"validconf_col", "valuedelta_col"})


def definition_of(options: Mapping[str, Any]) -> ConfirmedChange:
    """The definition that *options* (of one configuration of the oracle) mean."""
    event = options.get("event", "firstCDW")
    windows = windows_of(options)
    sustained = _number(options.get("require_sust_days", 0))
    impute = options.get("impute_last_visit", 0)
    rebases = options.get("relapse_rebl", False)
    return KINDS[event](
        reference=REFERENCES[options.get("baseline", "fixed")],
        occurrence=Occurrence.EVERY if event == "multiple" else Occurrence.FIRST,
        confirm_after_days=windows[0].after_days,
        confirm_earlier_days=windows[0].earlier_days,
        confirm_later_days=windows[0].later_days,
        further_windows=windows[1:],
        all_visits_hold=options.get("check_intermediate", True),
        relapse_to_reference=RelapseDistance(*_pair(options.get("relapse_to_bl", 30))),
        relapse_to_onset=RelapseDistance(*_pair(options.get("relapse_to_event", 0))),
        relapse_to_confirmation=RelapseDistance(*_pair(options.get("relapse_to_conf", 30))),
        proceeds_from=ProceedFrom.ONSET
        if options.get("proceed_from") == "event"
        else ProceedFrom.CONFIRMATION,
        slight_changes=SLIGHT[options.get("sub_threshold_rebl", "none")],
        extrema=EXTREMA[options.get("skip_local_extrema", "none")],
        rebases_after_relapse=rebases,
        reference_never_falls=rebases and options.get("bl_geq", False),
        sustained_days=0 if math.isinf(sustained) else int(sustained),
        sustained_to_end=math.isinf(sustained),
        last_visit_counts=impute > 0,
        last_visit_within_days=impute if impute > 1 else None,
        relation=relation_of(options),
    )


def windows_of(options: Mapping[str, Any]) -> tuple[ConfirmWindow, ...]:
    """The windows of conf_days and conf_tol_days, in the order given."""
    days = options.get("conf_days", 84)
    tolerance = options.get("conf_tol_days", [7, 2 * 365.25])
    windows = []
    for day in days if isinstance(days, list) else [days]:
        own = tolerance[str(day)] if isinstance(tolerance, dict) else tolerance
        left, right = own if isinstance(own, list) else (own, own)
        right = _number(right)
        windows.append(ConfirmWindow(day, int(left), None if math.isinf(right) else math.floor(right)))
    return tuple(windows)


def relation_of(options: Mapping[str, Any]) -> RelapseRelationRule:
    """RAW and PIRA windows of relapse_assoc and relapse_indep."""
    raw_after, raw_before = _pair(options.get("relapse_assoc", 90))
    free = {"prec": [0, 0], "event": [90, 30], "conf": [90, 30], **options.get("relapse_indep", {})}
    return RelapseRelationRule(
        raw_after_days=raw_after,
        raw_before_days=raw_before,
        begins=BEGINS[free.get("prec_type", "baseline")],
        at_beginning=RelapseFreeWindow(*free["prec"]),
        at_onset=RelapseFreeWindow(*free["event"]),
        at_confirmation=RelapseFreeWindow(*free["conf"]),
    )


def _pair(value: Any) -> tuple[int, int]:
    return (value[0], value[1]) if isinstance(value, list) else (value, 0)


def _number(value: Any) -> float:
    return math.inf if value == "inf" else float(value)
