"""What the verdicts say of each of many drawn trials: the same gates, rules and decision table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from ranvier.claims.asserted import AssertedSet
from ranvier.claims.claim import Claim, Interpretation
from ranvier.claims.contrast import ContrastPlace, because_set, place_of
from ranvier.claims.decision import decision_tables
from ranvier.claims.designs.drawn import DrawnRecords, drawn
from ranvier.claims.designs.trials import Contrasts, Rows
from ranvier.claims.endpoint_names import ENDPOINT_NAMES
from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.finding import Finding, NullBand
from ranvier.claims.gates.checks import judge_gates
from ranvier.claims.hope import BLINDING
from ranvier.claims.judge_because import contrast_inputs
from ranvier.claims.records import Records
from ranvier.claims.rules import Rules
from ranvier.claims.thresholds import Thresholds
from ranvier.claims.verdict import GateResult, ReadingTried
from ranvier.claims.workbench import Workbench
from ranvier.estimates.result import Bounds, Estimate
from ranvier.vocabulary.outcomes import Because, Reading

USUAL_PATIENTS = 150
"""Of the study from which the verdicts read what hope alone does, where raters know."""


_WITHOUT_EFFECT = frozenset({ContrastPlace.INCLUDES_NONE, ContrastPlace.EQUAL, ContrastPlace.UNKNOWN})


@dataclass(frozen=True)
class Judge:
    """Judges trials drawn from *pool* on one interpretation of *claim*.

    planned: a large study of the same design on which checks are judged, where chance plays no part. band:
    from a number of patients to what a study of so many would see without an effect; None where no answer
    turns on it.
    """

    pool: Records
    planned: Records
    claim: Claim
    asked: Interpretation
    thresholds: Thresholds
    band: Callable[[int], NullBand | None]

    @cached_property
    def rules(self) -> Rules:
        """The rules of the readings."""
        return Rules.with_thresholds(self.thresholds)

    @cached_property
    def finding(self) -> Finding:
        """What a study run as planned gives, of a therapy without effect."""
        return self.find(self.planned)

    @cached_property
    def gates(self) -> tuple[GateResult, ...]:
        """Every check, judged on a study run as planned."""
        return judge_gates(self.planned, self.claim, self.finding, self.thresholds)

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
        known: dict[ContrastPlace, Because] = {}
        found = []
        for number in range(len(contrasts.estimate)):
            if contrasts.odd[number]:
                both = np.concatenate([arm[number] for arm in rows])
                finding = replace(self.find(self.trial(both), definition), null=self.band(USUAL_PATIENTS))
            else:
                finding = self._finding(*(float(column[number]) for column in contrasts[:5]))
            place = place_of(finding, self.asserted, self.rules.equal_within(finding.unit))
            if place not in _WITHOUT_EFFECT or contrasts.odd[number]:
                found.append(self.outcome(finding))
            else:  # neither the patients not seen nor hope turn what shows no effect
                found.append(known.setdefault(place, known.get(place) or self.outcome(finding)))
        return found

    def outcome(self, finding: Finding, gates: tuple[GateResult, ...] | None = None) -> Because:
        """The answer to one finding. gates: of the trial itself; those of the pool without any."""
        tried = ReadingTried(self.asked, finding, None, None, None, None, "")
        weighing = self._weighing if gates is None else gates
        inputs = contrast_inputs(self.claim, (tried,), weighing, (), self.pool.cohort.programme, self.rules)
        return decide(tuple(sorted({**inputs, "definition": "agrees"}.items())))

    @cached_property
    def _weighing(self) -> tuple[GateResult, ...]:
        """The checks that can weigh on the answer: those that bind, and who knew the treatment."""
        return tuple(gate for gate in self.gates if gate.binds(Reading.BECAUSE) or gate.number == BLINDING)

    def _finding(self, estimate: float, lower: float, upper: float, worst: float, best: float) -> Finding:
        unit = ENDPOINT_NAMES[self.asked.endpoint].unit
        contrast = Estimate(
            estimate, lower, upper, 0, "drawn trial", "difference", unit,
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
            null=self.band(USUAL_PATIENTS),
        )


@lru_cache(maxsize=4096)
def decide(inputs: tuple[tuple[str, str], ...]) -> Because:
    """The outcome of the decision table for one combination of inputs."""
    return Because(decision_tables()["because"].decide(**dict(inputs)).outcome)


def _no_band(_endpoint: str, _parameters: Mapping[str, object]) -> NullBand | None:
    return None
