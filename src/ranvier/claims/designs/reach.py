"""Which answers a design can give at all, however large the study, and how sure it can be at most."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.claims.basis.rules import Rules
from ranvier.claims.designs.asked import any_better, primary_of, why_impossible
from ranvier.claims.designs.drawing import CHANCE_GATES
from ranvier.claims.designs.pool import NOTHING
from ranvier.claims.designs.power import PATIENTS_OF_A_PLAN, drawing_of
from ranvier.claims.designs.study import StudyPlan
from ranvier.claims.judging.certainty import judge_because_certainty
from ranvier.claims.judging.decision import decision_tables
from ranvier.claims.judging.verdict import GateResult
from ranvier.claims.language.claim import Claim
from ranvier.vocabulary.outcomes import Because, Cap, Certainty, Reading
from ranvier.vocabulary.people import ComparatorKind


@dataclass(frozen=True)
class Reach:
    """What a design can say of a claim.

    outcomes: every answer that the decision table allows it. certainty: of the best one at most; None where
    nothing can be said. why: what holds it there. stays: what bias remains.
    """

    outcomes: frozenset[Because]
    certainty: Certainty | None
    why: str
    stays: str

    @property
    def can_support(self) -> bool:
        """Whether it can ever say `supported`."""
        return Because.SUPPORTED in self.outcomes

    @property
    def at_most(self) -> Because:
        """The most favourable of its answers."""
        return next(outcome for outcome in _BEST_FIRST if outcome in self.outcomes)


_BEST_FIRST = (
    Because.SUPPORTED,
    Because.EFFECT_SMALLER_THAN_CLAIMED,
    Because.UNCONTROLLED,
    Because.NOT_SUPPORTED,
    Because.CANNOT_BE_ASSESSED,
)


def find_reach(study: StudyPlan, claim: Claim | None = None, *, seed: int = 1) -> Reach:
    """Every answer that a study of this design can give of *claim*, read off the decision table.

    The checks of a simulated study run as planned say which caps bind, and how sure an answer can be.
    claim as in `find_power`.
    """
    asking = claim or any_better()
    why = why_impossible(study, primary_of(asking))
    if why:
        return Reach(frozenset({Because.CANNOT_BE_ASSESSED}), None, why, "")
    judge = drawing_of(study, NOTHING, asking, seed, PATIENTS_OF_A_PLAN).judge
    gates = tuple(gate for gate in judge.gates if gate.number not in CHANCE_GATES)
    binding = [gate for gate in gates if gate.binds(Reading.BECAUSE) and gate.cap(Reading.BECAUSE) in _CAPS]
    outcomes = _allowed(study, {gate.cap(Reading.BECAUSE) for gate in binding})
    best = next(outcome for outcome in _BEST_FIRST if outcome in outcomes)
    found = judge_because_certainty(
        best,
        judge.planned.records.cohort.programme,
        judge.finding,
        gates,
        Rules(),
        compared=study.design.n_arms > 1,
    )
    return Reach(
        outcomes=outcomes,
        certainty=found.certainty if found else None,
        why="; ".join(_told(gate) for gate in binding) or (found.why if found else ""),
        stays=STAYS[study.design.value],
    )


_CAPS = (Cap.CANNOT_BE_ASSESSED, Cap.NOT_SUPPORTED)


def _told(gate: GateResult) -> str:
    return f"check {gate.number} ({gate.name.lower()}) fails: {gate.reason}"


STAYS = {
    "before_after": "hope, raters who know, relapses that recede, and what time does by itself",
    "external": "hope of the treated, and whatever differs between the groups and is not recorded",
    "waiting_list": "hope of the treated, and raters who know who was treated",
    "sham": "nothing that differs between the groups but chance",
}
"""What bias each design leaves."""


def _allowed(study: StudyPlan, caps: set[Cap]) -> frozenset[Because]:
    """The outcomes of every combination of inputs that such a study can meet."""
    kind = study.design.comparator_kind
    words = "none" if kind is None else ComparatorKind(kind).value
    cap = next((each for each in _CAPS if each in caps), Cap.NONE)
    table = decision_tables()["because"]
    possible = [
        inputs
        for inputs in table.combinations()
        if inputs["comparator"] == words and inputs["cap"] == cap.value and inputs["answerable"] == "yes"
    ]
    return frozenset(Because(table.decide(**inputs).outcome) for inputs in possible)
