"""Random definitions with two references, the usual settings more often."""

from __future__ import annotations

from hypothesis import strategies as st

from ranvier.definitions.two_reference_parts import (
    AgainstRelapseReference,
    Confirmation,
    ConfirmingScores,
    DistanceFrom,
    Holding,
    Merging,
    MinimalDistance,
    NearRelapses,
    Needed,
    Roving,
    UndefinedTested,
    UndefinedWorsening,
)
from ranvier.definitions.two_references import TwoReferences
from ranvier.definitions.windows import ConfirmWindow
from ranvier.vocabulary.steps import EDSS_STEPS_TO_5_0, EDSS_STEPS_TO_5_5
from tests.properties.courses import Pick


def make_two_references(pick: Pick) -> TwoReferences:
    """A definition with any mixture of settings that is allowed."""
    first_only = pick((False, False, True))
    tested = pick(tuple(UndefinedTested))
    return TwoReferences(
        steps=pick((EDSS_STEPS_TO_5_0, EDSS_STEPS_TO_5_5)),
        roving=Roving(
            pick((True, True, False)), pick((True, False)), _window(pick, (30, 1, 84)), _scores(pick)
        ),
        confirmation=_confirmation(pick),
        distance=MinimalDistance(pick((0, 0, 30, 180)), pick(tuple(DistanceFrom)), pick((True, False))),
        relapses=NearRelapses(pick((30, 0)), pick((90, 30, 0)), pick((True, False))),
        undefined=UndefinedWorsening(
            UndefinedTested.ALL if first_only and tested is UndefinedTested.END else tested,
            pick(tuple(AgainstRelapseReference)),
        ),
        merging=Merging(pick((False, True)), pick((30, 0, 90)), pick((None, 84))),
        first_only=first_only,
    )


def _confirmation(pick: Pick) -> Confirmation:
    needed = pick((Needed.A_VISIT, Needed.A_VISIT, *Needed))
    return Confirmation(
        needed,
        _window(pick, (84, 168, 1)),
        ConfirmingScores.ALL if needed is Needed.TO_THE_END else _scores(pick),
        pick(tuple(Holding)),
        pick((0, 90)),
        pick((False, True)),
    )


def _window(pick: Pick, after_days: tuple[int, ...]) -> ConfirmWindow:
    return ConfirmWindow(pick(after_days), pick((0, 7)), pick((None, 30)))


def _scores(pick: Pick) -> ConfirmingScores:
    return pick(tuple(ConfirmingScores))


@st.composite
def two_references(draw: st.DrawFn) -> TwoReferences:
    """A definition, as Hypothesis draws it."""
    return make_two_references(lambda options: draw(st.sampled_from(options)))
