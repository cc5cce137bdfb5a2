"""Check 6: how long after onset patients came, and whether both groups waited alike."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.claims.gates.gate import Asks, Gate, Outcome, cannot_say, flags, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.gates.wording import percent
from ranvier.course.days import days_between
from ranvier.vocabulary.time import DAYS_PER_YEAR

FROM_ONSET = frozenset({"milestone_share"})
"""Endpoints that count from onset, and take patients into the risk set only once they were seen."""

_FEWEST = 2
"""Of each group, for a standard deviation."""


def judge_late_entry(inquiry: Inquiry) -> Outcome:
    """The delay from onset to time zero: who did badly early, or never came, is not among the patients."""
    waits = [(word, *_years(inquiry, members)) for word, members in inquiry.groups]
    known = [(word, years) for word, years, _ in waits]
    if any(years.size < _FEWEST for _, years in known):
        return cannot_say("the time from onset to time zero is known of too few patients")
    counted = "; ".join(f"{inquiry.share(years.size, n)} of the {word}" for word, years, n in waits)
    text = ", ".join(f"{np.median(years):.1f} years in the {word}" for word, years in known)
    reason = f"median time from onset to time zero: {text}"
    if inquiry.endpoint in FROM_ONSET:
        return passes(f"{reason}; patients count only from when they were first seen", counted)
    few = [word for word, years, n in waits if percent(years.size, n) < inquiry.limit("delay_known_percent")]
    if few:
        return flags(f"{reason}; not known of many {few[0]}", counted)
    if len(known) == 1:
        return passes(f"{reason}; nobody is compared", counted)
    apart = _apart(known[0][1], known[1][1])
    if apart > inquiry.limit("delay_difference_sd"):
        return flags(f"{reason}; {apart:.2f} standard deviations apart", counted)
    return passes(f"{reason}; {apart:.2f} standard deviations apart", counted)


def _years(inquiry: Inquiry, members: pl.DataFrame) -> tuple[NDArray[np.float64], int]:
    """Years from onset to time zero of those where both are known, and how many the group has."""
    onsets = inquiry.cohort.patients.select("patient_id", "onset_date")
    days = members.join(onsets, on="patient_id", how="left").select(days_between("zero_date", "onset_date"))
    return days.to_series().drop_nulls().to_numpy() / DAYS_PER_YEAR, members.height


def _apart(ours: NDArray[np.float64], theirs: NDArray[np.float64]) -> float:
    """Standardised difference of the means; 0 where nobody differs."""
    spread = float(np.sqrt((ours.var(ddof=1) + theirs.var(ddof=1)) / 2))
    gap = abs(float(ours.mean() - theirs.mean()))
    if gap == 0:
        return 0.0
    return gap / spread if spread > 0 else np.inf


GATE = Gate(
    number=6,
    name="Late entry",
    checks="patients of both groups entered about as long after the onset of their disease",
    judge=judge_late_entry,
    source="left truncation: a hazard ratio of 0.64 read 0.36 (Mult Scler 2025;32 S10.3, abstract)",
    required=("patients.onset_date",),
    used=("programme.toml [time_zero]",),
    limits="noted above {delay_difference_sd}, or known of fewer than {delay_known_percent} of a group",
    asks=Asks.TIME,
)
