"""The described cases of a claim set as a table for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from ranvier.claims.language.case_series import CaseSeries
from ranvier.report.sections.case_series import ToldCase, ToldSeries, tell_case_series

_LABELS = (
    ("person", "age, sex, country"),
    ("disease", "form and years of MS"),
    ("treated", "treated"),
    ("before", "EDSS before"),
    ("after", "EDSS after"),
    ("change", "change"),
    ("given", "route and dose"),
    ("other", "other treatment"),
    ("followed", "followed"),
    ("harm", "adverse events"),
    ("reported", "told as"),
)
_WIDTH = 22


def case_series_text(series: CaseSeries | None) -> str:
    """Each case with what is stated of it, then how many state what."""
    told = tell_case_series(series)
    if told is None:
        return "The claim set describes no case."
    return "\n".join([*(line for case in told.cases for line in _case(case)), *_summary(told)])


def _case(case: ToldCase) -> Iterator[str]:
    yield case.name
    yield from (f"  {label:<{_WIDTH}} {getattr(case, name)}" for name, label in _LABELS)
    yield ""


def _summary(told: ToldSeries) -> Iterator[str]:
    yield f"Stated of {told.n_cases} described cases"
    widest = max(len(what) for what, _ in told.summary)
    yield from (f"  {what:<{widest}}  {count}" for what, count in told.summary)
