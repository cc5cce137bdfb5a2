"""What a call of pymsprog asks for, said as a definition: for people who move over."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
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
from ranvier.definitions.pymsprog_numbers import (
    at_least_days,
    at_most_days,
    choice,
    confirm_windows,
    free_window,
    pair,
    refused,
    sustained,
)
from ranvier.definitions.relapse_relation import Beginning, RelapseRelationRule
from ranvier.definitions.windows import RelapseDistance
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.vocabulary.measures import EDSS, NHPT, SDMT, T25FW, Direction, Measure
from ranvier.vocabulary.steps import OwnSteps, StepRule

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
PROCEEDS = {"firstconf": ProceedFrom.CONFIRMATION, "event": ProceedFrom.ONSET}
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
OUTCOMES = {measure.name: measure for measure in (EDSS, NHPT, T25FW, SDMT)}
DIRECTIONS = {"increase": Direction.HIGHER_IS_WORSE, "decrease": Direction.LOWER_IS_WORSE}

DEFAULTS: dict[str, Any] = {
    "outcome": "edss",
    "delta_fun": None,
    "worsening": None,
    "event": "firstCDW",
    "RAW_PIRA": False,
    "baseline": "fixed",
    "proceed_from": "firstconf",
    "sub_threshold_rebl": "none",
    "bl_geq": False,
    "relapse_rebl": False,
    "skip_local_extrema": "none",
    "conf_days": 84,
    "conf_tol_days": (7, 2 * 365.25),
    "require_sust_days": 0,
    "check_intermediate": True,
    "relapse_to_bl": 30,
    "relapse_to_event": 0,
    "relapse_to_conf": 30,
    "relapse_assoc": 90,
    "relapse_indep": None,
    "impute_last_visit": 0,
}
"""The arguments that say what an event is, with the values pymsprog 1.0.7 documents for them."""

_COLUMNS = "the cohort has it under its own names: read_programme, or find_events on a frame"
_ALWAYS = "leave it out; find_events always gives it"
WITHOUT_COUNTERPART: dict[str, str] = {
    **dict.fromkeys(("data", "subj_col", "value_col", "date_col", "date_format"), _COLUMNS),
    **dict.fromkeys(("relapse", "rsubj_col", "rdate_col"), "relapses are a table of the cohort"),
    "subjects": "give find_events a cohort of these patients only",
    "validconf_col": "give find_events particulars= with patient_id, date and may_confirm",
    "valuedelta_col": "give find_events particulars= with patient_id, date and step_score",
    **dict.fromkeys(("include_dates", "include_value"), _ALWAYS),
    "include_stable": "leave it out; patients without an event are in the table of times to an event",
    "return_unconfirmed": "leave it out; find_unconfirmed lists them",
    "verbose": "leave it out; definition.settings() says what is used",
}
"""Arguments that say where data lie or what is printed, not what an event is; and where to say it now."""


def definition_from_pymsprog(*, measure: Measure | None = None, **arguments: Any) -> ConfirmedChange:
    """The definition that the arguments of pymsprog's MSprog mean; those left out have its defaults.

    measure: what a custom outcome is, with its bounds and smallest unit. RAW_PIRA is accepted and changes
    nothing, since every worsening is set beside relapses. Where pymsprog's answer hangs on a defect, ours
    differs by rule (docs/reference/course.md, P1 to P22): a last visit imputed by chance needs a seed, and
    is never PIRA. Raises RanvierError naming an argument that has no counterpart, or a value that cannot be.
    """
    _check_names(arguments)
    given = {**DEFAULTS, **arguments}
    event, rebases = given["event"], bool(given["relapse_rebl"])
    kind = choice("event", event, KINDS)
    windows = confirm_windows(given["conf_days"], given["conf_tol_days"])
    measured = _measure(given, measure)
    return kind(
        measure=measured,
        steps=_steps(given["delta_fun"], measured),
        reference=choice("baseline", given["baseline"], REFERENCES),
        occurrence=Occurrence.EVERY if event == "multiple" else Occurrence.FIRST,
        confirm_after_days=windows[0].after_days,
        confirm_earlier_days=windows[0].earlier_days,
        confirm_later_days=windows[0].later_days,
        further_windows=windows[1:],
        all_visits_hold=bool(given["check_intermediate"]),
        relapse_to_reference=_distance("relapse_to_bl", given),
        relapse_to_onset=_distance("relapse_to_event", given),
        relapse_to_confirmation=_distance("relapse_to_conf", given),
        proceeds_from=choice("proceed_from", given["proceed_from"], PROCEEDS),
        slight_changes=choice("sub_threshold_rebl", given["sub_threshold_rebl"], SLIGHT),
        extrema=choice("skip_local_extrema", given["skip_local_extrema"], EXTREMA),
        rebases_after_relapse=rebases,
        reference_never_falls=rebases and bool(given["bl_geq"]),
        **sustained(given["require_sust_days"]),
        **_imputation(given["impute_last_visit"]),
        relation=_relation(given["relapse_assoc"], given["relapse_indep"]),
    )


def _check_names(arguments: Mapping[str, Any]) -> None:
    for name in arguments:
        if name in WITHOUT_COUNTERPART:
            raise refused(name, "says nothing of what an event is", WITHOUT_COUNTERPART[name])
        if name not in DEFAULTS:
            raise refused(name, "is no argument of MSprog", f"use one of {', '.join(DEFAULTS)}")


def _measure(given: Mapping[str, Any], measure: Measure | None) -> Measure:
    outcome, worsening = given["outcome"], given["worsening"]
    if outcome != "custom":
        return measure or choice("outcome", outcome, OUTCOMES)
    if measure is None or given["delta_fun"] is None:
        hint = "pass measure=Measure(...) with its bounds and smallest unit, and delta_fun="
        raise refused("outcome", "names a custom measure whose bounds or steps are not known", hint)
    if worsening is not None and choice("worsening", worsening, DIRECTIONS) is not measure.direction:
        raise refused("worsening", "points the other way than the measure", "let both say the same")
    return measure


def _steps(delta_fun: Callable[..., float] | None, measure: Measure) -> StepRule:
    """The measure's own steps, or those of a function of the reference, or of it and the outcome."""
    if delta_fun is None:
        return measure.steps
    needed = [
        parameter
        for parameter in inspect.signature(delta_fun).parameters.values()
        if parameter.default is inspect.Parameter.empty and parameter.kind is not parameter.VAR_KEYWORD
    ]
    name = getattr(delta_fun, "__name__", "a function")
    if len(needed) < 2:
        return OwnSteps(delta_fun, f"{name} of the reference")
    return OwnSteps(lambda reference: delta_fun(reference, measure.name), f"{name} of the reference")


