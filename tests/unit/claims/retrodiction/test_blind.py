"""No judge of early evidence can see what came later: by its types, by what it imports, and by trying."""

from __future__ import annotations

import ast
import inspect
from dataclasses import fields, replace
from pathlib import Path
from typing import get_type_hints

import ranvier
from ranvier.claims.retrodiction.judge_early import judge_early_evidence
from ranvier.claims.retrodiction.judge_trials import judge_after_trials
from ranvier.claims.retrodiction.run import judge_cases
from ranvier.literature.retrodiction.after import Found, Truth, WhatCameAfter
from ranvier.literature.retrodiction.early import EarlyEvidence
from ranvier.literature.retrodiction.read import (
    read_early_evidence,
    read_what_came_after,
    read_yardsticks,
)
from ranvier.vocabulary.outcomes import Published

SOURCE = Path(ranvier.__file__).parent
ANSWERS = {"WhatCameAfter", "Found", "Truth"}


def imported(module: str, seen: set[str]) -> set[str]:
    """All names that a module and those it imports from the same rooms import."""
    if module in seen:
        return set()
    seen.add(module)
    file = SOURCE.joinpath(*module.split(".")[1:]).with_suffix(".py")
    if not file.is_file():
        return set()
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {alias.name for alias in node.names}
            names |= imported(node.module, seen) if "retrodiction" in node.module else set()
    return names


def test_the_judge_takes_early_evidence_and_yardsticks_only():
    taken = get_type_hints(judge_early_evidence)
    assert set(inspect.signature(judge_early_evidence).parameters) == {"early", "yardsticks"}
    assert taken["early"] is EarlyEvidence


def test_early_evidence_has_no_place_for_an_answer():
    own = {field.name for field in fields(EarlyEvidence)}
    later = {field.name for field in (*fields(WhatCameAfter), *fields(Found))} - {"id"}
    assert own & later == set()


def test_no_judge_imports_an_answer():
    for judge in ("judge_early", "judge_trials"):
        names = imported(f"ranvier.claims.retrodiction.{judge}", set())
        assert "EarlyEvidence" in names
        assert names & ANSWERS == set(), judge


def test_other_answers_change_no_judgement():
    early, after = read_early_evidence(), read_what_came_after()
    turned = {
        name: replace(
            answer,
            found=replace(answer.found, overall=Truth.WORKS, relapse=Truth.HARM),
            traps=("attrition",),
            expected_on_early=Published.SUPPORTED,
            expected_after_trial=Published.UNTESTABLE,
            lesson="none",
        )
        for name, answer in after.items()
    }
    trials = {name: answer.trials for name, answer in after.items()}
    first, second = (
        judge_cases(tuple(early.values()), trials, answers, read_yardsticks()) for answers in (after, turned)
    )
    assert [(case.early, case.later) for case in first] == [(case.early, case.later) for case in second]


def test_later_trials_change_no_early_judgement():
    for evidence in read_early_evidence().values():
        judged = judge_early_evidence(evidence)
        later = judge_after_trials(evidence, judged, ())
        assert later.outcome is judged.outcome


def test_yardsticks_move_the_signal_and_never_the_verdict():
    yardsticks = tuple(read_yardsticks().values())
    for evidence in read_early_evidence().values():
        with_them, without = judge_early_evidence(evidence, yardsticks), judge_early_evidence(evidence)
        assert (with_them.outcome, with_them.traps) == (without.outcome, without.traps)


def test_a_yardstick_of_the_own_trial_is_left_out():
    early, after = read_early_evidence(), read_what_came_after()
    trials = {name: answer.trials for name, answer in after.items()}
    judged = {
        case.evidence.id: case
        for case in judge_cases(tuple(early.values()), trials, after, read_yardsticks())
    }
    used = {name: {key for one in case.early.beyond for key in one.rests_on} for name, case in judged.items()}
    assert "Yf" in used["R05"]  # salt water into the spinal canal, from the trial of another case
    assert "Yf" not in used["R06"]  # its own trial
    assert "Yi" not in used["R04"]  # derived from its own trial
