"""How many had a relapse within a fixed time after they stopped a treatment."""

from __future__ import annotations

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.needs import bounds_in_percent, in_percent, unanswered
from ranvier.claims.endpoints.relapse_free import SLACK_DAYS
from ranvier.claims.endpoints.shares import hidden_share_sentence
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import PERCENT
from ranvier.course.relapse_rate import find_observation
from ranvier.estimates.rates.share import estimate_share
from ranvier.estimates.unseen.bounds import estimate_share_bounds
from ranvier.vocabulary.people import Group
from ranvier.vocabulary.time import days_from_months

NOT_SEEN_AFTER = "not_seen_so_long_after_stopping"

CAUTION = (
    "Why the treatment was stopped is not taken away, and what was begun instead counts as it comes: this is "
    "what happened after stopping, not what stopping did."
)


def find_relapse_after_stop_share(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The share of those who stopped the treatment with a relapse in so many months after its last day.

    The first stop of each patient counts; after_time_zero: the first one after time zero, of the treated
    only. Who was not heard of so long is worst and best case.
    """
    parameters = interpretation.parameters
    columns = ("treatments.substance", "treatments.end_date", "relapses.onset_date", "visits.date")
    missing = bench.cohort.missing(*columns, *(("treatments.kind",) if "kind" in parameters else ()))
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    rows = _rows(bench, interpretation)
    known = rows["had"].drop_nulls()
    n_yes, n_unknown = int(known.sum()), rows.height - len(known)
    unseen = {NOT_SEEN_AFTER: n_unknown} if n_unknown else {}
    if known.is_empty():
        return unanswered(bench, interpretation, reason="Nobody was seen after stopping it.", unseen=unseen)
    bounds = estimate_share_bounds(n_yes, len(known), n_unknown, yes_is_good=False)
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=PERCENT,
        higher_is_better=False,
        n_treated=bench.records.n_treated,
        found=in_percent(estimate_share(n_yes, len(known), definition=interpretation.label)),
        bounds=bounds_in_percent(bounds),
        unseen=unseen,
        hidden=hidden_share_sentence(
            n_yes, len(known), interpretation.asserted, "all with a relapse", "all without a relapse"
        ),
        cautions=(CAUTION,),
    )


def _rows(bench: Workbench, interpretation: Interpretation) -> pl.DataFrame:
    """patient_id and had (a relapse in the window; null: not known), of everybody who stopped."""
    days = days_from_months(float(interpretation.parameters["months"]))
    stops = _stops(bench, interpretation).with_columns(
        (pl.col("stop_date") + pl.duration(days=days)).alias("due_date")
    )
    relapses = bench.cohort.relapses.select("patient_id", "onset_date").join(stops, on="patient_id")
    relapsed = relapses.filter(
        pl.col("onset_date") > pl.col("stop_date"), pl.col("onset_date") <= pl.col("due_date")
    )["patient_id"]
    heard = find_observation(bench.cohort).select("patient_id", heard="end_date")
    seen_out = pl.col("heard") >= pl.col("due_date") - pl.duration(days=SLACK_DAYS)
    return stops.join(heard, on="patient_id", how="left").select(
        "patient_id",
        pl.when(pl.col("patient_id").is_in(relapsed.implode()))
        .then(pl.lit(value=True))
        .when(seen_out)
        .then(pl.lit(value=False))
        .alias("had"),
    )


def _stops(bench: Workbench, interpretation: Interpretation) -> pl.DataFrame:
    """patient_id and the day of the stop that counts."""
    parameters = interpretation.parameters
    rows = bench.cohort.treatments.drop_nulls("end_date")
    if "substance" in parameters:
        names = [name.strip().lower() for name in str(parameters["substance"]).split(",")]
        rows = rows.filter(pl.col("substance").str.strip_chars().str.to_lowercase().is_in(names))
    if "kind" in parameters:
        rows = rows.filter(pl.col("kind") == str(parameters["kind"]))
    if bool(parameters.get("after_time_zero", False)):
        treated = bench.records.members(Group.TREATED).select("patient_id", "zero_date")
        rows = rows.join(treated, on="patient_id").filter(pl.col("end_date") >= pl.col("zero_date"))
    return rows.group_by("patient_id").agg(pl.col("end_date").min().alias("stop_date")).sort("patient_id")
