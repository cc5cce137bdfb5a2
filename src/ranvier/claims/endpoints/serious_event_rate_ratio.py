"""How many times as often serious events come after one cell product as after the others."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.asked_time import asked_stretches
from ranvier.claims.endpoints.needs import unanswered
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import TIMES
from ranvier.estimates.inputs import InputError
from ranvier.estimates.rates.incidence import Incidence, estimate_rate
from ranvier.estimates.rates.rate_model import estimate_rate_ratios
from ranvier.estimates.rates.rate_ratio import estimate_ratio_of_rates
from ranvier.estimates.result import Bounds, Estimate
from ranvier.vocabulary.time import DAYS_PER_YEAR

NOT_ASKED, PRODUCT_UNKNOWN = "not_asked_after_a_dose", "product_not_recorded"

CAUTIONS = (
    "Only serious events that begin in time in which they were actively asked for count: others would count "
    "for the product whose patients complain more.",
    "Products are not given to like patients, and not in the same years; nothing is adjusted for that.",
)
SEVERAL = (
    "Some had several events, and events of one person go together; too few had any to allow for that, so "
    "the interval is too narrow."
)
_SAFER = "serious events per patient-year after {}, over those after the other products"
_HOW = "events not said to be serious or not: worst all of this product's serious, best all of the others'"


def find_serious_event_rate_ratio(bench: Workbench, interpretation: Interpretation) -> Finding:
    """Serious events per patient-year after the product over those after all others; 1: no difference.

    Time counts from a dose on, for the product given last, while events were actively asked for; an event of
    the day of a dose counts for that dose. With one product it cannot be told.
    """
    needed = ("administrations.date", "administrations.product", "adverse_events.serious")
    missing = bench.cohort.missing(*needed, "safety_followup.from_date", "safety_followup.method")
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    product = str(interpretation.parameters["product"])
    if bench.cohort.administrations["product"].drop_nulls().n_unique() < 2:
        reason = "All doses with a product on record are of one product: there is nothing to compare."
        return unanswered(bench, interpretation, reason=reason)
    spans = _asked_after_doses(bench)
    ours = _count(bench, spans.filter(pl.col("product") == product))
    others = _count(bench, spans.filter(pl.col("product") != product))
    unseen = _unseen(bench, spans)
    if min(ours.years, others.years) == 0:
        reason = "Nobody was actively asked after a dose of this product, or of another one."
        return unanswered(bench, interpretation, reason=reason, unseen=unseen)
    alone = _ratio(ours.incidence(), others.incidence(), product)
    found = _allowing_for_several(ours, others, alone) if _has_several(ours, others) else alone
    if not found.is_known:
        return unanswered(bench, interpretation, reason="No serious event was seen at all.", unseen=unseen)
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=TIMES,
        higher_is_better=False,
        n_treated=bench.records.n_treated,
        found=found,
        bounds=_bounds(ours, others, product),
        unseen=unseen,
        beside=(
            estimate_rate(ours.incidence(), definition=f"serious events after {product}"),
            estimate_rate(others.incidence(), definition="serious events after other products"),
        ),
        cautions=(*CAUTIONS, SEVERAL) if found is alone and _has_several(ours, others) else CAUTIONS,
        picture={"counts": (("patients asked, once for each product", found.n),)},
    )


@dataclass(frozen=True)
class _Counted:
    """Serious events, events of which nobody says whether they were, and time asked, after some products.

    each: patient_id, serious events and years, one row a patient.
    """

    n_serious: int
    n_unsaid: int
    years: float
    n_patients: int
    each: pl.DataFrame

    def incidence(self, *, with_unsaid: bool = False) -> Incidence:
        n_events = self.n_serious + (self.n_unsaid if with_unsaid else 0)
        return Incidence(n_events, self.years, self.n_patients)


def _asked_after_doses(bench: Workbench) -> pl.DataFrame:
    """Days asked about after a dose, each once: patient_id, product, from_day, until_day (the day after)."""
    doses = (
        bench.cohort.administrations.select("patient_id", "date", "product")
        .drop_nulls("date")
        .sort("patient_id", "date", "product", nulls_last=True)
        .unique(["patient_id", "date"], keep="first", maintain_order=True)
        .with_columns(pl.col("date").shift(-1).over("patient_id").alias("next_date"))
        .drop_nulls("product")
    )
    return (
        asked_stretches(bench)
        .join(doses, on="patient_id")
        .select(
            "patient_id",
            "product",
            pl.max_horizontal("from_day", "date").alias("from_day"),
            pl.min_horizontal("until_day", "next_date").alias("until_day"),
        )
        .filter(pl.col("until_day") > pl.col("from_day"))
    )


def _count(bench: Workbench, spans: pl.DataFrame) -> _Counted:
    events = bench.cohort.table("adverse_events").select("patient_id", "onset_date", "serious")
    inside = events.join(spans, on="patient_id").filter(
        pl.col("onset_date") >= pl.col("from_day"), pl.col("onset_date") < pl.col("until_day")
    )
    years = (pl.col("until_day") - pl.col("from_day")).dt.total_days().sum() / DAYS_PER_YEAR
    serious = inside.group_by("patient_id").agg(pl.col("serious").sum().alias("n"))
    each = (
        spans.group_by("patient_id")
        .agg(years.alias("years"))
        .join(serious, on="patient_id", how="left")
        .with_columns(pl.col("n").fill_null(0))
        .sort("patient_id")
    )
    return _Counted(
        n_serious=int(each["n"].sum()),
        n_unsaid=inside["serious"].null_count(),
        years=float(each["years"].sum()),
        n_patients=each.height,
        each=each,
    )


def _has_several(ours: _Counted, others: _Counted) -> bool:
    """Whether somebody had more than one serious event."""
    both = pl.concat([ours.each, others.each]).group_by("patient_id").agg(pl.col("n").sum())
    return bool((both["n"] > 1).any())


def _allowing_for_several(ours: _Counted, others: _Counted, alone: Estimate) -> Estimate:
    """The ratio with an interval for events that go together; *alone* where that is wider, or none fits.

    Its width is that of negative binomial counts with each person as a cluster, also one asked after both.
    """
    rows = pl.concat([ours.each.with_columns(first=1.0), others.each.with_columns(first=0.0)])
    try:
        model = estimate_rate_ratios(
            rows["n"].to_numpy(),
            rows["years"].to_numpy(),
            {"product": rows["first"].to_numpy()},
            cluster=rows["patient_id"].rank("dense").to_numpy(),
            definition=alone.definition,
        )
    except InputError:
        return alone
    fitted = model.ratio("product")
    if not fitted.upper / fitted.lower > alone.upper / alone.lower:
        return alone
    return replace(
        alone,
        lower=alone.estimate * fitted.lower / fitted.estimate,
        upper=alone.estimate * fitted.upper / fitted.estimate,
        method="ratio of rates; robust interval by negative binomial counts, persons as clusters",
        reference=fitted.reference,
    )


def _ratio(ours: Incidence, others: Incidence, product: str) -> Estimate:
    definition = _SAFER.format(product.replace("_", " "))
    return replace(estimate_ratio_of_rates(ours, others, definition=definition), unit=TIMES)


def _bounds(ours: _Counted, others: _Counted, product: str) -> Bounds:
    worst = _ratio(ours.incidence(with_unsaid=True), others.incidence(), product).estimate
    best = _ratio(ours.incidence(), others.incidence(with_unsaid=True), product).estimate
    return Bounds(worst, best, ours.n_unsaid + others.n_unsaid, _HOW)


def _unseen(bench: Workbench, spans: pl.DataFrame) -> dict[str, int]:
    """Patients with a dose of whom no time counts, and those with a dose of an unknown product."""
    dosed = bench.cohort.administrations
    unknown = dosed.filter(pl.col("product").is_null())["patient_id"].n_unique()
    asked = spans["patient_id"].unique()
    not_asked = dosed.filter(~pl.col("patient_id").is_in(asked.implode()))["patient_id"].n_unique()
    counts = {NOT_ASKED: not_asked, PRODUCT_UNKNOWN: unknown}
    return {reason: n for reason, n in counts.items() if n}
