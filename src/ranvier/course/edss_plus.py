"""The first confirmed worsening of EDSS, timed walk or peg test, one row a patient."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from ranvier.course.confirmed_change import find_confirmed_changes
from ranvier.course.outcome_visits import find_course_visits
from ranvier.definitions.edss_plus import EdssPlus, Hands
from ranvier.tables.cohort import Cohort
from ranvier.tables.of_a_cohort import of_a_cohort
from ranvier.vocabulary.measures import NHPT, Measure
from ranvier.vocabulary.visits import Side

FEWEST_RESULTS = 2
"""With fewer results nothing can be said of a component."""

_HANDS = ((Side.LEFT, Side.RIGHT), (Side.DOMINANT, Side.NONDOMINANT))

_OF_THE_EVENT = (
    "relation",
    "onset_date",
    "onset_score",
    "reference_date",
    "reference_score",
    "confirmed_date",
    "confirmed_score",
)


@of_a_cohort
def find_edss_plus(cohort: Cohort, definition: EdssPlus) -> pl.DataFrame:
    """The first confirmed worsening on any component: one row for every patient, by patient_id.

    Columns: patient_id, kind ("worsening" where it is reached), reached (null where it was not seen and a
    component was not measured twice), component (edss, t25fw, nhpt; with each hand by itself also its side),
    relation ("raw", "pira", "undefined"), onset_date, onset_score, reference_date, reference_score,
    confirmed_date, confirmed_score and unmeasured (components with fewer than two results, "; " between
    them; null: none; with each hand by itself also a hand, where the other was tested).

    Not reached means: no confirmed worsening on record, however short the record.
    Source: S72; tests/spec/edss_plus.toml.
    """
    events, counts = [], []
    for order, component in enumerate(definition.components):
        for name, part in _parts(cohort, component, definition):
            found = find_confirmed_changes(part, definition.worsening(component))
            events.append(
                found.select(
                    "patient_id",
                    pl.lit(name).alias("component"),
                    pl.lit(order).alias("order"),
                    *_OF_THE_EVENT,
                )
            )
        by_hand = component.name == NHPT.name and definition.hands is Hands.EACH
        counts.append(_unmeasured_hands(cohort) if by_hand else _unmeasured(cohort, component))
    first = (
        pl.concat(events)
        .sort("patient_id", "onset_date", "order", "component")
        .group_by("patient_id", maintain_order=True)
        .first()
        .drop("order")
    )
    return _composite_table(cohort, first, pl.concat(counts))


def _parts(cohort: Cohort, component: Measure, definition: EdssPlus) -> Iterator[tuple[str, Cohort]]:
    """The cohort for one component, or for each side of the peg test."""
    measures = cohort.table("measures")
    is_peg_test = pl.col("instrument") == NHPT.name
    sides = measures.filter(is_peg_test)["side"].unique().sort().to_list()
    if component.name != NHPT.name or definition.hands is Hands.MEAN or not sides:
        yield component.name, cohort
        return
    for side in sides:
        of_side = measures.filter(~is_peg_test | pl.col("side").eq_missing(side))
        name = component.name if side is None else f"{component.name} {side}"
        yield name, replace(cohort, frames={**cohort.frames, "measures": of_side})


def _unmeasured(cohort: Cohort, component: Measure) -> pl.DataFrame:
    """Patients with too few results of *component*."""
    results = find_course_visits(cohort, measure=component).group_by("patient_id").len()
    few = pl.col("len").fill_null(0) < FEWEST_RESULTS
    return (
        cohort.patients.select("patient_id")
        .join(results, on="patient_id", how="left")
        .filter(few)
        .select("patient_id", pl.lit(component.name).alias("unmeasured"))
    )


def _unmeasured_hands(cohort: Cohort) -> pl.DataFrame:
    """Patients with too few peg tests, and which hand; a result that names no hand stands for both."""
    few = {hand: pl.col(hand).fill_null(0) < FEWEST_RESULTS for hand in Side}
    is_complete = pl.any_horizontal(~few[Side.BOTH], *(~few[one] & ~few[other] for one, other in _HANDS))
    names = [
        pl.when(few[hand], pl.any_horizontal(pl.col(*pair).is_not_null())).then(pl.lit(f"{NHPT.name} {hand}"))
        for pair in _HANDS
        for hand in pair
    ]
    named = pl.concat_str(names, separator="; ", ignore_nulls=True).replace("", NHPT.name)
    return _hand_counts(cohort).filter(~is_complete).select("patient_id", named.alias("unmeasured"))


def _hand_counts(cohort: Cohort) -> pl.DataFrame:
    """patient_id and how many peg tests each has of every side, those without a side among `both`."""
    measures, side = cohort.table("measures"), pl.col("side").fill_null(Side.BOTH.value)
    counts = cohort.patients.select("patient_id")
    for hand in Side:
        part = replace(cohort, frames={**cohort.frames, "measures": measures.filter(side == hand.value)})
        results = find_course_visits(part, measure=NHPT).group_by("patient_id").agg(pl.len().alias(hand))
        counts = counts.join(results, on="patient_id", how="left")
    return counts


def _composite_table(cohort: Cohort, first: pl.DataFrame, unmeasured: pl.DataFrame) -> pl.DataFrame:
    lists = unmeasured.group_by("patient_id", maintain_order=True).agg(pl.col("unmeasured").str.join("; "))
    reached = pl.when(pl.col("component").is_not_null()).then(statement=True)
    return (
        cohort.patients.select("patient_id")
        .join(first, on="patient_id", how="left")
        .join(lists, on="patient_id", how="left")
        .with_columns(
            reached.when(pl.col("unmeasured").is_null()).then(statement=False).alias("reached"),
            pl.when(pl.col("component").is_not_null()).then(pl.lit("worsening")).alias("kind"),
        )
        .select("patient_id", "kind", "reached", "component", *_OF_THE_EVENT, "unmeasured")
        .sort("patient_id")
    )
