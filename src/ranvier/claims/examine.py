"""Every claim of a set, judged against a programme's records: the middle of the whole path."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.followed import FollowedProtocol
from ranvier.claims.basis.records import Records, find_records
from ranvier.claims.basis.rules import Rules
from ranvier.claims.basis.settings import every_setting
from ranvier.claims.basis.thresholds import Thresholds
from ranvier.claims.basis.unaccounted import count_unaccounted
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.consistency.checks import judge_consistency
from ranvier.claims.describing.flow import find_flow
from ranvier.claims.describing.published import judge_published
from ranvier.claims.describing.questions import ten_questions
from ranvier.claims.describing.table_one import describe_patients
from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.gates.checks import judge_gates, with_definitions, with_stability
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.judging.benchmarks import judge_benchmarks
from ranvier.claims.judging.certainty import lowered_if_borderline
from ranvier.claims.judging.contrast import because_set
from ranvier.claims.judging.judge_because import judge_because
from ranvier.claims.judging.judge_seen import judge_seen
from ranvier.claims.judging.judge_stability import Case, judge_stability
from ranvier.claims.judging.multiverse import judge_multiverse
from ranvier.claims.judging.try_reading import try_reading
from ranvier.claims.judging.verdict import Examination, Judged, Verdict
from ranvier.claims.judging.what_would_change import judge_what_would_change
from ranvier.claims.language.asserted import AssertedKind, AssertedSet
from ranvier.claims.language.case_series import find_case_series
from ranvier.claims.language.claim import Claim, ClaimSet, Interpretation
from ranvier.claims.language.theory.judge import JudgedTheory, judge_theory
from ranvier.claims.null import null_source
from ranvier.claims.null.programmes import N_PROGRAMMES
from ranvier.claims.protocol.follow import judge_followed
from ranvier.claims.protocol.read import ReadProtocol
from ranvier.literature.library import read_literature
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.outcomes import Because, Reading, Seen
from ranvier.vocabulary.people import Group
from ranvier.vocabulary.time import DAYS_PER_YEAR

Progress = Callable[[str], None]
"""Told what is being done, for a person who waits."""

_ANYTHING = AssertedSet(AssertedKind.AT_LEAST, -math.inf, math.inf)

NO_RECORDS = "No records were given to compare with."


def judge_claims(
    cohort: Cohort,
    claim_set: ClaimSet,
    *,
    seed: int,
    thresholds: Thresholds,
    progress: Progress,
    protocol: ReadProtocol | None = None,
    replicates: int = N_PROGRAMMES,
) -> Examination:
    """Every claim of *claim_set* judged against the records of *cohort*.

    seed: of the null band. thresholds: of the gates. protocol: the one frozen beforehand, if any.
    replicates: programmes without effect that null bands are read from.
    """
    rules = Rules.with_thresholds(thresholds, claim_set.n_comparisons)
    progress("finding time zero and baselines")
    records = find_records(cohort)
    followed = None
    if protocol is not None:
        followed = judge_followed(
            protocol, claim_set, records, thresholds=thresholds, seed=seed, n_programmes=replicates
        )
    null = null_source(records, seed=seed, n_programmes=replicates, progress=progress)
    bench = Workbench(records, rules, null, null.for_votes, seed)
    verdicts = []
    for claim in claim_set.claims:
        progress(f"judging {claim.id}")
        verdicts.append(_judge(bench, claim, thresholds, followed))
    literature = read_literature()
    theory = judge_theory(claim_set, literature)
    return Examination(
        claim_set=claim_set,
        verdicts=tuple(verdicts),
        seed=seed,
        replicates=replicates,
        programme=cohort.programme,
        n_treated=records.n_treated,
        n_comparator=records.n_comparator,
        followup_years=_followup_years(records),
        flow=find_flow(records, 12),
        table_one=describe_patients(records),
        counts=cohort.counts,
        faults=cohort.faults,
        files=cohort.files,
        inconsistencies=judge_consistency(claim_set, literature),
        questions=ten_questions(claim_set, literature),
        case_series=find_case_series(claim_set.reports),
        settings=every_setting(rules),
        thresholds=thresholds.printed(),
        changed_thresholds=thresholds.changed(),
        smallest_group=int(thresholds["smallest_count_shown"]),
        assumed_parameters=(*_assumptions(verdicts), *_unverified(theory)),
        theory=theory,
        protocol=followed,
    )


def judge_without_records(claim_set: ClaimSet, *, seed: int) -> Examination:
    """What can be said of *claim_set* without any records: literature, consistency, ten questions."""
    literature = read_literature()
    theory = judge_theory(claim_set, literature)
    return Examination(
        claim_set=claim_set,
        verdicts=tuple(_without_records(claim) for claim in claim_set.claims),
        seed=seed,
        inconsistencies=judge_consistency(claim_set, literature),
        questions=ten_questions(claim_set, literature),
        case_series=find_case_series(claim_set.reports),
        settings=every_setting(Rules(n_comparisons=max(1, claim_set.n_comparisons))),
        assumed_parameters=_unverified(theory),
        theory=theory,
    )


def _judge(
    bench: Workbench, claim: Claim, thresholds: Thresholds, followed: FollowedProtocol | None
) -> Verdict:
    tried = tuple(try_reading(bench, interpretation) for interpretation in claim.interpretations)
    programme = bench.cohort.programme
    finding = tried[0].finding if tried else None
    gates = judge_gates(
        bench.records, claim, finding, thresholds, n_comparisons=bench.rules.n_comparisons, protocol=followed
    )
    benchmarks = judge_benchmarks(claim, lambda endpoint, parameters: _rescored(bench, endpoint, parameters))
    multiverse = judge_multiverse(bench, claim, tried, gates, benchmarks)
    gates = with_definitions(gates, Inquiry(bench.records, claim, finding, thresholds, multiverse))
    seen = because = None
    if tried and Reading.SEEN in claim.readings:
        seen = judge_seen(claim, tried, gates, programme, bench.rules, multiverse)
    if tried and Reading.BECAUSE in claim.readings:
        because = judge_because(claim, tried, gates, benchmarks, programme, bench.rules, multiverse)
    stability = None
    if tried:
        stability = judge_stability(bench, Case(claim, tried, gates, benchmarks, multiverse))
        gates = with_stability(gates, Inquiry(bench.records, claim, finding, thresholds, stability=stability))
    return Verdict(
        claim=claim,
        seen=lowered_if_borderline(seen, Reading.SEEN, stability) or _untestable_seen(claim),
        because=lowered_if_borderline(because, Reading.BECAUSE, stability) or _untestable_because(claim),
        published=judge_published(claim, read_literature()),
        tried=tried,
        gates=gates,
        benchmarks=benchmarks,
        because_asserted=_because_asserted(claim, finding),
        what_would_change=judge_what_would_change(claim, finding, gates, multiverse),
        multiverse=multiverse,
        stability=stability,
        unaccounted=count_unaccounted(bench.cohort) if tried else None,
    )


def _rescored(
    bench: Workbench, endpoint: str, parameters: Mapping[str, float | str | bool]
) -> Finding | None:
    """This programme under a benchmark's own definition; None where no such endpoint is computed."""
    if endpoint not in ENDPOINTS:
        return None
    for_benchmark = Interpretation("as in the benchmark", endpoint, _ANYTHING, parameters)
    return ENDPOINTS[endpoint](bench, for_benchmark)


