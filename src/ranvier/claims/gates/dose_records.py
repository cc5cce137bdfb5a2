"""Checks 35 and 38: whether doses and patients add up, and how many doses departed from the plan."""

from __future__ import annotations

import polars as pl

from ranvier.claims.basis.table_one_treatment import deviating_doses
from ranvier.claims.gates.gate import Asks, Gate, Outcome, flags, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.gates.lots import doses_before_onset, odd_cell_treatments, odd_lots
from ranvier.claims.gates.wording import listed


def judge_cross_footing(inquiry: Inquiry) -> Outcome:
    """Doses and patients that do not fit: treated without a dose, comparators with one, doses after death."""
    doses = inquiry.cohort.administrations
    deaths = inquiry.cohort.patients.select("patient_id", "death_date")
    odd = {
        "treated without a dose": inquiry.treated.join(doses, on="patient_id", how="anti").height,
        "comparators with a dose": inquiry.comparator.join(doses, on="patient_id", how="semi").height,
        "patients with a dose in neither group": _in_neither_group(inquiry, doses),
        "doses after death": doses.join(deaths, on="patient_id")
        .filter(pl.col("date") > pl.col("death_date"))
        .height,
        "doses after the data date": doses.filter(pl.col("date") > inquiry.programme.data_date).height,
    }
    if inquiry.cohort.has("administrations", "lot"):
        odd["doses without a lot"] = doses["lot"].null_count()
    odd |= odd_lots(inquiry) | odd_cell_treatments(inquiry) | doses_before_onset(inquiry)
    counted = f"{doses.height:,} doses in {inquiry.count(doses['patient_id'].n_unique())} patients"
    found = [f"{inquiry.count(n)} {words}" for words, n in odd.items() if n]
    if found:
        return flags(listed(found), counted)
    return passes("doses and patients add up", counted)


def _in_neither_group(inquiry: Inquiry, doses: pl.DataFrame) -> int:
    """Patients with a dose whom the programme's words for its groups leave out."""
    return doses.join(inquiry.records.zeros, on="patient_id", how="anti")["patient_id"].n_unique()


def judge_deviations(inquiry: Inquiry) -> Outcome:
    """How many doses departed from the plan; none is set aside."""
    doses = inquiry.cohort.administrations
    deviating = deviating_doses(inquiry.cohort)
    reason = f"{inquiry.share(deviating.height, doses.height)} doses departed from the plan"
    return (flags if deviating.height else passes)(reason, f"{doses.height:,} doses")


CROSS_FOOTING = Gate(
    number=35,
    name="Cross-footing",
    checks="doses, lots, products, patients, treatments with cells, onsets and deaths add up",
    judge=judge_cross_footing,
    source="verdict rule 7",
    required=("administrations.date",),
    used=(
        "administrations.lot",
        "administrations.product",
        "treatments.kind",
        "treatments.start_date",
        "patients.onset_date",
        "patients.death_date",
    ),
    limits=(
        "a lot is in use for {lot_in_use_days} at most; a treatment with cells has a dose within "
        "{cell_treatment_gap_days}"
    ),
    asks=Asks.RECORDS,
)
DEVIATIONS = Gate(
    number=38,
    name="Deviations",
    checks="doses that departed from the plan are counted; they stay in",
    judge=judge_deviations,
    source="verdict rule 7",
    required=("administrations.deviation",),
    asks=Asks.RECORDS,
)
