"""The mechanisms a source offers, as predictions: the section of a report and the page of its own."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.claims.language.theory.hypothesis import Hypothesis, Measure, Origin
from ranvier.claims.language.theory.judge import JudgedTheory
from ranvier.claims.language.theory.number import TheoryNumber
from ranvier.claims.language.theory.predictions import Prediction
from ranvier.claims.language.theory.telling_apart import Pair
from ranvier.claims.language.theory.wording import (
    NO_SIZES,
    day_sentences,
    design_words,
    from_words,
    goes_words,
    inside,
    telling_words,
    undated_sentence,
    until_words,
    visit_words,
)
from ranvier.report.figures.figure import Figure
from ranvier.report.figures.timing import draw_timing

MOST_TELLINGS = 3
"""Measures shown a pair, the best first; the rest are in verdicts.json."""

NOT_MOVED = "\u2013"
TOO_SHORT = "too short"

ORIGINS = {
    Origin.ASSERTED: "offered by the source",
    Origin.PUBLISHED: "from published measurements",
    Origin.WITHOUT_CELLS: "needs no cells",
}


@dataclass(frozen=True)
class PredictionRow:
    """One measure that a hypothesis moves, in words."""

    measure: str
    goes: str
    since: str
    until: str
    visit: str
    also: str
    sure: str
    why: str


@dataclass(frozen=True)
class PairRow:
    """Two hypotheses and what tells them apart, in words."""

    pair: str
    tellings: tuple[tuple[str, str], ...]
    design: str


@dataclass(frozen=True)
class NumberRow:
    """One number behind the predictions, with where it comes from."""

    of: str
    meaning: str
    value: str
    origin: str


@dataclass(frozen=True)
class ToldTheory:
    """Everything the section and the page show.

    first_days: for each measure the first day by hypothesis, in the order of heads. offered_pairs: those of
    which both need cells; pairs: all.
    """

    figure: Figure
    days: tuple[tuple[str, tuple[str, ...]], ...]
    undated: str
    no_sizes: str
    hypotheses: tuple[tuple[str, str, str, str], ...]
    heads: tuple[str, ...]
    first_days: tuple[tuple[str, tuple[str, ...]], ...]
    predictions: tuple[tuple[str, tuple[PredictionRow, ...]], ...]
    offered_pairs: tuple[PairRow, ...]
    pairs: tuple[PairRow, ...]
    numbers: tuple[NumberRow, ...]


def tell_theory(judged: JudgedTheory | None) -> ToldTheory | None:
    """The section in words; None where the claim set offers no mechanism."""
    if judged is None:
        return None
    sentences = [day_sentences(judged, found) for found in judged.days]
    return ToldTheory(
        figure=draw_timing(judged),
        days=tuple((told[0], told[1:]) for told in sentences),
        undated=undated_sentence(judged),
        no_sizes=NO_SIZES,
        hypotheses=tuple(_hypothesis(one) for one in judged.theory.hypotheses),
        predictions=tuple((one.name, _predictions(judged, one)) for one in judged.theory.hypotheses),
        heads=tuple(one.name for one in judged.theory.hypotheses),
        first_days=tuple(_first_days(judged, one) for one in judged.theory.measures),
        offered_pairs=tuple(
            _pair(judged, pair, most=1) for pair in judged.pairs if _is_offered(judged, pair)
        ),
        pairs=tuple(_pair(judged, pair, most=MOST_TELLINGS) for pair in judged.pairs),
        numbers=_numbers(judged),
    )


def _hypothesis(one: Hypothesis) -> tuple[str, str, str, str]:
    named = ", ".join((*one.claims, *one.studies))
    return one.name, one.statement, ORIGINS[one.origin], named


def _predictions(judged: JudgedTheory, hypothesis: Hypothesis) -> tuple[PredictionRow, ...]:
    found = [one for one in judged.predictions if one.hypothesis == hypothesis.id]
    return tuple(_prediction(judged, one) for one in found)


def _prediction(judged: JudgedTheory, one: Prediction) -> PredictionRow:
    rivals = [inside(judged.hypothesis(name).name) for name in one.also_without_cells]
    return PredictionRow(
        measure=judged.theory.measure(one.measure).name,
        goes=goes_words(judged, one),
        since=from_words(one),
        until=until_words(one),
        visit=visit_words(one),
        also=", ".join(rivals) if rivals else "no",
        sure="unverified" if one.provisional else "read or stated",
        why=one.move.why,
    )


def _first_days(judged: JudgedTheory, measure: Measure) -> tuple[str, tuple[str, ...]]:
    """A measure with the first day on which each hypothesis could move it."""
    found = [judged.prediction(one.id, measure.id) for one in judged.theory.hypotheses]
    return measure.name, tuple(_day(one) for one in found)


def _day(one: Prediction | None) -> str:
    if one is None:
        return NOT_MOVED
    return TOO_SHORT if one.from_day is None else f"{one.from_day}"


def _is_offered(judged: JudgedTheory, pair: Pair) -> bool:
    return all(judged.hypothesis(name).needs_cells for name in (pair.one, pair.other))


def _pair(judged: JudgedTheory, pair: Pair, *, most: int) -> PairRow:
    names = [judged.hypothesis(name).name for name in (pair.one, pair.other)]
    tellings = tuple(
        (judged.theory.measure(one.measure).name, telling_words(judged, one)) for one in pair.tellings[:most]
    )
    return PairRow(
        pair=f"{names[0]} / {inside(names[1])}",
        tellings=tellings,
        design=design_words(pair),
    )


def _numbers(judged: JudgedTheory) -> tuple[NumberRow, ...]:
    """Every number, each once a place; those of single moves after those of their hypothesis."""
    rows = [_number("settings", one) for one in judged.theory.settings.values()]
    for measure in judged.theory.measures:
        rows += [_number(measure.name, one) for one in (measure.lag, measure.window) if one is not None]
    for hypothesis in judged.theory.hypotheses:
        rows += [_number(hypothesis.name, one) for one in hypothesis.numbers.values()]
        for move in hypothesis.moves:
            of = f"{hypothesis.name}: {judged.theory.measure(move.measure).name}"
            rows += [_number(of, one) for one in move.numbers.values()]
    return tuple(rows)


def _number(of: str, one: TheoryNumber) -> NumberRow:
    return NumberRow(of, one.meaning, one.printed, one.origin)
