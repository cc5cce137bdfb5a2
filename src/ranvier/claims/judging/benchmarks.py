"""Published benchmarks beside a programme, each under its own definition."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.rules import Rules
from ranvier.claims.judging.verdict import BenchmarkRow
from ranvier.claims.language.claim import Claim
from ranvier.claims.language.wording import interval_text
from ranvier.literature.benchmark import Arm, Benchmark
from ranvier.literature.collection import Literature
from ranvier.literature.library import read_literature

FindingLookup = Callable[[str, Mapping[str, float | str | bool]], Finding | None]
"""What the programme's records give for an endpoint with its parameters; None where there are no records."""

MAY_SAY = {
    Arm.UNTREATED: "expected without effect",
    Arm.SHAM: "expected without effect",
    Arm.ACTIVE: "no better than ordinary treatment",
    Arm.EXPERIMENTAL: "nothing: other patients given cells",
    Arm.BACKGROUND: "how many are expected",
    Arm.MEASUREMENT: "how far two scores can lie apart",
}
"""The most a benchmark may say, by its arm (verdict rule 5)."""

_DECIDING = frozenset({Arm.UNTREATED, Arm.SHAM, Arm.ACTIVE})


def judge_benchmarks(
    claim: Claim, finding_lookup: FindingLookup, literature: Literature | None = None
) -> tuple[BenchmarkRow, ...]:
    """The claim's benchmarks, one row each, with the programme re-scored where it can be.

    finding_lookup: asked once for each benchmark whose definition names an endpoint. literature: the
    shipped library where none is given.
    """
    literature = literature or read_literature()
    keys = claim.published.benchmarks if claim.published else ()
    return tuple(_row(literature.benchmark(key), finding_lookup) for key in keys)


def _row(benchmark: Benchmark, finding_lookup: FindingLookup) -> BenchmarkRow:
    finding = _re_scored(benchmark, finding_lookup)
    return BenchmarkRow(
        key=benchmark.key,
        arm=benchmark.arm.value,
        definition=benchmark.definition.text,
        there=benchmark.printed,
        here=_here(benchmark, finding),
        may_say=_may_say(benchmark),
        study=", ".join(benchmark.studies),
        decides=_decides(benchmark, finding),
        reached=_is_reached(benchmark, finding),
        verified=benchmark.may_decide,
        rescored=finding.found if finding is not None and finding.is_known else None,
    )


def _re_scored(benchmark: Benchmark, finding_lookup: FindingLookup) -> Finding | None:
    """The programme under the benchmark's definition."""
    definition = benchmark.definition
    return finding_lookup(definition.endpoint, definition.parameters) if definition.endpoint else None


def _here(benchmark: Benchmark, finding: Finding | None) -> str:
    """The programme's number under the same definition, or why there is none."""
    definition = benchmark.definition
    if not definition.endpoint:
        return f"not re-scored: {definition.not_rescored}"
    if finding is None:
        return "no records"
    if finding.found is None or not finding.is_known:
        return f"not re-scored: {_reason(finding)}"
    text = interval_text(finding.found)
    return f"{text}; {definition.differs}" if definition.differs else text


def _reason(finding: Finding) -> str:
    if finding.missing:
        return f"the records lack {', '.join(finding.missing)}"
    return finding.reason or "the records give no number"


def _may_say(benchmark: Benchmark) -> str:
    """The most it may say: less than its arm allows where its number or definition does not hold."""
    if benchmark.withheld:
        return f"nothing: {benchmark.withheld}"
    if not benchmark.may_decide:
        return "nothing: unverified"
    if benchmark.definition.differs:
        return "nothing: another definition"
    return MAY_SAY[benchmark.arm]


def _decides(benchmark: Benchmark, finding: Finding | None) -> bool:
    """Whether the comparison may decide a reading: verified, under one definition, of a deciding arm."""
    known = finding is not None and finding.is_known
    return known and benchmark.may_decide and not benchmark.definition.differs and benchmark.arm in _DECIDING


def _is_reached(benchmark: Benchmark, finding: Finding | None) -> bool:
    """Whether the programme's number is the benchmark's, as far as its interval can tell.

    The interval must hold the benchmark's number, or part of its range, and the programme's own number must
    lie within the margin that counts as equal: an interval that holds everything shows no likeness.
    """
    found = finding.found if finding is not None and finding.is_known else None
    if found is None or not found.has_interval:
        return False
    margin = Rules().equal_within(found.unit)
    near = benchmark.low - margin <= found.estimate <= benchmark.high + margin
    return near and found.lower <= benchmark.high and found.upper >= benchmark.low
