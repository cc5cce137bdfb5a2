"""Check 22: whether both groups are seen as often."""

from __future__ import annotations

import math

import polars as pl

from ranvier.claims.gates.gate import Asks, Gate, Outcome, cannot_say, fails, flags, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.course.outcome_visits import find_outcome_visits
from ranvier.vocabulary.time import DAYS_PER_YEAR


def judge_visit_intervals(inquiry: Inquiry) -> Outcome:
    """The ratio of the days between visits, treated to comparators, in the year in which they differ most."""
    if len(inquiry.groups) < 2:
        return cannot_say("nobody is compared")
    treated, comparator = (_visits_by_year(inquiry, members) for _, members in inquiry.groups)
    both = treated.join(comparator, on="year", suffix="_comparator")
    if inquiry.months is not None:  # visits after the time of the claim are often few, and decide nothing
        both = both.filter(pl.col("year") <= math.ceil(inquiry.months / 12))
    least = inquiry.limit("visits_a_year_least")
    enough = both.filter(pl.min_horizontal("visits", "visits_comparator") >= least)
    compared = enough if enough.height else both.select(pl.exclude("year").sum(), year=pl.lit(0))
    if both.is_empty():
        return cannot_say("a group has no visit after time zero")
    return _judge_worst(inquiry, _with_ratio(compared))


def _judge_worst(inquiry: Inquiry, compared: pl.DataFrame) -> Outcome:
    low, high = inquiry.limit("visit_interval_ratio_least"), inquiry.limit("visit_interval_ratio_most")
    worst = compared.sort(pl.col("ratio").log().abs(), "year", descending=[True, False]).row(0, named=True)
    when = f" in year {worst['year']}" if worst["year"] else ""
    days = f"{worst['interval']:.0f} days between visits in the treated, {worst['interval_comparator']:.0f}"
    reason = f"{days} in the comparators{when}, ratio {worst['ratio']:.2f}"
    if low <= worst["ratio"] <= high:
        return passes(reason)
    if inquiry.is_free_of_worsening:
        return fails(f"{reason}: who is seen more often shows worsening sooner, and can confirm it")
    return flags(reason)


def _visits_by_year(inquiry: Inquiry, members: pl.DataFrame) -> pl.DataFrame:
    """For each year after time zero the days of follow-up in it, and the visits that these days belong to.

    A visit stands for the days since the one before, and is spread over the years in which they lie. Year by
    year, because patients who leave early have only the closer visits of the first year, and because several
    visits in one week do not make up for a year without any.
    """
    before = pl.col("day").shift(1, fill_value=0).over("patient_id")
    visits = find_outcome_visits(inquiry.cohort, members).with_columns(before.alias("before"))
    first_year, last_year = (
        (pl.col(name) / DAYS_PER_YEAR).floor().cast(pl.Int32) + 1 for name in ("before", "day")
    )
    begins = (pl.col("year") - 1) * DAYS_PER_YEAR
    within = pl.min_horizontal("day", begins + DAYS_PER_YEAR) - pl.max_horizontal("before", begins)
    return (
        visits.with_columns(pl.int_ranges(first_year, last_year + 1, dtype=pl.Int32).alias("year"))
        .explode("year")
        .with_columns(within.alias("within"))
        .group_by("year")
        .agg(
            pl.col("within").sum().alias("days"),
            (pl.col("within") / (pl.col("day") - pl.col("before"))).sum().alias("visits"),
        )
        .filter(pl.col("visits") > 0)
        .sort("year")
    )


def _with_ratio(both: pl.DataFrame) -> pl.DataFrame:
    """Adds the days of follow-up for each visit of both groups, and their ratio."""
    return both.with_columns(
        (pl.col("days") / pl.col("visits")).alias("interval"),
        (pl.col("days_comparator") / pl.col("visits_comparator")).alias("interval_comparator"),
    ).with_columns((pl.col("interval") / pl.col("interval_comparator")).alias("ratio"))


GATE = Gate(
    number=22,
    name="Seen as often",
    checks="treated and comparators are examined at like intervals",
    judge=judge_visit_intervals,
    source="FDA 2023 on external controls, read in summaries",
    required=("visits.date", "visits.edss"),
    limits=(
        "noted outside a ratio of {visit_interval_ratio_least} to {visit_interval_ratio_most}; "
        "fails there for a share free of worsening; by years with {visits_a_year_least} in each group"
    ),
    asks=Asks.TIME,
)
