"""What could have moved by the day on which a described case is first reported better.

Only the day is judged. Whether a size fits is not asked: no model here gives one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ranvier.claims.language.cases import CaseReport, Reported
from ranvier.claims.language.claim import ClaimSet
from ranvier.claims.language.theory.days import HORIZON_DAYS
from ranvier.claims.language.theory.hypothesis import Hypothesis, Model, Theory
from ranvier.claims.language.theory.number import TheoryNumber
from ranvier.claims.language.theory.predictions import Prediction, Reached

REPORTED = "edss"
"""The measure that stands for what cases report: function."""


class Standing(StrEnum):
    """Where a hypothesis stands on a day."""

    COULD = "could"  # its measure counts as moved by then
    IN_SOME = "in_some"  # not on average, but it is complete in some patients, and a described case is one
    OTHER_NUMBERS = "other_numbers"  # only at another end of the ranges of its numbers
    NOT_YET = "not_yet"  # at no end of the ranges
    OVER = "over"  # it had moved and has gone back
    UNVERIFIED = "unverified"  # not by then, but by numbers nobody has read at a source: not excluded
    OTHER_MEASURE = "other_measure"  # it does not move function at all


@dataclass(frozen=True)
class Stand:
    """One hypothesis on one day: share of its full effect as taken, and at the ends of the ranges.

    verified: whether every number behind the share may rule a hypothesis out.
    """

    hypothesis: str
    standing: Standing
    share: float = 0.0
    least: float = 0.0
    most: float = 0.0
    verified: bool = True


@dataclass(frozen=True)
class DayReported:
    """One day on which cases are first reported better, and where each hypothesis stands on it.

    stated: for a hypothesis that needs another treatment, the cases that state it; the other cases do not.
    """

    day: int
    cases: tuple[str, ...]
    stands: tuple[Stand, ...]
    stated: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def of(self, *standings: Standing) -> tuple[Stand, ...]:
        """The hypotheses that stand so."""
        return tuple(stand for stand in self.stands if stand.standing in standings)


def judge_days(
    claim_set: ClaimSet, theory: Theory, predictions: Sequence[Prediction]
) -> tuple[DayReported, ...]:
    """One entry for each day on which described cases are first reported better, the earliest first."""
    dated = [case for case in claim_set.reports if case.first_better_day is not None]
    dated = [case for case in dated if case.reported is Reported.SUCCESS]
    days = sorted({int(case.first_better_day or 0) for case in dated})
    return tuple(
        judge_day(
            day, [case for case in dated if int(case.first_better_day or 0) == day], theory, predictions
        )
        for day in days
    )


def judge_day(
    day: int, cases: Sequence[CaseReport], theory: Theory, predictions: Sequence[Prediction]
) -> DayReported:
    """Where each hypothesis stands on *day*, for function."""
    on_function = {one.hypothesis: one for one in predictions if one.measure == REPORTED}
    moved = theory.settings["moved_share"].value
    return DayReported(
        day=day,
        cases=tuple(case.id for case in cases),
        stands=tuple(_stand(one, on_function.get(one.id), day, moved) for one in theory.hypotheses),
        stated=tuple(
            (one.id, tuple(case.id for case in cases if _states(case, one.co_treatment)))
            for one in theory.hypotheses
            if one.co_treatment
        ),
    )


def undated(claim_set: ClaimSet) -> tuple[str, ...]:
    """Cases reported better without a day."""
    return tuple(
        case.id
        for case in claim_set.reports
        if case.reported is Reported.SUCCESS and case.first_better_day is None
    )


def _stand(hypothesis: Hypothesis, prediction: Prediction | None, day: int, moved: float) -> Stand:
    if prediction is None:
        return Stand(hypothesis.id, Standing.OTHER_MEASURE)
    reached, held = prediction.reached, min(max(day, 0), HORIZON_DAYS)
    share, least, most = (float(one[held]) for one in (reached.value, reached.least, reached.most))
    verified = all(number.decides for number in _behind(hypothesis, held))
    standing = _standing(hypothesis, reached, held, moved, verified=verified)
    return Stand(hypothesis.id, standing, share, least, most, verified)


def _standing(
    hypothesis: Hypothesis, reached: Reached, day: int, moved: float, *, verified: bool
) -> Standing:
    if reached.value[day] >= moved:
        return Standing.COULD
    if hypothesis.counts_patients and reached.most[day] > 0:
        return Standing.IN_SOME
    if reached.most[day] >= moved:
        return Standing.OTHER_NUMBERS
    if not verified:
        return Standing.UNVERIFIED
    return Standing.OVER if (reached.value[:day] >= moved).any() else Standing.NOT_YET


def _behind(hypothesis: Hypothesis, day: int) -> Iterable[TheoryNumber]:
    """The numbers on which the share of a day rests: before an exposure begins, its beginning alone."""
    begins = hypothesis.numbers.get("begins_days")
    if hypothesis.model is Model.EXPOSURE and begins is not None and day < begins.low:
        return (begins,)
    move = hypothesis.move_of(REPORTED)
    return hypothesis.numbers_of(move).values() if move is not None else ()


def _states(case: CaseReport, stems: Sequence[str]) -> bool:
    told = case.co_treatment.casefold()
    return any(stem in told for stem in stems)
