"""Where a patient's course starts, and when the patient leaves the risk set, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from ranvier.course import baseline as reasons
from ranvier.course.explain_facts import counted, told_date
from ranvier.course.explanation import Sentence
from ranvier.course.follow_up import find_follow_up
from ranvier.definitions.baseline import BaselineRule
from ranvier.definitions.confirmed_change import ConfirmedChange, Occurrence
from ranvier.definitions.follow_up import FreeOfWorsening
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.measures import EDSS, Measure
from ranvier.vocabulary.people import Group


@dataclass(frozen=True)
class End:
    """How follow-up ends, and the day the patient leaves the risk set; both empty where nothing is said."""

    told: tuple[Sentence, ...] = ()
    exit_date: date | None = None


def tell_start(
    cohort: Cohort, baselines: pl.DataFrame | None, measure: Measure = EDSS
) -> tuple[Sentence, ...]:
    """Time zero and the choice of the baseline of the one patient in *cohort*."""
    if baselines is None:
        return (Sentence("The whole record is searched from the first score on; no day 0 is used.", "C3"),)
    if baselines.is_empty():
        told = "The patient is neither treated nor a comparator in this programme, so there is no day 0."
        return (Sentence(told), _NOTHING_SEARCHED)
    row = baselines.row(0, named=True)
    if row["reason"] == reasons.NO_TIME_ZERO:
        told = "The programme declares no day 0 for this patient's group, or the patient has no such date."
        return (Sentence(told, "C3"), _NOTHING_SEARCHED)
    declared = cohort.programme.time_zero
    source = declared.treated if row["group"] == "treated" else declared.comparator
    zero = Sentence(
        f"Day 0 is {told_date(row['zero_date'])}, {_ZERO_WORDS.get(source, f'the first date in {source}')}; "
        f"the patient is {'among the treated' if row['group'] == Group.TREATED else 'a comparator'}."
    )
    if measure.name != EDSS.name:
        told = (
            f"The course of the {measure.label} starts at its last result up to day 0 that is at most "
            f"{BaselineRule().oldest_days} days old; without one nothing is searched."
        )
        return (zero, Sentence(told, "C3"))
    if row["reason"] is not None:
        return (zero, _no_baseline(row["reason"]), _NOTHING_SEARCHED)
    return (zero, _chosen(row, has_relapses=cohort.has("relapses")))


_ZERO_WORDS: Mapping[str | None, str] = {
    "administrations.date": "the date of the first dose",
    "treatments.start_date": "the start of the first treatment",
    "patients.enrolled_date": "the date of enrolment",
    "patients.diagnosis_date": "the date of the diagnosis",
    "patients.onset_date": "the onset of the disease",
    "visits.date": "the date of the first visit",
}

_NOTHING_SEARCHED = Sentence(
    "Without a baseline a programme's course is not searched; --from-first-visit searches the whole record."
)


def _no_baseline(reason: str) -> Sentence:
    rule = BaselineRule()
    told = {
        reasons.NO_RECENT_EDSS: f"There is no baseline: no EDSS in the {rule.oldest_days} days up to day 0 "
        "and before the first dose.",
        reasons.ONLY_AFTER_STEROIDS: "There is no baseline: every recent EDSS is later than a steroid of the "
        f"same stay (one that began up to {rule.steroid_stay_days} days before day 0).",
    }
    return Sentence(told[reason], "C3")


def _chosen(row: Mapping[str, Any], *, has_relapses: bool) -> Sentence:
    before = counted(-row["baseline_day"], "day")
    since = row["days_since_relapse"]
    relapse = "no relapse is known before it" if since is None else f"{counted(since, 'day')} after a relapse"
    if not has_relapses:
        relapse = "and whether a relapse came before is not on record"
    return Sentence(
        f"The baseline is the visit of {told_date(row['baseline_date'])}: EDSS {row['baseline_edss']:.1f}, "
        f"{before} before day 0, {relapse}. It is the last EDSS up to day 0 that is at most "
        f"{BaselineRule().oldest_days} days old, neither after the first dose nor after steroids.",
        "C3",
    )


def tell_end(cohort: Cohort, definition: ConfirmedChange, baselines: pl.DataFrame | None) -> End:
    """Follow-up of the one patient in *cohort*; only for a first worsening of the EDSS from a baseline."""
    if baselines is None or type(definition) is not ConfirmedWorsening:
        return End()
    if definition.occurrence is not Occurrence.FIRST or definition.measure.name != EDSS.name:
        return End()
    rows = find_follow_up(cohort, baselines, FreeOfWorsening(definition))
    return (
        End() if rows.is_empty() else _end(rows.row(0, named=True), baselines.row(0, named=True)["zero_date"])
    )


def _end(row: Mapping[str, Any], zero: date) -> End:
    def on(day: int) -> str:
        return f"{told_date(zero + timedelta(days=day))} (day {day:,})"

    leaves = row["exit_day"]
    if row["event"]:
        return End((Sentence(f"Follow-up ends with the event, on {on(leaves)}.", "C16"),))
    told = []
    if row["last_confirmable_day"] > 0:
        told.append(
            Sentence(
                f"The last confirmable visit is that of {on(row['last_confirmable_day'])}: a worsening that "
                "starts later could not be confirmed by the visits on record.",
                "C17",
            )
        )
    else:
        told.append(Sentence("No worsening after day 0 could be confirmed by the visits on record.", "C17"))
    told.append(
        Sentence(
            f"The patient leaves the risk set on {on(leaves)}, midway between the last confirmable visit "
            "and the next one.",
            "C17",
        )
    )
    if row["unconfirmed_day"] is not None:
        told.append(
            Sentence(
                f"A worsening seen since {on(row['unconfirmed_day'])} is neither confirmed nor refuted when "
                "the record ends: kept apart as unconfirmed.",
                "C8",
            )
        )
    return End(tuple(told), zero + timedelta(days=leaves))
