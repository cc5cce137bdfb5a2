"""A claim under every published definition of worsening: the fixed list that decides (verdict rule 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from ranvier.claims.basis.definitions_tried import DefinitionTried, Multiverse
from ranvier.claims.basis.finding import NullBand
from ranvier.claims.basis.records import PRIMARY_NAME
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.judging.contrast import because_set, misses_even_at_best
from ranvier.claims.judging.judge_because import judge_because
from ranvier.claims.judging.judge_seen import judge_seen
from ranvier.claims.judging.try_reading import try_reading
from ranvier.claims.judging.verdict import BenchmarkRow, GateResult, ReadingTried
from ranvier.claims.language.claim import Claim, Interpretation
from ranvier.claims.language.endpoint_names import DEFINITION
from ranvier.definitions.preset import Preset
from ranvier.definitions.presets import PRESETS, WORSENING_NAMES
from ranvier.vocabulary.outcomes import Because, Reading, Seen

ENDPOINTS_WITH_DEFINITIONS = frozenset({"free_of_worsening", "free_among_followed"})
"""Endpoints that published definitions of worsening differ in."""


def judge_multiverse(
    bench: Workbench,
    claim: Claim,
    tried: tuple[ReadingTried, ...],
    gates: tuple[GateResult, ...],
    benchmarks: tuple[BenchmarkRow, ...],
) -> Multiverse | None:
    """Every reading of *claim* judged again under each published definition; None where none differs in it.

    Each definition is measured from the programme's baseline, with the gates, comparators and benchmarks of
    the claim. None as well where the records give no number: nothing can turn then.
    """
    primary = claim.primary
    if primary is None or primary.endpoint not in ENDPOINTS_WITH_DEFINITIONS or not tried[0].finding.is_known:
        return None
    rows = []
    own_name = str(primary.parameters.get(DEFINITION, PRIMARY_NAME))
    for preset in _in_order(own_name):
        again = _try_again(bench if preset.name == own_name else bench.for_votes(), claim, tried, preset)
        own = replace(claim, interpretations=tuple(reading.interpretation for reading in again))
        seen = because = None
        if Reading.SEEN in claim.readings:
            seen = Seen(judge_seen(own, again, gates, bench.cohort.programme, bench.rules).outcome)
        if Reading.BECAUSE in claim.readings:
            judged = judge_because(own, again, gates, benchmarks, bench.cohort.programme, bench.rules)
            because = Because(judged.outcome)
        rows.append(DefinitionTried(preset, again[0].finding, seen, because))
    return Multiverse(tuple(rows), bench.rules.definitions_agree_percent)


def _try_again(
    bench: Workbench, claim: Claim, tried: tuple[ReadingTried, ...], preset: Preset
) -> tuple[ReadingTried, ...]:
    """Every reading under *preset*, without the null bands that decide nothing: they take long.

    With comparators none does; without, those of the further readings only where the first one misses what is
    asserted (verdict rule 1: a claim fails in every reading or not at all).
    """
    without = replace(bench, null=_no_band)
    compared = bench.records.n_comparator > 0
    asked = [under(reading.interpretation, preset.name) for reading in tried]
    first = try_reading(without if compared else bench, asked[0])
    held = because_set(claim, tried[0].interpretation, higher_is_better=first.finding.higher_is_better)
    rest = bench if misses_even_at_best(first.finding, held) else without
    return (first, *(try_reading(rest, interpretation) for interpretation in asked[1:]))


def under(interpretation: Interpretation, definition: str) -> Interpretation:
    """The same interpretation under a published definition, where its endpoint has one."""
    if interpretation.endpoint not in ENDPOINTS_WITH_DEFINITIONS:
        return interpretation
    parameters = MappingProxyType({**interpretation.parameters, DEFINITION: definition})
    return replace(interpretation, parameters=parameters)


def _in_order(own: str) -> list[Preset]:
    """The published definitions of worsening, the claim's own first."""
    return [PRESETS[name] for name in sorted(WORSENING_NAMES, key=lambda name: name != own)]


def _no_band(_endpoint: str, _parameters: Mapping[str, Any]) -> NullBand | None:
    return None
