"""Check 11: whether patients were accepted by the very score their change is measured from."""

from __future__ import annotations

import polars as pl

from ranvier.claims.gates.gate import Asks, Gate, Outcome, cannot_say, fails, flags, passes
from ranvier.claims.gates.inquiry import Inquiry, Situation
from ranvier.claims.gates.wording import points_text


def judge_entry(inquiry: Inquiry) -> Outcome:
    """Whether an entry rule on the EDSS chose the baseline scores."""
    lowest = inquiry.programme.entry_edss_at_least
    if lowest is None:
        return cannot_say("programme.toml does not say whether an EDSS was needed to enter")
    if lowest <= 0:
        return passes("no EDSS was needed to enter", "programme.toml")
    text = f"entry at an EDSS of {points_text(lowest)} or more, on the score used as baseline"
    if inquiry.situation is Situation.RANDOMISED:
        return flags(f"{text}; the same in both groups", "programme.toml")
    if inquiry.situation is Situation.EXTERNAL and _holds_for_comparators(inquiry, lowest):
        return flags(f"{text}; the comparators' scores meet it too", "programme.toml, visits.edss")
    return fails(
        f"{text}: some of these scores were high by chance and fall again", "programme.toml, visits.edss"
    )


def _holds_for_comparators(inquiry: Inquiry, lowest: float) -> bool:
    scored = inquiry.comparator.filter(pl.col("baseline_edss").is_not_null())
    return scored.height > 0 and scored.filter(pl.col("baseline_edss") < lowest).is_empty()


GATE = Gate(
    number=11,
    name="Entry selected on the outcome",
    checks="patients were not accepted by the same EDSS that later serves as baseline",
    judge=judge_entry,
    source="regression to the mean; own wording",
    used=("programme.toml entry_edss_at_least", "visits.edss"),
    asks=Asks.RECORDS,
)
