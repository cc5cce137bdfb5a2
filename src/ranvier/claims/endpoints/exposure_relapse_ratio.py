"""How many times as often relapses begin in the days after a happening as on the patient's other days."""

from __future__ import annotations

from dataclasses import replace

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.needs import unanswered
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import TIMES
from ranvier.estimates.inputs import InputError
from ranvier.estimates.result import Estimate
from ranvier.estimates.self_controlled.from_cohort import RelapseSeries, find_self_controlled
from ranvier.estimates.self_controlled.ratios import SelfControlledSeries, estimate_self_controlled
from ranvier.estimates.self_controlled.windows import RiskWindow

DAYS_BEFORE = 14
"""Length of the check before the happening, where a claim names none (source S152)."""

CAUTIONS = (
    "Whatever stays the same in a patient cancels; what changes with the happening does not. A happening "
    "noted down because a relapse followed reads as its cause (recall).",
    "Of happenings that leave no date nothing is counted, and time between visits counts as without any.",
)
_AFTER, _BEFORE = "after", "before"


def find_exposure_relapse_ratio(bench: Workbench, interpretation: Interpretation) -> Finding:
    """Relapses a day in the days after such a happening over those on other days; 1: no difference.

    Self-controlled case series of everyone in the records, from the first visit to the last, with a window
    before the happening as the check. Happenings and relapses known by month or year only are set aside.
    """
    missing = bench.cohort.missing("relapses.onset_date", "exposures.date", "exposures.kind", "visits.date")
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    kind = str(interpretation.parameters["kind"])
    series = find_self_controlled(bench.cohort, [kind])
    unseen = _set_aside(series)
    try:
        found = estimate_self_controlled(series.records, _windows(interpretation))
    except InputError as refused:
        reason = "; ".join(problem.problem for problem in refused.problems)
        return unanswered(bench, interpretation, reason=reason, unseen=unseen)
    if not found.ratios[_AFTER].is_known:
        reason = f"It cannot be told: {found.ratios[_AFTER].method.removeprefix('not known: ')}."
        return unanswered(bench, interpretation, reason=reason, unseen=unseen)
    return _finding(bench, interpretation, found, unseen)


def _finding(
    bench: Workbench, interpretation: Interpretation, found: SelfControlledSeries, unseen: dict[str, int]
) -> Finding:
    last, first = _windows(interpretation)[1].last_day, -_windows(interpretation)[0].first_day
    kind = interpretation.parameters["kind"]
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=TIMES,
        higher_is_better=False,
        n_treated=bench.records.n_treated,
        found=_named(found.ratios[_AFTER], f"relapses in the {last} days after {kind} over other days"),
        unseen=unseen,
        cautions=CAUTIONS,
        before_exposure=_named(
            found.before[_BEFORE], f"relapses in the {first} days before {kind} over other days"
        ),
        picture={"counts": (("patients with a relapse", found.n_cases),)},
    )


def _windows(interpretation: Interpretation) -> tuple[RiskWindow, RiskWindow]:
    parameters = interpretation.parameters
    before = round(float(parameters.get("days_before", DAYS_BEFORE)))
    after = round(float(parameters["days"]))
    return RiskWindow(_BEFORE, -before, -1), RiskWindow(_AFTER, 0, after)


def _named(ratio: Estimate, definition: str) -> Estimate:
    return replace(ratio, definition=definition, unit=TIMES)


def _set_aside(series: RelapseSeries) -> dict[str, int]:
    counts = {
        "relapse_not_dated_to_the_day": series.n_relapses_aside,
        "happening_not_dated_to_the_day": series.n_exposures_aside,
        "not_seen_twice": series.n_patients_aside,
    }
    return {reason: n for reason, n in counts.items() if n}
