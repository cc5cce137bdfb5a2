"""Reads the hypotheses of a claim set beside those that need no cells; all faults at once."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from importlib import resources

from ranvier.claims.language.claim import ClaimSet
from ranvier.claims.language.claimset_file import section_of
from ranvier.claims.language.stated import StatedFact
from ranvier.claims.language.theory.days import HORIZON_DAYS
from ranvier.claims.language.theory.hypothesis import (
    NUMBERS,
    Direction,
    Follows,
    Hypothesis,
    Measure,
    Model,
    Move,
    Origin,
    Theory,
)
from ranvier.claims.language.theory.number import Known, TheoryNumber, read_number
from ranvier.errors import ClaimSetError, ManyProblems, RanvierError
from ranvier.literature.collection import Literature
from ranvier.literature.section import Section, did_you_mean

RIVALS = "rivals.toml"
MEASURES = "measures.toml"
_SETTINGS = ("moved_share", "clear_share", "quiet_share")


def read_theory(claim_set: ClaimSet, literature: Literature) -> Theory | None:
    """The hypotheses of *claim_set* and what needs no cells; None where it offers no mechanism.

    Raises ClaimSetError with all faults at once.
    """
    if not claim_set.hypotheses_text:
        return None
    faults: list[RanvierError] = []
    theory = check_theory(claim_set, literature, faults)
    if faults:
        raise ClaimSetError(faults, headline="The hypotheses must be put right")
    return theory


def check_theory(claim_set: ClaimSet, literature: Literature, faults: list[RanvierError]) -> Theory:
    """The same, with the faults appended to *faults*."""
    whole = _shipped(MEASURES, faults)
    settings = _read_settings(whole, literature)
    measures = tuple(_read_measure(part, literature) for part in whole.parts("measure", "measure"))
    whole.done()
    known = _Known(claim_set.facts, literature, frozenset(measure.id for measure in measures))
    own = section_of(claim_set.hypotheses_text, claim_set.hypotheses, faults)
    hypotheses = [
        _read_hypothesis(part, known)
        for file in (own, _shipped(RIVALS, faults))
        for part in _hypotheses_of(file)
    ]
    _check_names(hypotheses, faults)
    return Theory(tuple(hypotheses), measures, settings)


def _shipped(name: str, faults: list[RanvierError]) -> Section:
    content = (resources.files("ranvier.claims.language.theory") / name).read_bytes()
    return section_of(content, name, faults)


def _hypotheses_of(file: Section) -> tuple[Section, ...]:
    parts = file.parts("hypothesis", f"{file.where}, hypothesis")
    if not parts:
        file.fault("there is no hypothesis", "write each one under [[hypothesis]]")
    file.done()
    return parts


def _read_settings(whole: Section, literature: Literature) -> dict[str, TheoryNumber]:
    part = whole.part("settings") or Section({}, "settings", whole.faults)
    found = {name: read_number(part, name, (), literature.numbers) for name in _SETTINGS}
    part.done()
    return {name: number for name, number in found.items() if number is not None}


def _read_measure(part: Section, literature: Literature) -> Measure:
    nothing = TheoryNumber("lag", 0, 0, 0, "", "days", Known.ASSUMED, "", decides=False)
    window = read_number(part, "window", (), literature.numbers) if part.has("window") else None
    measure = Measure(
        id=part.text("id", required=True),
        name=part.text("name", required=True),
        goes=part.text("goes", required=True),
        comes=part.text("comes", required=True),
        lag=read_number(part, "lag", (), literature.numbers) or nothing,
        window=window,
        visit_days=_days(part, "visit_days"),
        by_effort=part.flag("by_effort"),
    )
    part.done()
    return measure


def _days(part: Section, key: str) -> tuple[int, ...]:
    found = part.data.get(key)
    part.has(key)
    whole = isinstance(found, list) and all(
        isinstance(day, int) and 0 <= day <= HORIZON_DAYS for day in found
    )
    if not whole or not found or list(found) != sorted(set(found)):
        part.fault(
            f"'{key}' must be a rising list of whole days up to {HORIZON_DAYS}",
            f"for example {key} = [30, 91]",
        )
        return (0,)
    return tuple(found)


@dataclass(frozen=True)
class _Known:
    """What a hypothesis may refer to."""

    facts: tuple[StatedFact, ...]
    literature: Literature
    measures: frozenset[str]


def _read_hypothesis(part: Section, known: _Known) -> Hypothesis:
    model, numbers = _read_course(part, known)
    studies = part.texts("studies")
    for study in studies:
        if study not in known.literature.studies:
            part.fault(f"there is no study '{study}'", did_you_mean(study, known.literature.studies))
    hypothesis = Hypothesis(
        id=part.text("id", required=True),
        name=part.text("name", required=True),
        statement=part.text("statement", required=True),
        origin=part.word("origin", Origin) or Origin.ASSERTED,
        model=model,
        numbers=numbers,
        moves=tuple(_read_move(move, known) for move in part.parts("moves")),
        alike=part.text("alike", required=True),
        claims=part.texts("claims"),
        studies=studies,
        counts_patients=part.flag("counts_patients"),
        co_treatment=part.texts("co_treatment"),
        adds_to=part.text("adds_to"),
    )
    if not hypothesis.moves:
        part.fault("it moves no measure", "write what it moves under [[hypothesis.moves]]")
    part.done()
    _check_possible(hypothesis, part)
    return hypothesis


def _read_course(part: Section, known: _Known) -> tuple[Model, dict[str, TheoryNumber]]:
    """A model and the numbers it needs."""
    model = part.word("model", Model) or Model.AT_ONCE
    numbers = part.part("numbers") or Section({}, f"{part.where}, numbers", part.faults)
    found = {
        name: read_number(numbers, name, known.facts, known.literature.numbers) for name in NUMBERS[model]
    }
    numbers.done()
    return model, {name: number for name, number in found.items() if number is not None}


def _read_move(part: Section, known: _Known) -> Move:
    measure = part.text("measure", required=True)
    if measure and measure not in known.measures:
        part.fault(f"there is no measure '{measure}'", did_you_mean(measure, known.measures))
    own = _read_course(part, known) if part.has("model") else (None, {})
    move = Move(
        measure=measure,
        direction=part.word("direction", Direction) or Direction.BETTER,
        follows=part.word("follows", Follows, required=False) or Follows.STATE,
        why=part.text("why", required=True),
        only=part.text("only"),
        model=own[0],
        numbers=own[1],
    )
    part.done()
    return move


def _check_possible(hypothesis: Hypothesis, part: Section) -> None:
    """Report numbers with which a course cannot be built, each once."""
    seen: set[str] = set()
    for move in hypothesis.moves:
        numbers = hypothesis.numbers_of(move)
        if len(numbers) < len(NUMBERS[move.model or hypothesis.model]) - (move.follows is Follows.EXPOSURE):
            continue  # a number that could not be read is a fault already
        for values in itertools.product(*(number.tried for number in numbers.values())):
            for problem in _problems(hypothesis, move, dict(zip(numbers, values, strict=True))):
                if problem.where not in seen:
                    seen.add(problem.where)
                    part.fault(f"{problem.problem} ({problem.where})", problem.hint)


def _problems(hypothesis: Hypothesis, move: Move, values: dict[str, float]) -> tuple[RanvierError, ...]:
    try:
        hypothesis.course(move, values)
    except ManyProblems as error:
        return error.problems
    return ()


def _check_names(hypotheses: list[Hypothesis], faults: list[RanvierError]) -> None:
    """Report an identifier used twice, and one that is referred to and not there."""
    ids = [hypothesis.id for hypothesis in hypotheses]
    for hypothesis in hypotheses:
        if hypothesis.adds_to and hypothesis.adds_to not in ids:
            faults.append(
                RanvierError(
                    f"there is no hypothesis '{hypothesis.adds_to}'",
                    where=f"hypothesis {hypothesis.id}, adds_to",
                    hint=did_you_mean(hypothesis.adds_to, ids),
                )
            )
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        faults.append(RanvierError(f"the hypothesis '{name}' is written twice", hint="give each its own id"))
