"""How many of the treated had a harm within a fixed time, of those who were asked all along."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.records import Records
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.adverse_event_people import Parameters, find_people, needed_columns
from ranvier.claims.endpoints.asked_time import asked_stretches
from ranvier.claims.endpoints.needs import time_zero_columns, unanswered
from ranvier.claims.endpoints.shares import ShareAsked, share_finding
from ranvier.claims.language.claim import Interpretation
from ranvier.course.edss_change import DIED, NO_TIME_ZERO, NOT_DUE
from ranvier.vocabulary.safety import SafetyMethod
from ranvier.vocabulary.time import days_from_months

NOT_ASKED = "not_asked_all_along"
SEVERITY_NOT_SAID = "severity_not_said"

ASKED_PERCENT = 90
"""Who was asked about so many percent of the days counts as asked all along. Own proposal."""

ASKING = (SafetyMethod.ACTIVE, SafetyMethod.LINKAGE, SafetyMethod.IMAGING)

CAUTIONS = (
    "Harm comes without any therapy too: a share of those treated is not what the therapy did, and none at "
    "all in many patients over a long time can mean that nobody wrote it down.",
)


def find_adverse_event_risk(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The share of the treated with such an event in so many months from time zero, or from a start.

    An event answers, however it became known; without one, only who was asked about nearly all of the time.
    The others, and those with an event of which nobody says whether it was serious, are worst and best case.
    """
    parameters = interpretation.parameters
    columns = ["adverse_events.term", "adverse_events.onset_date", "safety_followup.method"]
    columns += ["adverse_events.serious"] if "serious" in parameters else []
    missing = time_zero_columns(bench, *columns, *needed_columns(parameters))
    if missing:
        return unanswered(bench, interpretation, missing=missing)

    def find(records: Records) -> pl.DataFrame:
        return _rows(bench, records, parameters)

    asked = ShareAsked(
        find,
        nobody="Nobody of whom it is said was asked all along.",
        all_fit="all with such an event",
        none_fits="all without such an event",
    )
    return replace(share_finding(bench, interpretation, asked), cautions=CAUTIONS)


def events_named(bench: Workbench, parameters: Parameters) -> pl.DataFrame:
    """Events whose term holds one of the words, all of them without words."""
    events = bench.cohort.table("adverse_events")
    if "term" not in parameters:
        return events
    words = [word.strip().lower() for word in str(parameters["term"]).split(",")]
    text = pl.col("term").str.to_lowercase()
    return events.filter(pl.any_horizontal([text.str.contains(word, literal=True) for word in words]))


def _rows(bench: Workbench, records: Records, parameters: Parameters) -> pl.DataFrame:
    """patient_id, group, fits (had the event; null: not known) and unseen of everybody asked about."""
    first = days_from_months(float(parameters.get("from_months", 0)))
    last = days_from_months(float(parameters["months"]))
    people = find_people(records, parameters).with_columns(
        (pl.col("from_date") + pl.duration(days=first)).alias("opens"),
        (pl.col("from_date") + pl.duration(days=last)).alias("closes"),
    )
    deaths = records.cohort.patients.select("patient_id", "death_date")
    known = (
        people.join(_had_event(bench, people, parameters), on="patient_id", how="left")
        .join(_asked_percent(bench, people), on="patient_id", how="left")
        .join(deaths, on="patient_id", how="left")
        .with_columns(pl.col("had", "maybe").fill_null(value=False), pl.col("asked_percent").fill_null(0.0))
    )
    clear = (pl.col("asked_percent") >= ASKED_PERCENT) & ~pl.col("maybe")
    fits = pl.when("had").then(pl.lit(value=True)).when(clear).then(pl.lit(value=False)).alias("fits")
    return known.with_columns(fits).with_columns(_why(bench)).sort("patient_id")


def _had_event(bench: Workbench, people: pl.DataFrame, parameters: Parameters) -> pl.DataFrame:
    """patient_id, had (an event that counts) and maybe (one of unknown severity), of those with an event."""
    counts = pl.lit(value=True)
    if "serious" in parameters:
        counts = pl.col("serious") == bool(parameters["serious"])
    inside = (
        events_named(bench, parameters)
        .join(people, on="patient_id")
        .filter(pl.col("onset_date").is_between("opens", "closes"))
    )
    return inside.group_by("patient_id").agg(
        counts.fill_null(value=False).any().alias("had"), counts.is_null().any().alias("maybe")
    )


def _asked_percent(bench: Workbench, people: pl.DataFrame) -> pl.DataFrame:
    """patient_id and asked_percent: of the days of the window, those asked about."""
    inside = (
        asked_stretches(bench, ASKING)
        .join(people, on="patient_id")
        .with_columns(
            (pl.min_horizontal("until_day", "closes") - pl.max_horizontal("from_day", "opens"))
            .dt.total_days()
            .clip(0)
            .alias("days")
        )
    )
    window = (pl.col("closes") - pl.col("opens")).dt.total_days().first()
    return inside.group_by("patient_id").agg(
        (100 * pl.col("days").sum() / pl.max_horizontal(window, pl.lit(1))).alias("asked_percent")
    )


def _why(bench: Workbench) -> pl.Expr:
    return (
        pl.when(pl.col("fits").is_not_null())
        .then(None)
        .when(pl.col("from_date").is_null())
        .then(pl.lit(NO_TIME_ZERO))
        .when("maybe")
        .then(pl.lit(SEVERITY_NOT_SAID))
        .when(pl.col("closes") > pl.lit(bench.cohort.programme.data_date))
        .then(pl.lit(NOT_DUE))
        .when(pl.col("death_date") <= pl.col("closes"))
        .then(pl.lit(DIED))
        .otherwise(pl.lit(NOT_ASKED))
        .alias("unseen")
    )
