"""What the verdicts say of each of many drawn trials: the same gates, rules and decision table."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from ranvier.claims.basis.finding import Finding, NullBand
from ranvier.claims.basis.records import Records
from ranvier.claims.basis.rules import Rules
from ranvier.claims.basis.thresholds import Thresholds
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.designs.drawn import DrawnRecords, drawn
from ranvier.claims.designs.trials import Contrasts, Rows
from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.gates.checks import judge_gates
from ranvier.claims.judging.contrast import ContrastPlace, because_set, contrast_place, moves_at_bounds
from ranvier.claims.judging.decision import decision_tables
from ranvier.claims.judging.hope import BLINDING
from ranvier.claims.judging.judge_because import contrast_inputs
from ranvier.claims.judging.simultaneous import CLEAR_OF_NONE, stretch
from ranvier.claims.judging.verdict import GateResult, ReadingTried
from ranvier.claims.language.asserted import AssertedSet
from ranvier.claims.language.claim import Claim, Interpretation
from ranvier.claims.language.endpoint_names import ENDPOINT_NAMES
from ranvier.estimates.result import Bounds, Estimate
from ranvier.vocabulary.outcomes import Because, Reading

USUAL_PATIENTS = 150
"""Of the study from which the verdicts read what hope alone does, where raters know."""


@dataclass(frozen=True)
class PlannedStudy:
    """A large study of a design, of a therapy without effect: its checks are those of each drawn trial."""

    records: Records
    claim: Claim
    asked: Interpretation
    thresholds: Thresholds

    @cached_property
    def finding(self) -> Finding:
        """What it gives."""
        bench = Workbench(self.records, Rules.with_thresholds(self.thresholds), _no_band)
        return ENDPOINTS[self.asked.endpoint](bench, self.asked)

    @cached_property
    def gates(self) -> tuple[GateResult, ...]:
        """Every check."""
        return judge_gates(self.records, self.claim, self.finding, self.thresholds)


@dataclass(frozen=True)
class Judge:
    """Judges trials drawn from *pool* on one interpretation of *claim*.

    planned: a large study of the same design on which checks are judged, where chance plays no part. band:
    from a number of patients to what a study of so many would see without an effect; None where no answer
    turns on it. n_comparisons: how many claims the study is asked.
    """

    pool: Records
    planned: PlannedStudy
    claim: Claim
    asked: Interpretation
    thresholds: Thresholds
    band: Callable[[int], NullBand | None]
    n_comparisons: int = 1

    @cached_property
    def rules(self) -> Rules:
        """The rules of the readings."""
        return Rules.with_thresholds(self.thresholds, self.n_comparisons)

    @property
    def finding(self) -> Finding:
        """What a study run as planned gives, of a therapy without effect."""
        return self.planned.finding

    @property
    def gates(self) -> tuple[GateResult, ...]:
        """Every check, judged on a study run as planned."""
        return self.planned.gates

    @cached_property
    def asserted(self) -> AssertedSet:
        """What is asserted of the contrast."""
        return because_set(self.claim, self.asked, higher_is_better=self.higher_is_better)

    @property
    def higher_is_better(self) -> bool:
        """Whether more of the endpoint is better."""
        return ENDPOINT_NAMES[self.asked.endpoint].higher_is_better

    def find(self, records: Records, definition: str | None = None) -> Finding:
        """The endpoint of the claim itself, in the pool or in one trial."""
        asked = self.asked
        if definition is not None:
            asked = replace(asked, parameters={**asked.parameters, "definition": definition})
        return ENDPOINTS[asked.endpoint](self.bench(records), asked)

    def bench(self, records: Records) -> Workbench:
        """What the endpoint is asked with; null bands are made once for a design, not for each trial."""
        return Workbench(records, self.rules, _no_band)

    def trial(self, rows: Rows) -> DrawnRecords:
        """The records of one trial."""
        return drawn(self.pool, rows)

    def outcomes(
        self, contrasts: Contrasts, rows: tuple[Rows, ...], definition: str | None = None
    ) -> list[Because]:
        """The answer of each trial; one at an edge is asked of the endpoint itself."""
        numbers = zip(*(column.tolist() for column in contrasts[:5]), strict=True)
        n_patients = sum(arm.shape[1] for arm in rows)
        found = [
            None if odd else self._outcome_of_numbers(n_patients, *each)
            for each, odd in zip(numbers, contrasts.odd.tolist(), strict=True)
        ]
        return [
            self._outcome_at_edge(tuple(arm[number] for arm in rows), definition) if one is None else one
            for number, one in enumerate(found)
        ]

    def _outcome_at_edge(self, rows: tuple[Rows, ...], definition: str | None) -> Because:
        finding = self.find(self.trial(np.concatenate(rows)), definition)
        return self.outcome(replace(finding, null=self._hoped))

    def _outcome_of_numbers(
        self, n_patients: int, estimate: float, lower: float, upper: float, worst: float, best: float
    ) -> Because:
        """The answer to one contrast and its bounds; hope is asked only where something is shown."""
        place = ContrastPlace.UNKNOWN
        if not math.isnan(estimate + lower + upper):
            place = contrast_place(
                lower,
                upper,
                self.asserted,
                higher_is_better=self.higher_is_better,
                equal_within=self.rules.equal_within(self._unit),
            )
        unsure = self._hoped is not None or self._is_one_of_many(n_patients, estimate, lower, upper)
        if math.isnan(estimate) or (place in CLEAR_OF_NONE and unsure):
            return self.outcome(self._finding(n_patients, estimate, lower, upper, worst, best))
        ends = min(worst, best), max(worst, best)
        turned = moves_at_bounds(*ends, self.asserted, place, higher_is_better=self.higher_is_better)
        return self._answers[place, turned]

    def _is_one_of_many(self, n_patients: int, estimate: float, lower: float, upper: float) -> bool:
        """Whether the interval for all comparisons at once might hold no effect."""
        if self.n_comparisons == 1:
            return False
        by = stretch(n_patients, self.rules.contrast_conf_level, self.n_comparisons)
        near = min(abs(lower), abs(upper))
        return near <= (by - 1) * max(upper - estimate, estimate - lower)

    @cached_property
    def _hoped(self) -> NullBand | None:
        """What hope alone does in a study of the usual size; None where no answer turns on it."""
        return self.band(USUAL_PATIENTS)

    @cached_property
    def _answers(self) -> Mapping[tuple[ContrastPlace, bool], Because]:
        """The answer for each place, and whether the unseen could turn it; all else asked is alike."""
        inputs = self._inputs(self._finding(0, 0.0, -1.0, 1.0, 0.0, 0.0), self._weighing)
        alike = {**inputs, "definition": "agrees"}
        return {
            (place, turned): decide(tuple(sorted({**alike, "contrast": place.value, "unseen": word}.items())))
            for place in ContrastPlace
            for turned, word in ((False, "harmless"), (True, "decisive"))
        }

    @property
    def _unit(self) -> str:
        return ENDPOINT_NAMES[self.asked.endpoint].unit

    def outcome(self, finding: Finding, gates: tuple[GateResult, ...] | None = None) -> Because:
        """The answer to one finding. gates: of the trial itself; those of the pool without any."""
        inputs = self._inputs(finding, self._weighing if gates is None else gates)
        return decide(tuple(sorted({**inputs, "definition": "agrees"}.items())))

    def _inputs(self, finding: Finding, gates: tuple[GateResult, ...]) -> dict[str, str]:
        tried = ReadingTried(self.asked, finding, None, None, None, None, "")
        return contrast_inputs(self.claim, (tried,), gates, (), self.pool.cohort.programme, self.rules)

    @cached_property
    def _weighing(self) -> tuple[GateResult, ...]:
        """The checks that can weigh on the answer: those that bind, and who knew the treatment."""
        return tuple(gate for gate in self.gates if gate.binds(Reading.BECAUSE) or gate.number == BLINDING)

    def _finding(
        self, n_patients: int, estimate: float, lower: float, upper: float, worst: float, best: float
    ) -> Finding:
        unit = self._unit
        contrast = Estimate(
            estimate, lower, upper, n_patients, "drawn trial", "difference", unit,
            conf_level=self.rules.contrast_conf_level,
        )  # fmt: skip
        return Finding(
            endpoint=self.asked.endpoint,
            label=self.asked.label,
            unit=unit,
            higher_is_better=self.higher_is_better,
            n_treated=0,
            found=contrast,  # asked only whether it is known
            contrast=contrast,
            contrast_bounds=Bounds(worst, best, 0, "drawn trial"),
            null=self._hoped,
        )


@lru_cache(maxsize=4096)
def decide(inputs: tuple[tuple[str, str], ...]) -> Because:
    """The outcome of the decision table for one combination of inputs."""
    return Because(decision_tables()["because"].decide(**dict(inputs)).outcome)


def _no_band(_endpoint: str, _parameters: Mapping[str, object]) -> NullBand | None:
    return None
