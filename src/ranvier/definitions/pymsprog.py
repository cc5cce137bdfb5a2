"""What a call of pymsprog asks for, said as a definition: for people who move over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
from ranvier.definitions.pymsprog_measure import measured_by, steps_of
from ranvier.definitions.pymsprog_numbers import (
    at_least_days,
    at_most_days,
    choice,
    confirm_windows,
    free_window,
    is_number,
    pair,
    refused,
    sustained,
    switch,
)
from ranvier.definitions.relapse_relation import Beginning, RelapseRelationRule
from ranvier.definitions.windows import RelapseDistance
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.errors import ManyProblems, RanvierError, UsageError
from ranvier.vocabulary.measures import Measure

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
SWITCHES = ("RAW_PIRA", "bl_geq", "relapse_rebl", "check_intermediate")

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

_INDEPENDENT = "its keys are prec, event, conf and prec_type"
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


def definition_from_pymsprog(
    *places: Any, measure: Measure | None = None, **arguments: Any
) -> ConfirmedChange:
    """The definition that the arguments of pymsprog's MSprog mean; those left out have its defaults.

    measure: what a custom outcome is, with its bounds and smallest unit. RAW_PIRA is accepted and changes
    nothing, since every worsening is set beside relapses. Where pymsprog's answer hangs on a defect, ours
    differs by rule (docs/reference/course.md, P1 to P25): a last visit imputed by chance needs a seed, and
    is never PIRA. Raises RanvierError naming every argument that has no counterpart, or a value that cannot
    be; and where arguments stand without names: those of MSprog are data and their columns.
    """
    _check_names(places, arguments)
    given = {**DEFAULTS, **arguments}
    event = given["event"]
    kind = choice("event", event, KINDS)
    switches = {name: switch(name, given[name]) for name in SWITCHES}
    rebases = switches["relapse_rebl"]
    windows = confirm_windows(given["conf_days"], given["conf_tol_days"])
    measured = measured_by(given, measure)
    return kind(
        measure=measured,
        steps=steps_of(given["delta_fun"], measured),
        reference=choice("baseline", given["baseline"], REFERENCES),
        occurrence=Occurrence.EVERY if event == "multiple" else Occurrence.FIRST,
        confirm_after_days=windows[0].after_days,
        confirm_earlier_days=windows[0].earlier_days,
        confirm_later_days=windows[0].later_days,
        further_windows=windows[1:],
        all_visits_hold=switches["check_intermediate"],
        relapse_to_reference=_distance("relapse_to_bl", given),
        relapse_to_onset=_distance("relapse_to_event", given),
        relapse_to_confirmation=_distance("relapse_to_conf", given),
        proceeds_from=choice("proceed_from", given["proceed_from"], PROCEEDS),
        slight_changes=choice("sub_threshold_rebl", given["sub_threshold_rebl"], SLIGHT),
        extrema=choice("skip_local_extrema", given["skip_local_extrema"], EXTREMA),
        rebases_after_relapse=rebases,
        reference_never_falls=rebases and switches["bl_geq"],
        **sustained(given["require_sust_days"]),
        **_imputation(given["impute_last_visit"]),
        relation=_relation(given["relapse_assoc"], given["relapse_indep"]),
    )


def _check_names(places: tuple[Any, ...], arguments: Mapping[str, Any]) -> None:
    problems: list[RanvierError] = []
    if places:
        what = "1 argument stands" if len(places) == 1 else f"{len(places)} arguments stand"
        problems.append(
            UsageError(
                f"{what} without a name: a definition holds no data and no columns",
                where="from_pymsprog",
                hint="leave out data and columns; give the others by name, such as conf_days=84",
            )
        )
    for name in arguments:
        if name in WITHOUT_COUNTERPART:
            problems.append(refused(name, "says nothing of what an event is", WITHOUT_COUNTERPART[name]))
        elif name not in DEFAULTS:
            problems.append(refused(name, "is no argument of MSprog", f"use one of {', '.join(DEFAULTS)}"))
    if len(problems) > 1:
        raise ManyProblems(problems, headline="Not every argument of MSprog belongs to a definition")
    if problems:
        raise problems[0]


def _distance(name: str, given: Mapping[str, Any]) -> RelapseDistance:
    after, before = pair(name, given[name])
    return RelapseDistance(at_least_days(name, after), at_least_days(name, before))


def _imputation(value: Any) -> dict[str, Any]:
    """A share of the patients up to 1; above it days of follow-up."""
    if not is_number(value) or not 0 <= value < float("inf"):
        raise refused("impute_last_visit", "is no probability and no number of days", "give one from 0 on")
    if value == 0:
        return {}
    if value <= 1:
        return {"last_visit_counts": True, "last_visit_probability": float(value)}
    return {"last_visit_counts": True, "last_visit_within_days": at_most_days("impute_last_visit", value)}


def _relation(associated: Any, independent: Any) -> RelapseRelationRule:
    """The windows of RAW and PIRA; all three checkpoints of PIRA are named, as pymsprog wants them."""
    after, before = (at_most_days("relapse_assoc", days) for days in pair("relapse_assoc", associated))
    if independent is None:
        return RelapseRelationRule(raw_after_days=after, raw_before_days=before)
    if not isinstance(independent, Mapping):
        raise refused("relapse_indep", "is no dict of windows", _INDEPENDENT)
    if set(independent) - {"prec", "event", "conf", "prec_type"}:
        raise refused("relapse_indep", "has an unknown key", _INDEPENDENT)
    if not {"prec", "event", "conf"} <= set(independent):
        raise refused("relapse_indep", "lacks a checkpoint", "give prec, event and conf; (0, 0) asks nothing")
    return RelapseRelationRule(
        raw_after_days=after,
        raw_before_days=before,
        begins=choice("relapse_indep, prec_type", independent.get("prec_type", "baseline"), BEGINS),
        at_beginning=free_window(independent["prec"]),
        at_onset=free_window(independent["event"]),
        at_confirmation=free_window(independent["conf"]),
    )
