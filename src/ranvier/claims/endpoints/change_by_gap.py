"""Whether a second dose after a stated gap is followed by another change than any other schedule."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.redraw import Numbers
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.changes import unseen_size
from ranvier.claims.endpoints.needs import unanswered
from ranvier.claims.endpoints.two_groups import TwoGroups, two_groups
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import EDSS_POINTS
from ranvier.course.baseline import find_baseline
from ranvier.course.days import days_between
from ranvier.course.edss_change import NO_BASELINE, NO_TIME_ZERO, find_change
from ranvier.definitions.edss_change import EdssChange
from ranvier.tables.cohort import Cohort
from ranvier.tables.date_bounds import earliest, latest
from ranvier.vocabulary.people import Group
from ranvier.vocabulary.time import days_from_months

GAP_UNCLEAR = "gap_unclear"
"""The doses are known to the month or year only, and the second may have come in time or not."""

NO_SCORE_AT_LANDMARK = "no_score_at_landmark"

CAUTIONS = (
    "Who had the second dose in time had to stay alive and come back for it. Everybody is therefore counted "
    "from the end of the gap on, and what happened before then counts for nobody (immortal time).",
    "Who came back for a second dose may differ from who did not, and a dose may have been given because of "
    "how the first one went.",
)


def find_change_by_gap(bench: Workbench, interpretation: Interpretation) -> Finding:
    """Mean EDSS change of those with a second dose in the stated gap minus that of all others with a dose.

    Counted from the end of the gap after the first dose: only the treated alive and due then, from their
    last EDSS of the 90 days before, until so many months after the first dose.
    """
    missing = bench.cohort.missing("administrations.date", "visits.edss")
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    parameters = interpretation.parameters
    first, last = float(parameters["from_months"]), float(parameters["to_months"])
    if not first <= last < float(parameters["months"]):
        reason = "The gap must begin before it ends, and end before the time that the claim speaks of."
        return unanswered(bench, interpretation, reason=reason)
    size = unseen_size(interpretation.asserted, bench.rules.unseen_points)
    groups = two_groups(_rows(bench, interpretation), -size, size)
    words = (f"second dose after {first:g} to {last:g} months", "any other schedule")
    if not groups.are_enough(bench):
        reason = f"Fewer than {bench.rules.least_group} were seen with the stated gap, or without it."
        return unanswered(bench, interpretation, reason=reason, unseen=groups.unseen())

    def numbers(of: TwoGroups) -> Numbers:
        return Numbers(
            of.difference(
                f"difference of mean changes since month {last:g}, {words[0]} minus {words[1]}", EDSS_POINTS
            ),
            of.bounds(lower_is_better=True),
        )

    told = numbers(groups)
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=EDSS_POINTS,
        higher_is_better=False,
        n_treated=bench.records.n_treated,
        found=told.found,
        bounds=told.bounds,
        hidden=groups.hidden(interpretation.asserted, ("worse by all they can", "better by all they can")),
        redraw=groups.redrawn(numbers, bench),
        unseen=groups.unseen(),
        beside=groups.means(words, EDSS_POINTS),
        cautions=CAUTIONS,
    )


def _rows(bench: Workbench, interpretation: Interpretation) -> pl.DataFrame:
    parameters, cohort = interpretation.parameters, bench.cohort
    last = float(parameters["to_months"])
    schedules = _schedules(bench, float(parameters["from_months"]), last)
    baselines = find_baseline(_as_if_undosed(cohort), schedules.select("patient_id", "group", "zero_date"))
    asked = EdssChange(months=float(parameters["months"]) - last)
    changes = find_change(cohort, baselines, asked).select("patient_id", "change", "unseen")
    unclear = pl.when(pl.col("first").is_null()).then(pl.lit(GAP_UNCLEAR))
    why = pl.col("unseen").replace({NO_BASELINE: NO_SCORE_AT_LANDMARK, NO_TIME_ZERO: NO_SCORE_AT_LANDMARK})
    return (
        schedules.select("patient_id", "first")
        .join(changes, on="patient_id")
        .select(
            "patient_id", "first", pl.col("change").alias("value"), pl.coalesce(why, unclear).alias("unseen")
        )
    )


def _schedules(bench: Workbench, from_months: float, to_months: float) -> pl.DataFrame:
    """The treated alive and due at the landmark: zero_date (the landmark), first (in time; null: unclear)."""
    opens, closes = days_from_months(from_months), days_from_months(to_months)
    treated = bench.records.members(Group.TREATED).select("patient_id", "group")
    doses = (
        bench.cohort.administrations.join(treated, on="patient_id")
        .select("patient_id", "group", "date", earliest("date").alias("early"), latest("date").alias("late"))
        .drop_nulls("date")
        .sort("patient_id", "date")
        .group_by("patient_id", "group", maintain_order=True)
        .agg(
            pl.col("date").first().alias("first_date"),
            pl.col("early").first().alias("first_early"),
            pl.col("late").first().alias("first_late"),
            pl.col("early").filter(pl.col("date") > pl.col("date").first()).first().alias("early"),
            pl.col("late").filter(pl.col("date") > pl.col("date").first()).first().alias("late"),
        )
    )
    deaths = bench.cohort.patients.select("patient_id", "death_date")
    landmark = pl.col("first_date") + pl.duration(days=closes)
    return (
        doses.join(deaths, on="patient_id", how="left")
        .with_columns(landmark.alias("zero_date"), _in_time(opens, closes).alias("first"))
        .filter(pl.col("zero_date") <= bench.cohort.programme.data_date)
        .filter((pl.col("death_date") > pl.col("zero_date")).fill_null(value=True))
    )


def _in_time(opens: int, closes: int) -> pl.Expr:
    """Whether the second dose came between the two days after the first; false without one."""
    least, most = days_between("early", "first_late"), days_between("late", "first_early")
    surely = (least >= opens) & (most <= closes)
    never = (most < opens) | (least > closes) | pl.col("early").is_null()
    return pl.when(never).then(pl.lit(value=False)).when(surely).then(pl.lit(value=True))


def _as_if_undosed(cohort: Cohort) -> Cohort:
    """The records without doses, so that the score at the landmark may come after the first of them."""
    return replace(cohort, frames={**cohort.frames, "administrations": cohort.administrations.clear()})
