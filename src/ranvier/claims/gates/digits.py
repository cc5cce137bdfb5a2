"""Check 36: whether scores, visit dates, ages and doses look written down as found, or rounded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from ranvier.claims.gates.gate import Asks, Gate, Outcome, cannot_say, fails, flags, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.gates.wording import percent, percent_text
from ranvier.estimates.rates.share import estimate_share
from ranvier.tables.declaration import Precision

ROUND_DAYS = (1, 15)
"""Days of the month that stand for "some day of it": 2 of 30.4."""

LAST_DIGITS_SHOWN = 2
"""A number of cells with no more digits than these before its zeros was planned, not counted."""


@dataclass(frozen=True)
class _Rounded:
    """How many of some entries are round, and how many would be without a preference.

    noted, failed: names of the thresholds that the lower end of the interval must not lie above.
    """

    words: str
    entries: str
    n_round: int
    n_all: int
    expected_percent: float
    noted: str
    failed: str

    @property
    def surely_percent(self) -> float:
        """The lower end of the exact 95% interval of the round ones."""
        return 100 * estimate_share(self.n_round, self.n_all).lower


def judge_digits(inquiry: Inquiry) -> Outcome:
    """Round entries beside what would be round without a preference; cell numbers are told only."""
    found = [each for each in _rounded(inquiry) if each.n_all]
    if not found:
        return cannot_say("no scores, visit dates or ages are recorded")
    counted = ", ".join(f"{each.n_all:,} {each.entries}" for each in found)
    reason = "; ".join([*(_told(each) for each in found), *_planned_doses(inquiry)])
    if any(each.surely_percent > inquiry.limit(each.failed) for each in found):
        return fails(reason, counted)
    over = any(each.surely_percent > inquiry.limit(each.noted) for each in found)
    return (flags if over else passes)(reason, counted)


def _told(each: _Rounded) -> str:
    share = percent_text(percent(each.n_round, each.n_all))
    return f"{share} of {each.words}; {percent_text(each.expected_percent)} are expected"


def _rounded(inquiry: Inquiry) -> Iterator[_Rounded]:
    visits = inquiry.cohort.visits.join(inquiry.records.zeros, on="patient_id", how="semi")
    scores = visits["edss"].drop_nulls()
    scores = scores.filter(scores.is_between(1.0, 9.5))  # as many whole as half steps
    whole = int((scores % 1 == 0).sum())
    limits = ("whole_scores_percent", "whole_scores_fail_percent")
    yield _Rounded("scores are whole numbers", "scores", whole, scores.len(), 50, *limits)
    days = visits.filter(pl.col("date_precision").fill_null(Precision.DAY) == Precision.DAY)["date"].dt.day()
    on_round = int(days.is_in(ROUND_DAYS).sum())
    limits = ("round_days_percent", "round_days_fail_percent")
    words = "visits are on the 1st or the 15th"
    yield _Rounded(words, "visit dates", on_round, days.len(), 100 * 2 / 30.4, *limits)
    ages = _ages_at_onset(inquiry)
    limits = ("round_ages_percent", "round_ages_fail_percent")
    words = "ages at onset end in 0 or 5"
    yield _Rounded(words, "ages at onset", int((ages % 5 == 0).sum()), ages.len(), 20, *limits)


def _ages_at_onset(inquiry: Inquiry) -> pl.Series:
    """Whole years from the year of birth to the year of onset."""
    people = inquiry.cohort.patients.join(inquiry.records.zeros, on="patient_id", how="semi")
    return people.select(age=pl.col("onset_date").dt.year() - pl.col("birth_year"))["age"].drop_nulls()


def _planned_doses(inquiry: Inquiry) -> list[str]:
    """That every number of cells is round; it is no fault, but nobody counted them."""
    cells = inquiry.cohort.administrations["cells"].drop_nulls()
    cells = cells.filter(cells > 0)
    step = pl.lit(10.0).pow(pl.col("cells").log10().floor() - (LAST_DIGITS_SHOWN - 1))
    odd = cells.to_frame("cells").filter(((pl.col("cells") / step).round(6) % 1) != 0)
    if cells.is_empty() or odd.height:
        return []
    return ["every number of cells is round, as planned rather than counted"]


GATE = Gate(
    number=36,
    name="Digit preference",
    checks="scores, visit dates and ages at onset are no rounder than chance makes them",
    judge=judge_digits,
    source="own wording; exact interval of a proportion",
    used=(
        "visits.edss",
        "visits.date",
        "patients.birth_year",
        "patients.onset_date",
        "administrations.cells",
    ),
    limits=(
        "intervals above: whole scores {whole_scores_percent} noted, {whole_scores_fail_percent} fails; "
        "1st or 15th {round_days_percent}, {round_days_fail_percent}; "
        "ages in 0 or 5 {round_ages_percent}, {round_ages_fail_percent}"
    ),
    asks=Asks.RECORDS,
)
