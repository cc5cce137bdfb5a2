"""What lots and records of cell treatment say beside the doses: part of check 35."""

from __future__ import annotations

import polars as pl

from ranvier.claims.gates.inquiry import Inquiry
from ranvier.course.days import days_between
from ranvier.vocabulary.products import CellProduct, TreatmentKind

AUTOLOGOUS = tuple(product.value for product in CellProduct if product.value.startswith("autologous"))
"""Products made from the patient's own cells: a lot of them is for one patient."""


def odd_lots(inquiry: Inquiry) -> dict[str, int]:
    """How many lots do not fit their doses, by what is odd about them."""
    if not inquiry.cohort.has("administrations", "lot"):
        return {}
    doses = inquiry.cohort.administrations.drop_nulls("lot")
    odd = {"lots in use for longer than a lot is": _in_use_too_long(inquiry, doses)}
    if inquiry.cohort.has("administrations", "product"):
        of_lot = doses.group_by("lot").agg(
            pl.col("product").drop_nulls().n_unique().alias("n_products"),
            pl.col("patient_id").n_unique().alias("n_patients"),
            pl.col("product").is_in(AUTOLOGOUS).any().alias("is_own"),
        )
        odd["lots of more than one product"] = of_lot.filter(pl.col("n_products") > 1).height
        shared = of_lot.filter(pl.col("is_own").fill_null(value=False), pl.col("n_patients") > 1)
        odd["lots of a patient's own cells given to others too"] = shared.height
    return odd


def _in_use_too_long(inquiry: Inquiry, doses: pl.DataFrame) -> int:
    """Lots whose first and last dose lie further apart than a lot is used."""
    spans = doses.group_by("lot").agg(pl.col("date").min().alias("first"), pl.col("date").max().alias("last"))
    return spans.filter(days_between("last", "first") > inquiry.limit("lot_in_use_days")).height


def odd_cell_treatments(inquiry: Inquiry) -> dict[str, int]:
    """Treatments recorded as cells of which no dose is on record near their time."""
    if not inquiry.cohort.has("treatments", "kind"):
        return {}
    cells = inquiry.cohort.treatments.filter(pl.col("kind") == TreatmentKind.CELLS.value).with_row_index(
        "row"
    )
    doses = inquiry.cohort.administrations.select("patient_id", "date")
    within = inquiry.limit("cell_treatment_gap_days")
    ends = pl.coalesce("end_date", "start_date").cast(pl.Int32) + within
    starts = pl.col("start_date").cast(pl.Int32) - within
    dosed = cells.join(doses, on="patient_id").filter(
        pl.col("date").cast(pl.Int32) >= starts, pl.col("date").cast(pl.Int32) <= ends
    )
    n_without = cells.filter(~pl.col("row").is_in(dosed["row"].implode())).height
    return {"treatments with cells without a dose near them": n_without}


def doses_before_onset(inquiry: Inquiry) -> dict[str, int]:
    """Doses given before the first symptom of MS."""
    onsets = inquiry.cohort.patients.select("patient_id", "onset_date")
    doses = inquiry.cohort.administrations.join(onsets, on="patient_id")
    return {"doses before the onset of MS": doses.filter(pl.col("date") < pl.col("onset_date")).height}
