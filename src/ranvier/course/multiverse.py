"""Many definitions over the same courses in one pass: one row a definition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import polars as pl

from ranvier.course.multiverse_row import Courses, MultiverseRow, summarise
from ranvier.course.outcome_visits import find_course_visits
from ranvier.course.rules import change_rule, check_needs_no_search
from ranvier.definitions.confirmed_change import ConfirmedChange
from ranvier.definitions.pira import Pira, Raw
from ranvier.errors import RanvierError, UsageError
from ranvier.kernels import events as kernel
from ranvier.kernels.compiled import PLAIN_VISITS_UNKEPT
from ranvier.kernels.event_rows import EventArrays
from ranvier.tables.arrays import relapse_arrays, visit_arrays
from ranvier.tables.cohort import HOW_TO_SUPPLY, Cohort
from ranvier.tables.of_a_cohort import of_a_cohort
from ranvier.vocabulary.measures import EDSS

RELATIONS = ("raw_percent", "pira_percent", "undefined_percent")


@of_a_cohort
def find_multiverse(
    cohort: Cohort,
    definitions: Mapping[str, ConfirmedChange],
    baselines: pl.DataFrame | None = None,
    *,
    read_at_years: float = 5.0,
    n_threads: int = 2,
) -> pl.DataFrame:
    """What each definition finds in the whole cohort: one row a definition, in the order given.

    definitions: by name, from `definition_grid` or of one's own. With *baselines* (from `find_baseline`)
    courses start at the baseline, whatever the reference does later; without, at the first EDSS on record.
    n_threads: definitions followed at the same time; memory grows with it, not with their number.

    Columns: definition, n_patients (with an EDSS), n_with_event, n_events, person_years and rate_per_year (at
    risk until the first event or the last confirmable visit; where every event is asked for, on after
    events), raw_percent, pira_percent, undefined_percent (of worsenings; null without a table of relapses),
    median_years until the first event and free_percent at read_at_years (Kaplan-Meier; null where not
    reached).

    Raises RanvierError if PIRA or RAW is asked for without a table of relapses, or another measure than EDSS;
    UsageError for definitions without names, or of another school.
    Source: course rules C4 to C17.
    """
    _check_kinds(definitions)
    _check(cohort, definitions)
    visits = find_course_visits(cohort, baselines)
    patients = visits["patient_id"].unique().sort()
    arrays = visit_arrays(visits, patients), relapse_arrays(cohort.relapses, patients)
    starts = np.repeat(arrays[0].day[arrays[0].offset[:-1]], np.diff(arrays[0].offset))
    courses = Courses(arrays[0].offset, arrays[0].day - starts)
    search = _search(len(visits) * len(definitions))

    def row(definition: ConfirmedChange) -> MultiverseRow:
        return summarise(courses, search(*arrays, change_rule(definition)), definition, read_at_years)

    with ThreadPoolExecutor(n_threads) as pool:  # kernels leave the interpreter's lock
        rows = list(pool.map(row, definitions.values()))
    return _table(tuple(definitions), rows, len(patients), has_relapses=cohort.has("relapses"))


def _search(n_visits_in_all: int) -> Callable[..., EventArrays]:
    """The form of the kernel that is worth it for so many visits, chosen before threads share it."""
    if n_visits_in_all <= PLAIN_VISITS_UNKEPT:
        return kernel.find_events
    compiled: Callable[..., EventArrays] = kernel.find_events.compiled
    return compiled


def _check_kinds(definitions: Mapping[str, ConfirmedChange]) -> None:
    """Refuses what has no place in the table, all of it by name."""
    if not isinstance(definitions, Mapping):
        raise UsageError(
            "Definitions that are compared need names",
            where=f"definitions, which is a {type(definitions).__name__}",
            hint='give a dict, such as {"primary": PRIMARY}, or a definition_grid',
        )
    others = [name for name, each in definitions.items() if not isinstance(each, ConfirmedChange)]
    if others:
        raise UsageError(
            "Only definitions of confirmed change stand side by side in this table",
            where=f"definitions: {', '.join(map(str, others))}",
            hint='published ones by preset("kappos2018"); other schools one by one with find_events',
        )


def _check(cohort: Cohort, definitions: Mapping[str, ConfirmedChange]) -> None:
    other = sorted({each.measure.label for each in definitions.values() if each.measure is not EDSS})
    if other:
        raise RanvierError(
            f"many definitions at once are searched for in the EDSS, not in {', '.join(other)}",
            hint="take them one by one with find_events",
        )
    for each in definitions.values():
        check_needs_no_search(each)
    asks = any(isinstance(each, Pira | Raw) for each in definitions.values())
    if asks and not cohort.has("relapses"):
        raise RanvierError(
            "whether a worsening is independent of relapses cannot be said without a table of relapses",
            where="relapses",
            hint=f"{HOW_TO_SUPPLY}; or ask for ConfirmedWorsening",
        )


def _table(
    names: tuple[str, ...], rows: list[MultiverseRow], n_patients: int, *, has_relapses: bool
) -> pl.DataFrame:
    numbers = pl.DataFrame(rows, schema=list(MultiverseRow._fields), orient="row", infer_schema_length=None)
    whole = [pl.col(name).cast(pl.Int64) for name in ("n_with_event", "n_events")]
    parts = [
        pl.col(name).cast(pl.Float64).fill_nan(None)
        for name in MultiverseRow._fields
        if name not in ("n_with_event", "n_events")
    ]
    frame = numbers.with_columns(*whole, *parts).select(
        pl.Series("definition", names, dtype=pl.String),
        pl.lit(n_patients, pl.Int64).alias("n_patients"),
        pl.all(),
    )
    if has_relapses:
        return frame
    return frame.with_columns(pl.lit(None, pl.Float64).alias(name) for name in RELATIONS)
