"""How many times as often a harm comes in the treated as in the comparators, in time asked about."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.adverse_event_people import Parameters, find_people, needed_columns
from ranvier.claims.endpoints.adverse_event_risk import ASKING, events_named
from ranvier.claims.endpoints.asked_time import asked_stretches
from ranvier.claims.endpoints.needs import time_zero_columns, unanswered
from ranvier.claims.endpoints.percent_lower import NOBODY_COMPARED
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import TIMES
from ranvier.estimates.rates.incidence import Incidence, estimate_rate
from ranvier.estimates.rates.rate_ratio import estimate_ratio_of_rates
from ranvier.vocabulary.people import Group
from ranvier.vocabulary.time import DAYS_PER_YEAR

CAUTIONS = (
    "Only events that begin in time in which they were asked for count, in both groups alike.",
    "Nothing is adjusted for: treated and comparators may differ in age and in what else they take.",
)
_WHAT = "events per person-year asked, {}"


def find_adverse_event_rate_ratio(bench: Workbench, interpretation: Interpretation) -> Finding:
    """Events per person-year of the treated over those of the comparators; 1: no difference.

    Time counts from time zero on, while events were asked for, linked or imaged. The interval is exact.
    """
    parameters = interpretation.parameters
    columns = ("adverse_events.term", "adverse_events.onset_date", "safety_followup.method")
    missing = time_zero_columns(bench, *columns, *needed_columns(parameters))
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    if bench.records.n_comparator == 0:
        return unanswered(bench, interpretation, reason=NOBODY_COMPARED)
    ours, others = (_seen(bench, parameters, group) for group in (Group.TREATED, Group.COMPARATOR))
    if min(ours.person_years, others.person_years) == 0:
        return unanswered(bench, interpretation, reason="One group was never asked about harm.")
    found = estimate_ratio_of_rates(ours, others, definition="rate of such events, treated over comparators")
    if not found.is_known:
        return unanswered(bench, interpretation, reason="No such event was seen at all.")
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=TIMES,
        higher_is_better=False,
        n_treated=bench.records.n_treated,
        found=replace(found, unit=TIMES),
        beside=(
            estimate_rate(ours, definition=_WHAT.format("treated")),
            estimate_rate(others, definition=_WHAT.format("comparators")),
        ),
        cautions=CAUTIONS,
    )


def _seen(bench: Workbench, parameters: Parameters, group: Group) -> Incidence:
    """Events and time asked of one group, from time zero on."""
    people = find_people(bench.records, parameters).filter(pl.col("group") == group.value).drop_nulls()
    spans = (
        asked_stretches(bench, ASKING)
        .join(people, on="patient_id")
        .with_columns(pl.max_horizontal("from_day", "from_date").alias("from_day"))
        .filter(pl.col("until_day") > pl.col("from_day"))
    )
    inside = (
        events_named(bench, parameters)
        .select("patient_id", "onset_date")
        .join(spans, on="patient_id")
        .filter(pl.col("onset_date") >= pl.col("from_day"), pl.col("onset_date") < pl.col("until_day"))
    )
    days = spans.select((pl.col("until_day") - pl.col("from_day")).dt.total_days().sum()).item() or 0
    return Incidence(inside.height, days / DAYS_PER_YEAR, spans["patient_id"].n_unique())