def _distance(name: str, given: Mapping[str, Any]) -> RelapseDistance:
    after, before = pair(name, given[name])
    return RelapseDistance(at_least_days(name, after), at_least_days(name, before))


def _imputation(value: Any) -> dict[str, Any]:
    """A share of the patients up to 1; above it days of follow-up."""
    if isinstance(value, str) or not 0 <= float(value) < float("inf"):
        raise refused("impute_last_visit", "is no probability and no number of days", "give one from 0 on")
    if value == 0:
        return {}
    if value <= 1:
        return {"last_visit_counts": True, "last_visit_probability": float(value)}
    return {"last_visit_counts": True, "last_visit_within_days": at_most_days("impute_last_visit", value)}


def _relation(associated: Any, independent: Mapping[str, Any] | None) -> RelapseRelationRule:
    """The windows of RAW and PIRA; a checkpoint that is not named asks for nothing."""
    after, before = (at_most_days("relapse_assoc", days) for days in pair("relapse_assoc", associated))
    if independent is None:
        return RelapseRelationRule(raw_after_days=after, raw_before_days=before)
    unknown = set(independent) - {"prec", "event", "conf", "prec_type"}
    if unknown:
        raise refused("relapse_indep", "has an unknown key", "its keys are prec, event, conf and prec_type")
    return RelapseRelationRule(
        raw_after_days=after,
        raw_before_days=before,
        begins=choice("relapse_indep, prec_type", independent.get("prec_type", "baseline"), BEGINS),
        at_beginning=free_window(independent.get("prec", (0, 0))),
        at_onset=free_window(independent.get("event", (0, 0))),
        at_confirmation=free_window(independent.get("conf", (0, 0))),
    )
