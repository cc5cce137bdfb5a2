"""Check 7: whether anybody was compared."""

from __future__ import annotations

import polars as pl

from ranvier.claims.gates.gate import Asks, Gate, Outcome, fails, flags, passes
from ranvier.claims.gates.inquiry import Inquiry, Situation

HOW_CHOSEN = {
    Situation.EXTERNAL: "not assigned by lot",
    Situation.RANDOMISED: "assigned by lot, as the programme says",
}


def judge_comparator(inquiry: Inquiry) -> Outcome:
    """Whether the records hold rows of comparators."""
    if inquiry.situation is Situation.ALONE:
        if inquiry.programme.groups.comparator:
            return fails(
                "comparators are declared in programme.toml, but no patient carries that word",
                "patients.group",
            )
        return fails("none: a favourable result can be no more than uncontrolled", "patients.group")
    n_comparator = inquiry.comparator.height
    misspelt = _nearly_grouped(inquiry)
    kind = inquiry.programme.groups.comparator_kind
    received = f", {kind.value}" if kind else ""
    text = f"{inquiry.count(n_comparator)} comparators{received}, {HOW_CHOSEN[inquiry.situation]}"
    if misspelt:
        nearly = "in neither group: their word differs from a declared one by spaces or capital letters only"
        return flags(f"{text}; {inquiry.count(misspelt)} patients {nearly}", "patients.group")
    return passes(text, "patients.group")


def _nearly_grouped(inquiry: Inquiry) -> int:
    declared = {*inquiry.programme.groups.treated, *inquiry.programme.groups.comparator}
    loose = ["".join(word.lower().split()) for word in declared]
    word = pl.col("group")
    near = word.str.to_lowercase().str.replace_all(r"\s", "").is_in(loose) & ~word.is_in(list(declared))
    return inquiry.cohort.patients.filter(near).height


GATE = Gate(
    number=7,
    name="Comparator",
    checks="there are rows of patients who did not have the therapy",
    judge=judge_comparator,
    source="FDA 2023 on external controls and ICH E10, read in summaries",
    used=("patients.group", "programme.toml [groups]"),
    asks=Asks.RECORDS,
)
