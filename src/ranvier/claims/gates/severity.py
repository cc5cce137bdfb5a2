"""How much each check weighs for a claim: read from severity.toml, never from code."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ranvier.claims.gates.inquiry import Situation
from ranvier.claims.language.claim import Claim
from ranvier.vocabulary.outcomes import Cap, GateStatus, Reading, Severity

NOT_ASSESSABLE = "not_assessable"


@dataclass(frozen=True)
class Weight:
    """How much a check weighs for one reading, and to what it caps when it binds."""

    severity: Severity
    cap: Cap = Cap.NONE


NOT_USED = Weight(Severity.NOT_USED)


@dataclass(frozen=True)
class SeverityTable:
    """The whole of severity.toml.

    profile_of_endpoint: endpoints that are weighed by another profile than their claim's attribution.
    comparison: numbers of the checks of a comparison; not used where nobody is compared.
    weights: by check, profile and reading; for each situation, and where given for 'not_assessable'.
    """

    profiles: tuple[str, ...]
    profile_of_endpoint: Mapping[str, str]
    comparison: frozenset[int]
    weights: Mapping[tuple[int, str, Reading], Mapping[str, Weight]]

    def profile(self, claim: Claim) -> str:
        """Which column of the table holds for *claim*."""
        endpoint = claim.primary.endpoint if claim.primary else ""
        return self.profile_of_endpoint.get(endpoint, claim.attribution.value)

    def weight(
        self, number: int, profile: str, reading: Reading, situation: Situation, status: GateStatus
    ) -> Weight:
        """How much check *number* weighs, given who is compared and what the check found."""
        if number in self.comparison and situation is Situation.ALONE:
            return NOT_USED
        entry = self.weights.get((number, profile, reading))
        if entry is None:
            return NOT_USED
        found = entry[situation]
        if status is GateStatus.NOT_ASSESSABLE and found.severity is not Severity.NOT_USED:
            return entry.get(NOT_ASSESSABLE, found)
        return found


@cache
def read_severity() -> SeverityTable:
    """The shipped table."""
    text = resources.files("ranvier.claims").joinpath("severity.toml").read_text(encoding="utf-8")
    content = tomllib.loads(text)
    weights = {}
    for number, entry in content["check"].items():
        for profile, readings in entry.items():
            if profile == "comparison":
                continue
            for reading, value in readings.items():
                weights[(int(number), profile, Reading(reading))] = _weights(value)
    return SeverityTable(
        profiles=tuple(content["profiles"]),
        profile_of_endpoint=content["endpoint_profiles"],
        comparison=frozenset(
            int(number) for number, entry in content["check"].items() if entry.get("comparison")
        ),
        weights=weights,
    )


def _weights(value: str | Mapping[str, str]) -> Mapping[str, Weight]:
    if isinstance(value, str):
        return {situation.value: _weight(value) for situation in Situation}
    found = {key: _weight(text) for key, text in value.items()}
    allowed = {*Situation, NOT_ASSESSABLE}
    if not set(Situation) <= set(found) <= allowed:
        raise ValueError(f"severity.toml: a weight needs {sorted(Situation)} and may have '{NOT_ASSESSABLE}'")
    return found


def _weight(text: str) -> Weight:
    """`minor`, `not_used`, or `critical: <cap>`."""
    severity, _, cap = text.partition(": ")
    return Weight(Severity(severity), Cap(cap) if cap else Cap.NONE)
