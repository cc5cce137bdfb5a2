"""Verdicts, counts and scores in words, the same in every file."""

from __future__ import annotations

import math

from ranvier.claims.retrodiction.run import JudgedCase
from ranvier.claims.retrodiction.score import Count, Ranking, Score, after_points, is_soft
from ranvier.claims.retrodiction.standing import Standing
from ranvier.literature.retrodiction.after import Truth
from ranvier.vocabulary.outcomes import Published

SCORE_HEAD = (
    "judge",
    "supported, but failed or harmed",
    "contradicted, but works",
    "forbidden",
    "not acceptable",
    "as expected",
    "after the trials",
    "traps named",
    "ranks those that work above those that failed",
)


def code_words(code: str) -> str:
    """A code as words."""
    return code.replace("_", " ")


def count_words(count: Count) -> str:
    """ "0 of 8 (0–37 %)": the count with its exact 95 % interval."""
    low, high = (round(100 * limit) for limit in count.limits)
    return f"{count.k:g} of {count.n} ({low}–{high} %)" if count.n else "none to count"


def ranking_words(ranking: Ranking) -> str:
    """Pairs won, their share, and how often chance does as well."""
    if not ranking.pairs:
        return "none to compare"
    p = "" if math.isnan(ranking.p) else f"; by chance as well in {100 * ranking.p:.0f} % of orders"
    return f"{ranking.won:g} of {ranking.pairs} pairs ({ranking.auc:.2f}){p}"


def score_row(score: Score) -> tuple[str, ...]:
    """One judge's score, column by column of SCORE_HEAD."""
    counts = (score.hard_a, score.hard_b, score.forbidden, score.soft, score.expected)
    points = f"{score.after.k:g} of {score.after.n} points"
    return (
        score.judge,
        *(count_words(count) for count in counts),
        points,
        f"{score.named.k:g} of {score.named.n} listed; {score.own_traps} in all",
        ranking_words(score.ranking),
    )


def needs_words(needs: Standing) -> str:
    """What a judgement rests on, as a mark behind it: nothing where it is firm."""
    return ("", " (provisional)", " (not scored)")[needs]


def early_words(case: JudgedCase) -> str:
    """The early verdict with its certainty."""
    judged = case.early
    certainty = code_words(judged.certainty.value)
    return f"{code_words(judged.outcome.value)}, {certainty} certainty{needs_words(judged.needs)}"


def later_words(case: JudgedCase) -> str:
    """The verdict after the trials with its certainty."""
    judged = case.later
    certainty = code_words(judged.certainty.value)
    return f"{code_words(judged.outcome.value)}, {certainty} certainty{needs_words(judged.needs)}"


def found_words(case: JudgedCase) -> str:
    """What became of the therapy."""
    if case.answer is None:
        return "not told"
    found = case.answer.found
    harmed = "; withdrawn for harm" if found.withdrawn_for_harm else ""
    return code_words(found.overall.value) + harmed


def error_words(case: JudgedCase) -> str:
    """The errors of the judgements, in plain words; "none" where there is none."""
    answer = case.answer
    if answer is None:
        return "no answer to score against"
    verdict, truth, errors = case.early.outcome, answer.found.overall, []
    if case.early.needs is Standing.MEMORY:
        errors.append("early run not scored")
    elif verdict is Published.SUPPORTED and truth in (Truth.DOES_NOT_WORK, Truth.HARM):
        errors.append("hard: supported, but failed")
    elif verdict is Published.CONTRADICTED and truth is Truth.WORKS:
        errors.append("hard: contradicted, but works")
    elif verdict in answer.forbidden_on_early:
        errors.append(f"forbidden early: {code_words(verdict.value)}")
    elif is_soft(verdict, answer):
        errors.append(f"early: {code_words(answer.expected_on_early.value)} was expected")
    if case.later.needs is Standing.MEMORY:
        errors.append("later run not scored")
    elif after_points(case.later.outcome, answer.expected_after_trial) < 1:
        errors.append(f"later: {code_words(answer.expected_after_trial.value)} was expected")
    return "; ".join(errors) or "none"
