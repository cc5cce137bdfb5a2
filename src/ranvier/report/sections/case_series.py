"""The described cases as a table in words: one row a case, and a last row on how many state what."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.claims.language.case_series import CaseRow, CaseSeries
from ranvier.claims.language.cases import CaseReport, Reported
from ranvier.estimates.printed import signed

NOT_STATED = "not stated"
_REPORTED = {
    Reported.SUCCESS: "success",
    Reported.FAILURE: "failure",
    Reported.NO_OUTCOME: "no outcome told",
}


@dataclass(frozen=True)
class ToldCase:
    """One case in words; what the source leaves out says so."""

    name: str
    person: str
    disease: str
    treated: str
    before: str
    after: str
    change: str
    given: str
    other: str
    followed: str
    harm: str
    reported: str


@dataclass(frozen=True)
class ToldSeries:
    """The table of described cases and the counts below it: what, and of how many it is stated."""

    cases: tuple[ToldCase, ...]
    summary: tuple[tuple[str, str], ...]
    n_cases: int


def tell_case_series(series: CaseSeries | None) -> ToldSeries | None:
    """The case series in words; None where the source describes no case."""
    if series is None:
        return None
    return ToldSeries(
        cases=tuple(_told(row) for row in series.rows),
        summary=tuple((one.what, f"{one.n} of {one.of}") for one in series.summary),
        n_cases=len(series.rows),
    )


def _told(row: CaseRow) -> ToldCase:
    case = row.case
    return ToldCase(
        name=case.id,
        person=_listed(f"{case.age:g}" if case.age is not None else "", case.sex, case.country),
        disease=_listed(case.phenotype, _years(case)),
        treated=str(case.treatment_year) if case.treatment_year is not None else NOT_STATED,
        before=band_words(case.before, measured=case.measured),
        after=band_words(case.after, measured=case.measured),
        change=change_words(row.change),
        given=_listed(case.route, case.dose),
        other=case.co_treatment or NOT_STATED,
        followed=_months(case),
        harm=case.adverse_events or NOT_STATED,
        reported=_REPORTED[case.reported],
    )


def band_words(band: tuple[float, float] | None, *, measured: bool) -> str:
    """A band of the EDSS, with a mark where the source gives the score itself.

    >>> band_words((6.0, 6.5), measured=False), band_words((5.0, 5.0), measured=True)
    ('6.0 to 6.5', '5.0 (scored)')
    """
    if band is None:
        return "cannot be inferred"
    words = f"{band[0]:.1f}" if band[0] == band[1] else f"{band[0]:.1f} to {band[1]:.1f}"
    return f"{words} (scored)" if measured else words


def change_words(change: tuple[float, float] | None) -> str:
    """The change that both bands allow.

    >>> change_words((-1.5, -0.5))
    '−1.5 to −0.5'
    """
    if change is None:
        return "cannot be inferred"
    low, high = signed(change[0], 1), signed(change[1], 1)
    return low if low == high else f"{low} to {high}"


def _years(case: CaseReport) -> str:
    return f"{case.disease_years:g} years" if case.disease_years is not None else ""


def _months(case: CaseReport) -> str:
    if case.followup_months is None:
        return NOT_STATED
    if case.followup_months < 1:
        return f"{case.followup_months * 30.4:.0f} days"
    return f"{case.followup_months:g} months"


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part) or NOT_STATED
