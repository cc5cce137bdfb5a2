"""Whether claims, definitions, limits and rules of judging are those that were frozen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ranvier.claims.protocol.case import Answer, Case, cannot_tell, deviated, followed, named
from ranvier.claims.protocol.claim_plans import fingerprint_of
from ranvier.claims.protocol.rule_plans import (
    plan_definitions,
    plan_gates,
    plan_null_band,
    plan_results,
    plan_settings,
    plan_thresholds,
)


def judge_claims_frozen(case: Case) -> Answer:
    """Claims that were changed, or put in, since the freezing."""
    planned = (
        f"the {len(case.protocol.claim)} claims of the set '{case.claim_set.id}', each by its fingerprint"
    )
    frozen = {claim.id: claim.sha256 for claim in case.protocol.claim}
    new = tuple(claim.id for claim in case.claim_set.claims if claim.id not in frozen)
    changed = tuple(
        claim.id
        for claim in case.claim_set.claims
        if claim.id in frozen and frozen[claim.id] != fingerprint_of(claim)
    )
    if not new and not changed:
        same = case.claim_set.fingerprint == case.protocol.protocol.set_sha256
        rest = "" if same else "; the file of the set differs elsewhere, in nothing that decides a claim"
        return followed(planned, f"all claims are as frozen{rest}")
    told = [f"changed: {named(changed)}"] if changed else []
    told += [f"not in the protocol: {named(new)}"] if new else []
    return deviated(planned, "; ".join(told), (*changed, *new))


def judge_dropped(case: Case) -> Answer:
    """Claims of the protocol that are not judged any more."""
    planned = f"{len(case.protocol.claim)} claims told, whatever their answer"
    there = {claim.id for claim in case.claim_set.claims}
    gone = tuple(claim.id for claim in case.protocol.claim if claim.id not in there)
    if gone:
        return deviated(planned, f"no longer in the set: {named(gone)}")
    return followed(planned, "every one is judged here")


def judge_definitions(case: Case) -> Answer:
    """Settings of definitions and of judging, and the published definitions that vote."""
    frozen = {**case.protocol.settings, **case.protocol.definitions}
    now = {**plan_settings(case.thresholds), **plan_definitions()}
    return _same(frozen, now, f"{len(frozen)} settings and definitions as listed in the protocol")


def judge_limits(case: Case) -> Answer:
    """Thresholds of the checks."""
    frozen = case.protocol.thresholds
    return _same(frozen, plan_thresholds(case.thresholds), f"{len(frozen)} limits as listed in the protocol")


def judge_rules(case: Case) -> Answer:
    """Checks, decision table and null band."""
    frozen = _rules(case.protocol.gate, case.protocol.result, case.protocol.null_band)
    now = _rules(plan_gates(case.thresholds), plan_results(), plan_null_band())
    version = case.protocol.protocol.ranvier
    planned = f"checks, decision table and null band of ranvier {version}"
    return _same(frozen, now, planned)


def judge_seed(case: Case) -> Answer:
    """The seed of the null band, and how many programmes without effect it is read from."""
    planned = _chance(case.protocol.protocol.seed, case.protocol.null_band.programmes)
    now = _chance(case.seed, case.n_programmes)
    return followed(planned, planned) if now == planned else deviated(planned, now)


def _chance(seed: int, n_programmes: int) -> str:
    return f"seed {seed}, {n_programmes:,} programmes without effect"


def _rules(gates: Any, results: Any, null: Any) -> dict[str, Any]:
    """Each rule by a name for people; limits are told elsewhere."""
    checks = {f"check {gate.number}": (gate.name, gate.checks) for gate in gates}
    rows = {f"{row.table}: {row.name}": (row.when, row.outcome) for row in results}
    return {**checks, **rows, "null band": null}


def _same(frozen: Mapping[str, Any], now: Mapping[str, Any], planned: str) -> Answer:
    if not frozen:
        return cannot_tell(planned, "the protocol lists none")
    names = tuple(dict.fromkeys([*frozen, *now]))
    differ = tuple(name for name in names if frozen.get(name) != now.get(name))
    if not differ:
        return followed(planned, "all as frozen")
    return deviated(planned, f"not as frozen: {named(tuple(_told(name, frozen, now) for name in differ))}")


def _told(name: str, frozen: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """What differs, with both values where they are short."""
    old, new = frozen.get(name), now.get(name)
    if isinstance(old, int | float) and isinstance(new, int | float):
        return f"{name} {new:g}, frozen as {old:g}"
    if old is None or new is None:
        return f"{name} ({'new' if old is None else 'gone'})"
    return name
