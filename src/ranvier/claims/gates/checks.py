"""Every check of the records in the order of its number, and how they are judged for one claim."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.followed import FollowedProtocol
from ranvier.claims.basis.records import Records
from ranvier.claims.basis.thresholds import Thresholds
from ranvier.claims.gates import (
    adjustment,
    ascertainment,
    attrition,
    baseline,
    beforehand,
    bounds,
    calendar,
    comparator,
    competing,
    confirmation,
    confounders,
    definition,
    digits,
    disclosure,
    dose_records,
    earlier_users,
    entry,
    entry_lag,
    estimand,
    guarantee_time,
    hidden_bias,
    late_entry,
    multiplicity,
    needed_columns,
    noise,
    other_treatment,
    overlap,
    rare_events,
    raters,
    relapse_baseline,
    selection,
    self_controlled,
    stable,
    supplier,
    time_zero,
    tipping,
    told_in_full,
    visit_intervals,
)
from ranvier.claims.gates.gate import Gate, Outcome, cannot_say
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.gates.severity import read_severity
from ranvier.claims.gates.wording import listed
from ranvier.claims.judging.verdict import GateResult
from ranvier.claims.language.claim import Claim
from ranvier.vocabulary.outcomes import Cap, Reading

GATES: tuple[Gate, ...] = tuple(
    sorted(
        (
            estimand.GATE,
            other_treatment.INTERCURRENT,
            time_zero.GATE,
            guarantee_time.GATE,
            late_entry.GATE,
            earlier_users.GATE,
            comparator.GATE,
            calendar.GATE,
            baseline.GATE,
            relapse_baseline.GATE,
            entry.GATE,
            confirmation.GATE,
            noise.GATE,
            attrition.GATE,
            bounds.GATE,
            selection.GATE,
            raters.BLINDING,
            raters.RATER_CHANGE,
            confounders.CONFOUNDERS,
            confounders.BALANCE,
            visit_intervals.GATE,
            tipping.GATE,
            competing.GATE,
            multiplicity.GATE,
            beforehand.GATE,
            definition.GATE,
            rare_events.GATE,
            ascertainment.GATE,
            other_treatment.CONCOMITANT,
            self_controlled.GATE,
            supplier.GATE,
            dose_records.CROSS_FOOTING,
            digits.GATE,
            dose_records.DEVIATIONS,
            needed_columns.GATE,
            adjustment.GATE,
            overlap.GATE,
            hidden_bias.GATE,
            stable.GATE,
            told_in_full.GATE,
            disclosure.GATE,
            entry_lag.GATE,
        ),
        key=lambda gate: gate.number,
    )
)
"""Every check, by number."""


def judge_gates(
    records: Records,
    claim: Claim,
    finding: Finding | None,
    thresholds: Thresholds,
    *,
    n_comparisons: int = 1,
    protocol: FollowedProtocol | None = None,
) -> tuple[GateResult, ...]:
    """What every check found for *claim*, by number, with how much it weighs for each of its readings.

    finding: what the records give for the stated primary, or None where nothing was computed.
    n_comparisons: how many claims ask the same records for a difference between groups. protocol: what
    became of the one frozen beforehand, if any.
    A check whose tables or columns are missing is not assessable; it never passes.
    """
    inquiry = Inquiry(records, claim, finding, thresholds, n_comparisons=n_comparisons, protocol=protocol)
    return tuple(_result(gate, inquiry) for gate in GATES)


def with_definitions(gates: tuple[GateResult, ...], inquiry: Inquiry) -> tuple[GateResult, ...]:
    """*gates* with check 27 judged anew, now that the published definitions were tried."""
    return judged_anew(gates, inquiry, frozenset({definition.GATE.number}))


def with_stability(gates: tuple[GateResult, ...], inquiry: Inquiry) -> tuple[GateResult, ...]:
    """*gates* with check 42 judged anew, now that the claim was judged on other patients."""
    return judged_anew(gates, inquiry, frozenset({stable.GATE.number}))


def judged_anew(
    gates: tuple[GateResult, ...], inquiry: Inquiry, numbers: frozenset[int]
) -> tuple[GateResult, ...]:
    """*gates* with the checks of these *numbers* judged on *inquiry*."""
    anew = {gate.number: _result(gate, inquiry) for gate in GATES if gate.number in numbers}
    return tuple(anew.get(gate.number, gate) for gate in gates)


def binding_caps(gates: Iterable[GateResult], reading: Reading) -> frozenset[Cap]:
    """What the critical checks that fail or cannot be assessed cap *reading* to; empty where none does."""
    return frozenset(gate.caps_to[reading] for gate in gates if gate.binds(reading))


def _result(gate: Gate, inquiry: Inquiry) -> GateResult:
    outcome = _outcome(gate, inquiry)
    table = read_severity()
    profile = table.profile(inquiry.claim)
    weights = {
        reading: table.weight(gate.number, profile, reading, inquiry.situation, outcome.status)
        for reading in inquiry.claim.readings
    }
    return GateResult(
        number=gate.number,
        name=gate.name,
        status=outcome.status,
        data_used="; ".join(filter(None, [", ".join([*gate.required, *gate.used]), outcome.counted])),
        threshold=gate.limits_text(inquiry.thresholds),
        reason=outcome.reason,
        severity=MappingProxyType({reading: weight.severity for reading, weight in weights.items()}),
        proposed_threshold=gate.has_proposed_limit(inquiry.thresholds),
        caps_to=MappingProxyType({reading: weight.cap for reading, weight in weights.items()}),
    )


def _outcome(gate: Gate, inquiry: Inquiry) -> Outcome:
    absent = inquiry.cohort.missing(*gate.required)
    if absent:
        return cannot_say(f"the records lack {listed(sorted(absent))}")
    if inquiry.treated.is_empty():
        return cannot_say("nobody is treated")
    return gate.answer(inquiry)
