"""The judgement once the later trials are known: by comparisons drawn by lot, read from what they print."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ranvier.claims.retrodiction.body import Together, put_together, word_of_all
from ranvier.claims.retrodiction.contrast import Trial
from ranvier.claims.retrodiction.early_effects import claimed_effects, early_effects
from ranvier.claims.retrodiction.figures_in_text import plain
from ranvier.claims.retrodiction.judge_early import EarlyJudgement
from ranvier.claims.retrodiction.outcome_words import Domain
from ranvier.claims.retrodiction.read_contrasts import contrasts_of
from ranvier.claims.retrodiction.rules import Trap, tables, traps
from ranvier.claims.retrodiction.standing import Standing, up_to
from ranvier.literature.retrodiction.after import LaterStudy
from ranvier.literature.retrodiction.early import EarlyEvidence
from ranvier.vocabulary.outcomes import Certainty, Published

_BY_LOT = re.compile(r"randomi|\brct\b|by lot|placebo[- ]controlled|sham[- ]controlled|phase (3|iii)\b")
_NOT_BY_LOT = re.compile(r"non-?random|not random|observational|registry|cohort|regulator|notice|^-?$|none")
_BLIND = re.compile(r"double|blind|mask|placebo|sham|saline|dummy")
_OPEN = re.compile(r"open[- ]label|unblind|not blind")
_THRESHOLD = re.compile(r"(threshold|alpha|significance level|one-?sided)\D{0,20}(0?\.1\d?\b|10 ?%|0?\.20)")
_STOPPED_FOR_HARM = re.compile(
    r"(?<!not )(?<!never )(?<!without being )\b(?:stopped|halted|terminated|discontinued|suspended|ended)\b"
    r"(?:[ ,:]+(?:early|prematurely|soon|again|at once|in \d{4}))*[ ,:]*"
    r"(?:for|after|because of|due to|owing to|following|on account of|:)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:deaths?|fatal\w*|harms?|safety|toxic\w*|serious|adverse|mortality|cardiac|heart|liver|kidney"
    r"|infections?|bleeding|pml|encephal\w*|leukoenceph\w*|cancers?|tumou?rs?|suicid\w*)\b"
)
_OF_TRIAL = re.compile(r"\b(trial|study|enrolment|dosing|recruitment)\b")


@dataclass(frozen=True)
class AfterJudgement:
    """What is said once the trials are known. together: by outcome, pooled; traps: those that trials show."""

    id: str
    outcome: Published
    rule: str
    certainty: Certainty
    needs: Standing
    together: tuple[Together, ...]
    traps: tuple[Trap, ...]


def judge_after_trials(
    early: EarlyEvidence, judged: EarlyJudgement, trials: Sequence[LaterStudy]
) -> AfterJudgement:
    """What can be said after the trials: by their designs and numbers, not by what became of the claim.

    judged: the verdict on *early*, which stands where no trial followed.
    """
    rows = [_decide(early, judged, trials, standing) for standing in Standing]
    name, outcome, together = rows[-1]
    needs = next(standing for standing in Standing if rows[standing][1] is outcome)
    by_trials = _kind(trials) != "none"
    signs = _signs((*judged.compared, *together), trials)
    return AfterJudgement(
        id=early.id,
        outcome=outcome,
        rule=name,
        certainty=_certainty(outcome, needs, together, trials) if by_trials else judged.certainty,
        needs=needs if by_trials else judged.needs,
        together=together,
        traps=tuple(trap for trap in traps() if trap.later in signs),
    )


_Row = tuple[str, Published, tuple[Together, ...]]


def _decide(
    early: EarlyEvidence, judged: EarlyJudgement, trials: Sequence[LaterStudy], standing: Standing
) -> _Row:
    kind = _kind(trials)
    used = [study for study in trials if _is_by_lot(study)] if kind != "none" else []
    contrasts = [
        contrast
        for study in used
        for contrast in contrasts_of(
            Trial(study.id, _size(study), study.comparator, up_to(study.numbers, standing))
        )
    ]
    together = put_together(contrasts, claimed_effects(early_effects(early)))
    harm = "stopped" if any(is_stopped_for_harm(study) for study in used) else "no"
    result = word_of_all(together)
    row = tables()["after"].decide(trials=kind, harm=harm, early=judged.outcome.value, result=result)
    return row.name, Published(row.outcome), together


def _size(study: LaterStudy) -> str:
    """The patients of a trial: as told, or as its design tells, such as n=439."""
    found = re.search(r"\bn\s*=\s*(\d+)", plain(study.design))
    return study.n or (found[1] if found else "")


def _kind(trials: Sequence[LaterStudy]) -> str:
    by_lot = [study for study in trials if _is_by_lot(study)]
    if not by_lot:
        return "none"
    return "blinded" if any(_is_blinded(study) for study in by_lot) else "open"


def is_stopped_for_harm(study: LaterStudy) -> bool:
    """Whether a trial ended before its time because people came to harm.

    >>> is_stopped_for_harm(LaterStudy("t", "", (), design="by lot, stopped early for deaths"))
    True
    """
    told = [plain(f"{one.what} {one.value}") for one in study.numbers]
    texts = [plain(study.design), *(text for text in told if _OF_TRIAL.search(text))]
    return any(_STOPPED_FOR_HARM.search(text) for text in texts)


def _is_by_lot(study: LaterStudy) -> bool:
    design = plain(study.design)
    return bool(_BY_LOT.search(design)) and not _NOT_BY_LOT.search(design)


def _is_blinded(study: LaterStudy) -> bool:
    design = plain(f"{study.design} {study.comparator}")
    return bool(_BLIND.search(re.sub(_OPEN, "", design)))


def _signs(together: tuple[Together, ...], trials: Sequence[LaterStudy]) -> set[str]:
    """What trials show that no early report can."""
    found: set[str] = set()
    texts = [plain(f"{one.what} {one.value} {one.caveat}") for study in trials for one in study.numbers]
    if any(_THRESHOLD.search(text) for text in texts):
        found.add("threshold_above_5_percent")
    compared = [(one.domain, contrast) for one in together for contrast in one.contrasts]
    better = [(domain, contrast) for domain, contrast in compared if contrast.is_above_chance]
    rest = [(domain, contrast) for domain, contrast in compared if not contrast.is_above_chance]
    if any(of is domain and first.n * 2 <= later.n for of, first in better for domain, later in rest):
        found.add("small_trial_not_repeated")
    return found


def _certainty(
    outcome: Published, needs: Standing, together: tuple[Together, ...], trials: Sequence[LaterStudy]
) -> Certainty:
    """High only for blinded trials of people, more than one, that agree and rest on firm numbers."""
    if outcome is Published.INSUFFICIENT:
        return Certainty.VERY_LOW
    if not together:  # stopped for harm: what is told of it, no comparison
        return Certainty.LOW
    if needs is Standing.MEMORY or _kind(trials) == "open":
        return Certainty.LOW
    people = [one for one in together if one.domain is not Domain.SCANS]
    repeated = any(len(one.contrasts) > 1 for one in people)
    if needs is Standing.FIRM and repeated and all(one.p_differs >= 0.1 for one in people):
        return Certainty.HIGH
    return Certainty.MODERATE if people else Certainty.LOW
