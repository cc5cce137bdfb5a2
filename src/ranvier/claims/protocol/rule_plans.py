"""The rules that a protocol keeps as they are: checks, limits, definitions, null band and decision table."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from ranvier.claims.basis.rules import Rules
from ranvier.claims.basis.settings import every_setting
from ranvier.claims.basis.thresholds import Thresholds
from ranvier.claims.gates.checks import GATES
from ranvier.claims.judging.decision import decision_tables
from ranvier.claims.null.band import VOTING_PROGRAMMES
from ranvier.claims.null.parameters import NullParameters
from ranvier.claims.null.programmes import N_PROGRAMMES
from ranvier.claims.null.variants import VARIANTS
from ranvier.claims.protocol.protocol import GatePlan, NullPlan, ResultPlan
from ranvier.definitions.presets import PRESETS, WORSENING_NAMES


def plan_thresholds(thresholds: Thresholds) -> Mapping[str, float]:
    """Every threshold of the checks by its name."""
    return {name: float(thresholds[name]) for name in sorted(thresholds.by_name)}


def plan_settings(thresholds: Thresholds) -> Mapping[str, str]:
    """Every setting of definitions and rules by its name."""
    return dict(every_setting(Rules.with_thresholds(thresholds)))


def plan_definitions() -> Mapping[str, str]:
    """The published definitions that vote, each in a line, with a fingerprint of its settings."""
    return {name: f"{PRESETS[name].line} (settings {_print_of(name)})" for name in WORSENING_NAMES}


def _print_of(name: str) -> str:
    settings = repr(list(PRESETS[name].definition.settings()))
    return hashlib.sha256(settings.encode()).hexdigest()[:12]


def plan_null_band() -> NullPlan:
    """How the programme will be re-created without an effect."""
    return NullPlan(
        programmes=N_PROGRAMMES,
        programmes_for_votes=VOTING_PROGRAMMES,
        variants=tuple(variant.label for variant in VARIANTS),
        assumptions=NullParameters().assumptions(),
    )


def plan_gates(thresholds: Thresholds) -> tuple[GatePlan, ...]:
    """Every check, with its limits."""
    return tuple(
        GatePlan(gate.number, gate.name, gate.checks, gate.limits_text(thresholds)) for gate in GATES
    )


def plan_results() -> tuple[ResultPlan, ...]:
    """What every possible result will be called."""
    return tuple(
        ResultPlan(
            table=table.reading,
            name=row.name,
            when=tuple(f"{name}: {value}" for name, value in row.when.items()),
            outcome=row.outcome,
            words=row.outcome.replace("_", " "),
        )
        for table in decision_tables().values()
        for row in table.rows
    )