def _because_asserted(claim: Claim, finding: Finding | None) -> AssertedSet | None:
    if finding is None or claim.primary is None or Reading.BECAUSE not in claim.readings:
        return None
    return because_set(claim, claim.primary, higher_is_better=finding.higher_is_better)


def _untestable_seen(claim: Claim) -> Judged | None:
    if Reading.SEEN not in claim.readings:
        return None
    return Judged(Seen.CANNOT_BE_ASSESSED, claim.untestable, "no number")


def _untestable_because(claim: Claim) -> Judged | None:
    if Reading.BECAUSE not in claim.readings:
        return None
    return Judged(Because.CANNOT_BE_ASSESSED, claim.untestable, "no number")


def _without_records(claim: Claim) -> Verdict:
    has_seen, has_because = Reading.SEEN in claim.readings, Reading.BECAUSE in claim.readings
    return Verdict(
        claim=claim,
        seen=Judged(Seen.CANNOT_BE_ASSESSED, NO_RECORDS, "no number") if has_seen else None,
        because=Judged(Because.CANNOT_BE_ASSESSED, NO_RECORDS, "no number") if has_because else None,
        published=judge_published(claim, read_literature()),
        tried=(),
        gates=(),
        benchmarks=(),
        because_asserted=None,
        what_would_change=_records_wanted(claim),
    )


def _records_wanted(claim: Claim) -> tuple[str, ...]:
    own = "The programme's own records of everyone treated, read by `ranvier examine`."
    return (own, claim.could_test) if claim.could_test else (own,)


def _followup_years(records: Records) -> float:
    """Patient-years from time zero to the last visit of the treated."""
    treated = records.zeros.filter(pl.col("group") == Group.TREATED.value)
    last = records.cohort.visits.group_by("patient_id").agg(pl.col("date").max().alias("last_date"))
    days = treated.join(last, on="patient_id").select(
        (pl.col("last_date") - pl.col("zero_date")).dt.total_days().clip(0).sum()
    )
    return float(days.item() or 0) / DAYS_PER_YEAR


def _unverified(theory: JudgedTheory | None) -> tuple[str, ...]:
    """The numbers of the hypotheses that were not read at a source."""
    return () if theory is None else theory.theory.unverified


def _assumptions(verdicts: list[Verdict]) -> tuple[str, ...]:
    """Every assumption of the null bands, once, in the order met."""
    found: dict[str, None] = {}
    for verdict in verdicts:
        for tried in verdict.tried:
            if tried.finding.null is not None:
                found.update(dict.fromkeys(tried.finding.null.assumptions))
    return tuple(found)
