"""Scores of questionnaires from the numbers that were ticked; no words of any questionnaire are here.

Most of these questionnaires belong to somebody. A clinic that may use one has its form; this file holds what
is needed to add up the answers, and nothing that would replace the form.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.errors import DataFaults, RanvierError


@dataclass(frozen=True)
class Part:
    """A part of a questionnaire with a score of its own: the numbers of its answers, the first being 1."""

    name: str
    answers: tuple[int, ...]


@dataclass(frozen=True)
class Questionnaire:
    """How the answers of one questionnaire become its scores.

    lowest, highest: of one answer. turned: answers that count the other way round. parts: with a score each.
    is_mean: whether a score is the mean of its answers and not their sum. source: its number in
    docs/reference/sources.md.
    """

    name: str
    n_answers: int
    lowest: int
    highest: int
    parts: tuple[Part, ...]
    source: str
    turned: tuple[int, ...] = ()
    is_mean: bool = False

    def bounds(self, part: Part) -> tuple[float, float]:
        """The lowest and the highest score of a part.

        >>> [MFIS.bounds(part) for part in MFIS.parts]
        [(0, 84), (0, 36), (0, 40), (0, 8)]
        """
        times = 1 if self.is_mean else len(part.answers)
        return self.lowest * times, self.highest * times


def _all(n: int) -> tuple[int, ...]:
    return tuple(range(1, n + 1))


MFIS = Questionnaire(
    "mfis",
    21,
    0,
    4,
    (
        Part("mfis", _all(21)),
        Part("mfis_physical", (4, 6, 7, 10, 13, 14, 17, 20, 21)),
        Part("mfis_cognitive", (1, 2, 3, 5, 11, 12, 15, 16, 18, 19)),
        Part("mfis_psychosocial", (8, 9)),
    ),
    "S51",
)
MFIS_5 = Questionnaire("mfis_5", 5, 0, 4, (Part("mfis_5", _all(5)),), "S51")
FSS = Questionnaire("fss", 9, 1, 7, (Part("fss", _all(9)),), "S53", is_mean=True)
MSIS29_PHYSICAL = Questionnaire("msis29_physical", 20, 1, 4, (Part("msis29_physical", _all(20)),), "S49")
MSIS29_PSYCHOLOGICAL = Questionnaire(
    "msis29_psychological", 9, 1, 4, (Part("msis29_psychological", _all(9)),), "S49"
)
HADS_ANXIETY = Questionnaire("hads_anxiety", 7, 0, 3, (Part("hads_anxiety", _all(7)),), "S54")
HADS_DEPRESSION = Questionnaire("hads_depression", 7, 0, 3, (Part("hads_depression", _all(7)),), "S54")
PSS10 = Questionnaire("pss10", 10, 0, 4, (Part("pss10", _all(10)),), "S55", turned=(4, 5, 7, 8))

QUESTIONNAIRES = {
    one.name: one
    for one in (
        MFIS,
        MFIS_5,
        FSS,
        MSIS29_PHYSICAL,
        MSIS29_PSYCHOLOGICAL,
        HADS_ANXIETY,
        HADS_DEPRESSION,
        PSS10,
    )
}
"""By name. The answers of a HADS are given by part, each as the number printed beside it; so are those of an
MSIS-29 (four answers to choose from, the second version)."""


def questionnaire_scores(questionnaire: Questionnaire, answers: ArrayLike) -> dict[str, NDArray[np.float64]]:
    """The score of each part; NaN where one of its answers is missing, because none is made up.

    answers: shape (n_answers,) for one form or (n, n_answers) for many, NaN where nothing was ticked. Raises
    DataFaults that names every answer that cannot be.

    >>> questionnaire_scores(PSS10, [0] * 10)
    {'pss10': array(16.)}
    """
    given = np.asarray(answers, np.float64)
    _check(questionnaire, given)
    turned = np.isin(_all(questionnaire.n_answers), questionnaire.turned)
    counted = np.where(turned, questionnaire.lowest + questionnaire.highest - given, given)
    scores = {}
    for part in questionnaire.parts:
        own = counted[..., [number - 1 for number in part.answers]]
        scores[part.name] = np.asarray(own.mean(axis=-1) if questionnaire.is_mean else own.sum(axis=-1))
    return scores


def _check(questionnaire: Questionnaire, given: NDArray[np.float64]) -> None:
    n, low, high = questionnaire.n_answers, questionnaire.lowest, questionnaire.highest
    if given.ndim not in (1, 2) or given.shape[-1] != n:
        raise DataFaults(
            [
                RanvierError(
                    f"A form of {questionnaire.name} has {n} answers", hint="give one number an answer"
                )
            ],
            headline="These answers cannot be scored",
        )
    wrong = ~(np.isnan(given) | ((given == np.round(given)) & (given >= low) & (given <= high)))
    columns = np.flatnonzero(np.atleast_2d(wrong).any(axis=0)) + 1
    if columns.size:
        hint = "leave a missing answer empty"
        problems = [
            RanvierError(f"Answer {number} must be a whole number from {low} to {high}", hint=hint)
            for number in columns.tolist()
        ]
        raise DataFaults(problems, headline=f"These answers of {questionnaire.name} cannot be scored")
