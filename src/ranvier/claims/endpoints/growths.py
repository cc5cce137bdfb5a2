"""Cancers and masses: how many were seen in how much time asked, beside how many were to be expected."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.growths_background import find_background
from ranvier.claims.endpoints.hidden import hidden_events_sentence
from ranvier.claims.endpoints.needs import unanswered
from ranvier.claims.language.claim import Interpretation
from ranvier.estimates.rates.expected import estimate_ratio_to_expected
from ranvier.estimates.rates.incidence import Incidence, estimate_rate
from ranvier.estimates.result import Estimate
from ranvier.tables.date_bounds import earliest, latest
from ranvier.vocabulary.people import Group
from ranvier.vocabulary.safety import Malignancy, SafetyMethod
from ranvier.vocabulary.time import DAYS_PER_YEAR, days_from_months

PER_1000 = "per 1,000 person-years"

UNSURE = "An event may have begun before or after the first dose: its day is not known."
ROWS_LOST = "Rows of events were set aside for faults: that there was none cannot be said."

_ASKED = (SafetyMethod.ACTIVE.value, SafetyMethod.LINKAGE.value, SafetyMethod.IMAGING.value)


@dataclass(frozen=True)
class _Watch:
    """Time in which growths were looked for, whose, and how many came up in it.

    An event that became known outside of it has no time at risk behind it: it answers "never", and tells
    nothing of a rate.
    """

    person_years: float
    n_patients: int
    n_events: int


def find_cancer_never(bench: Workbench, interpretation: Interpretation) -> Finding:
    """Verified cancers of anybody in the records, against what the time asked would lead one to expect."""
    kinds = [Malignancy.CANCER.value]
    always = [pl.lit(None, pl.Date).alias(name) for name in ("since", "since_at_latest")]
    people = bench.cohort.patients.select("patient_id", *always)
    return _find(bench, interpretation, kinds, people)


def find_cancer_after_dose(bench: Workbench, interpretation: Interpretation) -> Finding:
    """Cancers of the treated after the first dose, from the stated latency on, beside the number expected.

    A growth that is no cancer is not among them: the expected number is of cancers (see masses.py).
    """
    missing = bench.cohort.missing("administrations.date")
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    people = treated_since_dose(bench, float(interpretation.parameters.get("latency_months", 0)))
    return _find(bench, interpretation, [Malignancy.CANCER.value], people)


def treated_since_dose(bench: Workbench, latency_months: float) -> pl.DataFrame:
    """The treated with the days from which a growth counts, at the earliest and at the latest."""
    latency = days_from_months(latency_months)
    treated = bench.records.zeros.filter(pl.col("group") == Group.TREATED.value)
    first_dose = bench.cohort.administrations.group_by("patient_id").agg(
        (earliest("date").min() + pl.duration(days=latency)).alias("since"),
        (latest("date").min() + pl.duration(days=latency)).alias("since_at_latest"),
    )
    return treated.join(first_dose, on="patient_id").select("patient_id", "since", "since_at_latest")


def _find(
    bench: Workbench, interpretation: Interpretation, kinds: list[str], people: pl.DataFrame
) -> Finding:
    if never_said(bench):
        return unanswered(bench, interpretation, missing=("adverse_events.malignancy",))
    events, unsure = growth_events(bench, kinds, people)
    if events.is_empty() and (unsure or rows_lost(bench)):
        return unanswered(bench, interpretation, reason=UNSURE if unsure else ROWS_LOST)
    spans = _spans(bench, people)
    watch = _watched(spans, events)
    if watch.person_years == 0 and events.is_empty():
        lacking = bench.cohort.missing("safety_followup.from_date", "safety_followup.method")
        reason = "Nobody was asked, linked or imaged after that time."
        return unanswered(bench, interpretation, missing=lacking, reason="" if lacking else reason)
    background = find_background(bench.cohort, spans)
    compared = _watched(background.spans, events)
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=PER_1000,
        higher_is_better=False,
        n_treated=bench.records.n_treated,
        found=_rate(events.height, watch, interpretation.label),
        contrast=_ratio(compared, background.highest),
        hidden=hidden_events_sentence(events.height),
        verified_events=events.height,
        watched_events=compared.n_events,
        expected_events=background.lowest if compared.person_years else None,
        expected_from=background.told,
        person_years=compared.person_years,
        picture=_picture(bench, events.height, watch),
    )


def never_said(bench: Workbench) -> bool:
    """Whether no event says if it was a growth: the column is not there, or empty throughout."""
    if bench.cohort.missing("adverse_events.malignancy"):
        return True
    said = bench.cohort.table("adverse_events")["malignancy"]
    return len(said) > 0 and said.null_count() == len(said)


def rows_lost(bench: Workbench) -> bool:
    """Whether rows of events were set aside for a fault, and not because they repeat another."""
    counts = [count for count in bench.cohort.counts if count.table == "adverse_events"]
    faulty = [n for count in counts for reason, n in count.reasons if not reason.startswith("repeating")]
    return sum(faulty) > 0


def growth_events(bench: Workbench, kinds: list[str], people: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """The events that surely began after *since*, and how many may have, by dates known to the month."""
    of_kind = (
        bench.cohort.table("adverse_events")
        .filter(pl.col("malignancy").is_in(kinds))
        .join(people, on="patient_id")
    )
    surely = pl.col("since").is_null() | (earliest("onset_date") > pl.col("since_at_latest"))
    maybe = latest("onset_date") > pl.col("since")
    return of_kind.filter(surely), of_kind.filter(~surely & maybe).height


def _spans(bench: Workbench, people: pl.DataFrame) -> pl.DataFrame:
    """Time in which growths were asked for, linked or imaged; overlapping stretches count once."""
    end = pl.lit(bench.cohort.programme.data_date)
    return (
        bench.cohort.table("safety_followup")
        .filter(pl.col("method").is_in(list(_ASKED)))
        .join(people, on="patient_id")
        .with_columns(
            pl.max_horizontal("from_date", "since").alias("begins"),
            pl.min_horizontal(pl.col("to_date"), end).alias("ends"),
        )
        .filter(pl.col("ends") > pl.col("begins"))
        .sort("patient_id", "begins", "ends")
        .with_columns(pl.col("ends").cum_max().shift(1).over("patient_id").alias("watched_until"))
        .with_columns(pl.max_horizontal("begins", "watched_until").alias("counts_from"))
        .filter(pl.col("ends") > pl.col("counts_from"))
    )


def _watched(spans: pl.DataFrame, events: pl.DataFrame) -> _Watch:
    days = int(spans.select((pl.col("ends") - pl.col("counts_from")).dt.total_days().sum()).item() or 0)
    return _Watch(days / DAYS_PER_YEAR, spans["patient_id"].n_unique(), _n_inside(events, spans))


def _n_inside(events: pl.DataFrame, spans: pl.DataFrame) -> int:
    """How many of *events* began in one of *spans*."""
    inside = (
        events.with_row_index("event")
        .join(spans.select("patient_id", "begins", "ends"), on="patient_id")
        .filter(pl.col("onset_date").is_between("begins", "ends"))
    )
    return inside["event"].n_unique()


def _rate(n_events: int, watch: _Watch, label: str) -> Estimate:
    """Events per 1,000 person-years asked; where nobody was asked, the bare count."""
    if watch.person_years == 0:
        return Estimate(
            float(n_events), float("nan"), float("nan"), 0, "events counted", label, "events", n_events
        )
    seen = Incidence(watch.n_events, watch.person_years, watch.n_patients)
    return estimate_rate(seen, per_years=1000, definition=label)


def _ratio(watch: _Watch, expected: float) -> Estimate | None:
    """Observed over expected at the highest rate to be expected, so that no excess is made up."""
    if expected == 0:
        return None
    return estimate_ratio_to_expected(watch.n_events, expected, watch.n_patients)


def _picture(bench: Workbench, n_events: int, watch: _Watch) -> dict[str, object]:
    imaged = bench.cohort.table("safety_followup").filter(pl.col("method") == SafetyMethod.IMAGING.value)
    return {
        "counts": (("events seen", n_events), ("patients asked, linked or imaged", watch.n_patients)),
        "imaged": imaged["patient_id"].n_unique(),
    }
