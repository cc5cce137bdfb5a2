"""One claim judged again on patients drawn anew, with replacement: how often the answer stays the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.claims.basis.definitions_tried import Multiverse
from ranvier.claims.basis.fair_comparison import moved_bounds
from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.redraw import Numbers, Places
from ranvier.claims.basis.stability import Stability
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.judging.decision import DecisionRow
from ranvier.claims.judging.judge_because import because_row
from ranvier.claims.judging.judge_seen import interval_position, seen_row
from ranvier.claims.judging.verdict import BenchmarkRow, GateResult, ReadingTried
from ranvier.claims.language.claim import Attribution, Claim
from ranvier.estimates.result import Estimate
from ranvier.vocabulary.outcomes import Reading
from ranvier.vocabulary.people import Group

Counts = NDArray[np.int64]
"""How often each patient was drawn, in the order of `Records.zeros`."""

Decide = Callable[[tuple[ReadingTried, ...]], DecisionRow]

FACT = "it is a fact of these records, not a sample of patients"
RARE = "single events decide, not a number with an interval"
NOT_OFFERED = "this number is not made again from other patients"
NOT_COMPARED_AGAIN = "this comparison is not made again from other patients"
BY_ROW = "a check, a missing number or the definition gives the answer, not the number"
TURNED_OFF = "it was turned off"


@dataclass(frozen=True)
class Case:
    """A claim with everything that stays as it is while patients are drawn anew."""

    claim: Claim
    tried: tuple[ReadingTried, ...]
    gates: tuple[GateResult, ...]
    benchmarks: tuple[BenchmarkRow, ...]
    multiverse: Multiverse | None


def judge_stability(bench: Workbench, case: Case) -> Stability:
    """In how many resamples of the patients each reading gives the answer that it gives here.

    Within each group as many patients are drawn as there are. Numbers, intervals, worst and best case and
    differences are made again from them; an adjusted difference moves as the plain one does. Checks, null
    bands, benchmarks and definitions stay as they are.
    """
    rules = bench.rules
    deciding = _deciding(bench, case)
    why_not = {reading: why for reading in deciding if (why := _why_not(bench, case, reading, deciding))}
    asked = {reading: decide for reading, decide in deciding.items() if reading not in why_not}
    here = {reading: decide(case.tried).outcome for reading, decide in asked.items()}
    same = dict.fromkeys(asked, 0)
    for drawn in _resamples(bench, case) if asked else ():
        for reading, decide in asked.items():
            same[reading] += decide(drawn).outcome == here[reading]
    return Stability(
        n_resamples=rules.resamples,
        least_percent=rules.stable_percent,
        same_percent={reading: 100 * n / rules.resamples for reading, n in same.items()},
        why_not=why_not,
    )


def _deciding(bench: Workbench, case: Case) -> dict[Reading, Decide]:
    """For each reading of the claim, the row of the decision table for some numbers."""
    claim, rules, programme = case.claim, bench.rules, bench.cohort.programme

    def seen(tried: tuple[ReadingTried, ...]) -> DecisionRow:
        return seen_row(claim, tried, case.gates, rules, case.multiverse)

    def because(tried: tuple[ReadingTried, ...]) -> DecisionRow:
        return because_row(claim, tried, case.gates, case.benchmarks, programme, rules, case.multiverse)

    both = {Reading.SEEN: seen, Reading.BECAUSE: because}
    return {reading: decide for reading, decide in both.items() if reading in claim.readings}


def _why_not(bench: Workbench, case: Case, reading: Reading, deciding: dict[Reading, Decide]) -> str:
    """Why a reading is not judged again; nothing where it is."""
    finding = case.tried[0].finding
    if bench.rules.resamples == 0:
        return TURNED_OFF
    if case.claim.attribution is Attribution.RECORD:
        return FACT
    if case.claim.attribution is Attribution.SAFETY:
        return RARE
    if not deciding[reading](case.tried).of_number:
        return BY_ROW
    if finding.redraw is None:
        return NOT_OFFERED
    if reading is Reading.BECAUSE and finding.contrast is not None and not finding.redraw.compares:
        return NOT_COMPARED_AGAIN
    return ""


def _resamples(bench: Workbench, case: Case) -> Iterator[tuple[ReadingTried, ...]]:
    """The readings of the claim, for each resample; all readings of the same patients."""
    zeros = bench.records.zeros
    placed = [_places_of(zeros, reading.finding) for reading in case.tried]
    groups = [
        np.flatnonzero((zeros["group"] == group.value).to_numpy())
        for group in (Group.TREATED, Group.COMPARATOR)
    ]
    chance = np.random.default_rng(bench.seed)
    for _ in range(bench.rules.resamples):
        counts = _drawn(chance, groups, zeros.height)
        yield tuple(_again(reading, place, counts) for reading, place in zip(case.tried, placed, strict=True))


def _drawn(chance: np.random.Generator, groups: list[Places], n_patients: int) -> Counts:
    counts = np.zeros(n_patients, np.int64)
    for members in groups:
        if members.size:
            picked = members[chance.integers(0, members.size, members.size)]
            counts += np.bincount(picked, minlength=n_patients)
    return counts


def _places_of(zeros: pl.DataFrame, finding: Finding) -> Places:
    """The place in *zeros* of each row that the finding is made from."""
    if finding.redraw is None:
        return np.empty(0, np.intp)
    places = zeros.select("patient_id").with_row_index("place")
    rows = finding.redraw.patient_id.to_frame("patient_id")
    found = rows.join(places, on="patient_id", how="left", maintain_order="left")["place"]
    return found.to_numpy().astype(np.intp)


def _again(reading: ReadingTried, places: Places, counts: Counts) -> ReadingTried:
    """A reading on the patients drawn; one that is not made again stays."""
    redraw = reading.finding.redraw
    if redraw is None:
        return reading
    numbers = redraw.again(np.repeat(np.arange(places.size), counts[places]))
    finding = _with_numbers(reading.finding, numbers)
    position = interval_position(finding, reading.interpretation.asserted)
    return replace(reading, finding=finding, position=position)


def _with_numbers(finding: Finding, numbers: Numbers) -> Finding:
    contrast, bounds = numbers.contrast, numbers.contrast_bounds
    if finding.fair is not None and contrast is not None and finding.contrast is not None:
        contrast = _moved(finding.contrast, contrast.estimate - finding.fair.plain.estimate)
        bounds = None if bounds is None else moved_bounds(bounds, finding.fair)
    return replace(
        finding, found=numbers.found, bounds=numbers.bounds, contrast=contrast, contrast_bounds=bounds
    )


def _moved(contrast: Estimate, by: float) -> Estimate:
    """An adjusted difference, moved as the plain one moved; its interval keeps its width."""
    return replace(
        contrast, estimate=contrast.estimate + by, lower=contrast.lower + by, upper=contrast.upper + by
    )
