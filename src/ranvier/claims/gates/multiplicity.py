"""Check 25: how many claims the same records are asked, and whether chance alone would support one."""

from __future__ import annotations

from ranvier.claims.basis.rules import Rules
from ranvier.claims.gates.gate import Gate, Outcome, flags, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.gates.wording import percent_text


def judge_multiplicity(inquiry: Inquiry) -> Outcome:
    """How often chance would call at least one of the claims better, were none of them true."""
    n_comparisons, n_readings = inquiry.n_comparisons, len(inquiry.claim.interpretations)
    favourable = (1 - Rules().contrast_conf_level) / 2  # one side of the interval of a comparison
    chance = 100 * (1 - (1 - favourable) ** n_comparisons)
    reason = (
        f"{_asked(n_comparisons)} for a difference between groups, this one in {_readings(n_readings)}; "
        f"without any effect chance shows one of them better in {percent_text(chance)}"
        f"{_together(n_comparisons)}"
    )
    if chance <= inquiry.limit("multiplicity_chance_percent"):
        return passes(reason)
    fixed = inquiry.claims_fixed
    if fixed is not None and fixed <= inquiry.programme.data_date:
        return passes(f"{reason}; all of them were fixed beforehand, and all are told")
    return flags(f"{reason}; not fixed beforehand, so that each is exploratory")


def _asked(n: int) -> str:
    return f"{n} claims ask" if n > 1 else "1 claim asks"


def _together(n: int) -> str:
    return ", so that an effect counts only in the interval for all of them at once" if n > 1 else ""


def _readings(n: int) -> str:
    return "one reading" if n < 2 else f"{n} readings of which the first alone can support it"


GATE = Gate(
    number=25,
    name="Multiplicity",
    checks="so few claims are asked of the same records that chance alone seldom supports one",
    judge=judge_multiplicity,
    source="own wording; claims are taken as if independent of one another",
    used=("claim set", "programme.toml claims_fixed", "programme.toml data_date"),
    limits="noted above {multiplicity_chance_percent}, unless the claims were fixed beforehand",
)
