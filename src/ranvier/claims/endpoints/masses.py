"""Masses after a dose: the known harm of cell therapy, among those who were imaged for it."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.growths import (
    ROWS_LOST,
    UNSURE,
    growth_events,
    never_said,
    rows_lost,
    treated_since_dose,
)
from ranvier.claims.endpoints.hidden import hidden_events_sentence
from ranvier.claims.endpoints.needs import bounds_in_percent, in_percent, unanswered
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import PERCENT
from ranvier.estimates.rates.share import estimate_share
from ranvier.estimates.result import Bounds, Estimate
from ranvier.estimates.unseen.bounds import estimate_share_bounds
from ranvier.vocabulary.safety import Malignancy, SafetyMethod
from ranvier.vocabulary.time import DAYS_PER_YEAR, days_from_months

NOT_IMAGED = "Nobody was imaged after that time: a mass that nobody looks for is not found."

WINDOWS = (("within a year of the first dose", 0, 1), ("1 to 5 years after it", 1, 5), ("later", 5, 200))
"""Years from the first dose: a mass of donor cells was published 8 years after a graft."""


@dataclass(frozen=True)
class _Imaged:
    """The treated who were imaged after the dose, and how many of them had a mass."""

    n_patients: int
    n_with: int
    n_treated: int


def find_tumour_after_dose(bench: Workbench, interpretation: Interpretation) -> Finding:
    """Masses in the brain, the cord or at an injection site, of the treated who were imaged after the dose.

    No rate is expected of people not treated. Every mass in the records counts against "never", also of
    somebody who was not imaged on purpose.
    """
    missing = bench.cohort.missing("administrations.date")
    if missing or never_said(bench):
        return unanswered(bench, interpretation, missing=missing or ("adverse_events.malignancy",))
    latency_months = float(interpretation.parameters.get("latency_months", 0))
    people = treated_since_dose(bench, latency_months)
    events, unsure = growth_events(bench, [Malignancy.MASS.value], people)
    if events.is_empty() and (unsure or rows_lost(bench)):
        return unanswered(bench, interpretation, reason=UNSURE if unsure else ROWS_LOST)
    imaged = _imaged(bench, people, events)
    if imaged.n_patients == 0 and events.is_empty():
        lacking = bench.cohort.missing("safety_followup.from_date", "safety_followup.method")
        return unanswered(bench, interpretation, missing=lacking, reason="" if lacking else NOT_IMAGED)
    n_unseen = imaged.n_treated - imaged.n_patients
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=PERCENT,
        higher_is_better=False,
        n_treated=bench.records.n_treated,
        found=_share(imaged, events.height, interpretation.label),
        bounds=_bounds(imaged) if imaged.n_patients else None,
        unseen={"not_imaged_after_a_dose": n_unseen} if n_unseen else {},
        hidden=hidden_events_sentence(events.height),
        verified_events=events.height,
        watched_events=imaged.n_with,
        picture=_picture(events, imaged, days_from_months(latency_months)),
    )


def _imaged(bench: Workbench, people: pl.DataFrame, events: pl.DataFrame) -> _Imaged:
    stretches = bench.cohort.table("safety_followup").filter(pl.col("method") == SafetyMethod.IMAGING.value)
    after = stretches.join(people, on="patient_id").filter(pl.col("to_date") > pl.col("since_at_latest"))
    patients = after.select("patient_id").unique()
    n_with = patients.join(events, on="patient_id", how="semi").height
    return _Imaged(patients.height, n_with, bench.records.n_treated)


def _share(imaged: _Imaged, n_events: int, label: str) -> Estimate:
    """The share of those imaged who had a mass; where nobody was imaged, the bare count."""
    if imaged.n_patients:
        return in_percent(estimate_share(imaged.n_with, imaged.n_patients, definition=label))
    return Estimate(
        float(n_events), float("nan"), float("nan"), 0, "masses counted", label, "events", n_events
    )


def _bounds(imaged: _Imaged) -> Bounds:
    n_unseen = imaged.n_treated - imaged.n_patients
    return bounds_in_percent(
        estimate_share_bounds(imaged.n_with, imaged.n_patients, n_unseen, yes_is_good=False)
    )


def _picture(events: pl.DataFrame, imaged: _Imaged, latency_days: int) -> dict[str, object]:
    """Counts for the report; windows and cases by the time from the first dose, cases for inside use only."""
    days = ((pl.col("onset_date") - pl.col("since")).dt.total_days() + latency_days).alias("days")
    cases = events.select(days, "site").sort("days").rows()
    windows = tuple(
        (words, sum(low * DAYS_PER_YEAR <= day < high * DAYS_PER_YEAR for day, _ in cases))
        for words, low, high in WINDOWS
    )
    return {
        "counts": (("masses seen", events.height), ("patients imaged after a dose", imaged.n_patients)),
        "windows": windows,
        "cases": tuple((int(day), str(site or "site not recorded")) for day, site in cases),
    }
