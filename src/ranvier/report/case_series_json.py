"""The case series of a claim set as values for JSON; null is not stated."""

from __future__ import annotations

from typing import Any

from ranvier.claims.language.case_series import CaseRow, CaseSeries


def case_series_value(series: CaseSeries | None) -> dict[str, Any] | None:
    """Each case and how many state what; None where the source describes no case."""
    if series is None:
        return None
    return {
        "cases": [_case(row) for row in series.rows],
        "stated": [
            {"what": one.what, "n": one.n, "of": one.of, "checklist_question": one.question}
            for one in series.summary
        ],
    }


def _case(row: CaseRow) -> dict[str, Any]:
    case = row.case
    return {
        "id": case.id,
        "reported": case.reported.value,
        "age": case.age,
        "sex": case.sex or None,
        "country": case.country or None,
        "phenotype": case.phenotype or None,
        "disease_years": case.disease_years,
        "treatment_year": case.treatment_year,
        "edss_before": list(case.before) if case.before else None,
        "edss_after": list(case.after) if case.after else None,
        "edss_scored_by_source": case.measured,
        "edss_change": list(row.change) if row.change else None,
        "route": case.route or None,
        "dose": case.dose or None,
        "other_treatment": case.co_treatment or None,
        "followup_months": case.followup_months,
        "confirmed": case.confirmed,
        "adverse_events": case.adverse_events or None,
        "not_stated": list(row.missing),
    }
