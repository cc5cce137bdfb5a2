"""Confirmed worsening and improvement of every patient, one row an event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.course.gathered import gathered
from ranvier.course.search import Search, make_search
from ranvier.course.side_by_side import search_side_by_side
from ranvier.definitions.confirmed_change import ConfirmedChange, Occurrence
from ranvier.definitions.improvement import ConfirmedImprovement
from ranvier.definitions.pira import Pira, Raw
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.kernels.event_rows import EventArrays
from ranvier.kernels.rules import BETTER, NO_RELATION, PIRA, RAW, UNDEFINED, WORSE
from ranvier.tables.arrays import scores_of_ticks
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.events import EventKind, RelapseRelation


def find_confirmed_changes(
    cohort: Cohort,
    definition: ConfirmedChange,
    baselines: pl.DataFrame | None = None,
    *,
    particulars: pl.DataFrame | None = None,
    seed: int | None = None,
) -> pl.DataFrame:
    """Events under *definition*: many rows a patient, by patient_id and onset_date.

    The scores are those of `definition.measure`: the EDSS from the visits, any other from the table measures
    (`find_results` says how several results of a day count). With *baselines* (from `find_baseline`) a course
    starts at the baseline, and only patients who have one are searched; without, at the first score.

    particulars: what can be said of single visits, with the columns patient_id, date and may_confirm (false:
    the visit confirms nothing), step_score (the score from which the step of the visit is taken) or both; a
    visit that is not named may confirm, and its step is taken from its own score. seed: for last visits that
    count by chance.

    Columns: patient_id, kind, relation ("raw", "pira", "undefined"; "not_applicable" for improvements;
    "undefined" for all where the programme supplied no relapses), onset_date, onset_score, reference_date,
    reference_score, last_lower_date (latest visit from which the change counts as well),
    confirmed_date, confirmed_score (null where a last visit counts unconfirmed), held_until_date (last visit
    that shows the change without a break) and holds_to_end. With several windows also, for each by its days,
    confirmed_84_date, confirmed_84_score and relapse_free_84_date (the visit that makes it a PIRA).

    Visits of one day are taken in the order of their EDSS. Relapses dated by month or year are used at
    their stated day. Raises RanvierError if PIRA or RAW is asked for without a table of relapses, or chance
    without a seed. Source: course rules C4 to C14.
    """
    search = make_search(cohort, definition, baselines, particulars, seed)
    found = search_side_by_side(search)
    events = _event_table(search, definition, found, has_relapses=cohort.has("relapses"))
    return events.filter(_is_asked_for(definition))


def _event_table(
    search: Search, definition: ConfirmedChange, found: EventArrays, *, has_relapses: bool
) -> pl.DataFrame:
    dates = pl.Series(search.visits.day).cast(pl.Date)
    scores = search.frame[definition.measure.name].rechunk()  # of one part: looked up ten times sooner
    columns = {
        "patient_id": search.patients.gather(found.patient),
        "kind": _words(found.direction, {WORSE: EventKind.WORSENING, BETTER: EventKind.IMPROVEMENT}),
        "relation": _relation(found.relation, has_relapses=has_relapses),
        "onset_date": gathered(dates, found.onset),
        "onset_score": gathered(scores, found.onset),
        "reference_date": gathered(dates, found.reference),
        "reference_score": scores_of_ticks(found.reference_score, definition.measure),
        "last_lower_date": gathered(dates, found.last_lower),
        "confirmed_date": gathered(dates, found.confirmed),
        "confirmed_score": gathered(scores, found.confirmed),
        "held_until_date": gathered(dates, found.held_until),
        "holds_to_end": found.lasts.astype(bool),
    }
    if len(definition.windows) > 1:
        for number, name in enumerate(window_names(definition)):
            confirming, free = found.by_window[:, number], found.by_window_pira[:, number]
            columns[f"confirmed_{name}_date"] = gathered(dates, confirming)
            columns[f"confirmed_{name}_score"] = gathered(scores, confirming)
            columns[f"relapse_free_{name}_date"] = gathered(dates, free)
    return pl.DataFrame(columns)


def window_names(definition: ConfirmedChange) -> list[str]:
    """A name for each window: its days, with the days it spans where two windows share them."""
    n_alike = Counter(window.after_days for window in definition.windows)
    return [
        str(window.after_days)
        if n_alike[window.after_days] == 1
        else f"{window.after_days}_from_{window.opens_days}_to_{window.closes_days or 'end'}"
        for window in definition.windows
    ]


def _relation(codes: NDArray[np.int32], *, has_relapses: bool) -> pl.Series:
    unknown = RelapseRelation.UNDEFINED
    words = {
        NO_RELATION: RelapseRelation.NOT_APPLICABLE,
        RAW: RelapseRelation.RAW if has_relapses else unknown,
        PIRA: RelapseRelation.PIRA if has_relapses else unknown,
        UNDEFINED: unknown,
    }
    return _words(codes, words)


def _words(codes: NDArray[np.int32], words: Mapping[int, StrEnum]) -> pl.Series:
    """The word of each code, looked up by place: replacing codes one by one takes ten times longer."""
    lowest = min(words)
    by_place = [words.get(code) for code in range(lowest, max(words) + 1)]
    named = pl.Series([word and word.value for word in by_place], dtype=pl.String)
    return named.gather(pl.Series(codes - lowest, dtype=pl.Int32).cast(pl.UInt32))


def _is_asked_for(definition: ConfirmedChange) -> pl.Expr:
    """Which rows stay when every event was looked for; a first event is the right one already."""
    if definition.occurrence is Occurrence.FIRST:
        return pl.lit(value=True)
    if isinstance(definition, Pira):
        return pl.col("relation") == RelapseRelation.PIRA.value
    if isinstance(definition, Raw):
        return pl.col("relation") == RelapseRelation.RAW.value
    if isinstance(definition, ConfirmedWorsening):
        return pl.col("kind") == EventKind.WORSENING.value
    if isinstance(definition, ConfirmedImprovement):
        return pl.col("kind") == EventKind.IMPROVEMENT.value
    return pl.lit(value=True)
