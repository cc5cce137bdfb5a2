"""Every case judged on its early evidence, and again once its trials are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ranvier.claims.retrodiction.judge_early import EarlyJudgement, judge_early_evidence
from ranvier.claims.retrodiction.judge_trials import AfterJudgement, judge_after_trials
from ranvier.literature.retrodiction.after import LaterStudy, WhatCameAfter
from ranvier.literature.retrodiction.case_file import CaseFile
from ranvier.literature.retrodiction.early import EarlyEvidence
from ranvier.literature.study import PublishedNumber


@dataclass(frozen=True)
class JudgedCase:
    """One case: what went in, the two judgements, and the answer, if any, which neither has seen."""

    evidence: EarlyEvidence
    trials: tuple[LaterStudy, ...]
    early: EarlyJudgement
    later: AfterJudgement
    answer: WhatCameAfter | None


def judge_cases(
    early: Sequence[EarlyEvidence],
    trials: Mapping[str, tuple[LaterStudy, ...]],
    answers: Mapping[str, WhatCameAfter],
    yardsticks: Mapping[str, PublishedNumber],
) -> tuple[JudgedCase, ...]:
    """Both judgements of every case. The answers are laid beside them afterwards.

    A yardstick that was read where a case's own later studies were read is left out for that case: it would
    tell of the trial that the early judgement must not know.
    """
    judged = []
    for evidence in early:
        answer = answers.get(evidence.id)
        later = (*trials.get(evidence.id, ()), *(answer.uncontrolled if answer else ()))
        known = [one for one in yardsticks.values() if not _is_of(one, later, yardsticks)]
        first = judge_early_evidence(evidence, known)
        second = judge_after_trials(evidence, first, trials.get(evidence.id, ()))
        judged.append(JudgedCase(evidence, trials.get(evidence.id, ()), first, second, answer))
    return tuple(judged)


def judge_case_file(cases: CaseFile, yardsticks: Mapping[str, PublishedNumber]) -> tuple[JudgedCase, ...]:
    """Both judgements of every case of a file."""
    return judge_cases(cases.early, cases.trials, cases.after, yardsticks)


def _is_of(
    yardstick: PublishedNumber, later: Sequence[LaterStudy], yardsticks: Mapping[str, PublishedNumber]
) -> bool:
    """Whether a yardstick comes from one of these studies: by its inputs, or by where it was read."""
    keys = {number.key for study in later for number in study.numbers}
    places = {_place(number.address) for study in later for number in study.numbers} - {""}
    inputs = [yardsticks[key] for key in yardstick.inputs if key in yardsticks]
    if keys & set(yardstick.inputs) or _place(yardstick.address) in places:
        return True
    return any(_is_of(one, later, {}) for one in inputs)


def _place(address: str) -> str:
    """An address down to the page: without scheme, query, and what follows the article (a table of it)."""
    bare = address.rsplit("://", maxsplit=1)[-1].removeprefix("www.").split("?")[0].rstrip("/")
    return bare.split("/table/")[0]
