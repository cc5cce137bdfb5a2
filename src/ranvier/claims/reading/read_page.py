"""Reads a page: which of its sentences assert something that could be checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ranvier.claims.language.claim import ClaimKind
from ranvier.claims.reading.assertion import Assertion, judge_assertion
from ranvier.claims.reading.cases import find_cases
from ranvier.claims.reading.context import texts_in_context
from ranvier.claims.reading.extract import Progress, silent
from ranvier.claims.reading.kinds import find_kind
from ranvier.claims.reading.known import find_known_claims
from ranvier.claims.reading.own_words import find_own_words
from ranvier.claims.reading.page import Page, Place, Role
from ranvier.claims.reading.page_file import read_page_file
from ranvier.claims.reading.personal import PersonalDatum, find_personal_data
from ranvier.claims.reading.proposal import PageReading, Proposal
from ranvier.claims.reading.quantities import QuantityKind
from ranvier.claims.reading.sentences import Sentence, find_sentences
from ranvier.claims.reading.signals import Signals, find_signals
from ranvier.claims.reading.tone import find_tone
from ranvier.claims.reading.withheld import may_be_repeated

CASES_FROM_TONE = -0.1
"""On a page that informs more than this, a person's story is not taken for a claim."""


def read_page(path: str | Path, *, progress: Progress = silent) -> PageReading:
    """The assertions of the page in that file, each with its place, for a person to confirm.

    *path*: a .txt, .html or .pdf file, or '-' for standard input. Raises FileError for a page that is
    missing, empty, binary, too large, encrypted, without text, or not in English.
    """
    return read_assertions(read_page_file(path, progress), progress=progress)


def read_assertions(page: Page, *, progress: Progress = silent) -> PageReading:
    """The assertions of a page that has been read from its file."""
    sentences = find_sentences(page.blocks)
    personal = find_personal_data(page.blocks)
    cases = find_cases(page.blocks, personal)
    parts = _parts(texts_in_context(sentences, page.blocks), progress)
    tone = find_tone(sentences, parts, len(cases))
    looked = [
        _look(sentence, signals, tone, case=sentence.block in cases)
        for sentence, signals in zip(sentences, parts, strict=True)
    ]
    looked = _with_lists(looked, page, tone)
    leads = {place for one in looked if one.is_proposed for place in one.places[1:]}
    said = [
        one
        for one in looked
        if one.is_proposed and (one.signals.quantities or one.sentence.place not in leads)
    ]
    proposals = [_proposal(one, personal) for one in said]
    series = _case_series(looked, tone)
    found = sorted(
        [*proposals, *series],
        key=lambda one: (one.places[0].page or 0, one.places[0].line, one.places[0].start),
    )
    return PageReading(page, _without_repeats(found), personal, tone, len(sentences))


@dataclass(frozen=True)
class _Looked:
    """A sentence with its parts and what it asserts; of a list item also the place of what introduces it."""

    sentence: Sentence
    signals: Signals
    assertion: Assertion
    case: bool
    places: tuple[Place, ...]

    @property
    def is_proposed(self) -> bool:
        """Of a described case only what goes beyond the person, or was measured."""
        return self.assertion.is_proposed and (not self.case or _beyond_the_person(self))


def _parts(texts: Sequence[str], progress: Progress) -> list[Signals]:
    """The parts of each sentence as it is understood."""
    found = []
    for number, text in enumerate(texts):
        if number % 200 == 0:
            progress(f"sentence {number:,} of {len(texts):,}")
        found.append(find_signals(text))
    return found


def _look(sentence: Sentence, signals: Signals, tone: float, *, case: bool) -> _Looked:
    return _Looked(sentence, signals, judge_assertion(sentence, signals, tone), case, (sentence.place,))


def _beyond_the_person(one: _Looked) -> bool:
    names = one.assertion.names
    measured = one.signals.quantity(QuantityKind.POINTS, QuantityKind.SHARE, QuantityKind.DOSE)
    general = {"harm, measured", "no harm", "onlookers amazed", "patients can be asked", "cure"} & names
    return bool(general) or measured is not None


def _with_lists(looked: Sequence[_Looked], page: Page, tone: float) -> list[_Looked]:
    """The same, list items read together with the line that introduces their list."""
    found: list[_Looked] = []
    lead: _Looked | None = None
    for one in looked:
        role = page.blocks[one.sentence.block].role
        if role is not Role.ITEM:
            lead = one if one.sentence.text.rstrip().endswith(":") or role is Role.HEADING else None
            found.append(one)
        elif lead is None:
            found.append(one)
        elif one.is_proposed and (one.signals.about("therapy") or not lead.signals.about("therapy")):
            found.append(_timed(one, lead))
        else:
            item = _item(one, lead, tone)
            found.append(item if item.is_proposed or not one.is_proposed else _timed(one, lead))
    return found


def _item(one: _Looked, lead: _Looked, tone: float) -> _Looked:
    """A list item as the end of the sentence that introduces it."""
    text = f"{lead.sentence.text.rstrip(': ')} {one.sentence.text}"
    tells = one.signals.about("function", "harm", "body") or one.signals.has("better", "safe", "works")
    if lead.sentence.asks or not tells:
        return _timed(one, lead)
    looked = _look(one.sentence, find_signals(text), tone, case=one.case)
    return replace(looked, places=(one.sentence.place, lead.sentence.place))


def _timed(one: _Looked, lead: _Looked) -> _Looked:
    """A list item, with when and of whom the line before the list says it holds."""
    times = one.signals.times or lead.signals.times
    population = one.signals.population or lead.signals.population
    return replace(one, signals=replace(one.signals, times=times, population=population))


def _proposal(one: _Looked, personal: Sequence[PersonalDatum]) -> Proposal:
    kind = find_kind(one.signals, one.assertion)
    known, studies = find_known_claims(one.signals.text, kind)
    repeated = may_be_repeated(one.sentence, personal, case=one.case)
    return Proposal(
        kind=kind,
        statement=find_own_words(kind, one.signals, one.assertion),
        places=one.places,
        reasons=tuple(reason.name for reason in one.assertion.reasons),
        points=round(one.assertion.points, 1),
        population=one.signals.population,
        quantities=one.signals.quantities,
        times=one.signals.times,
        concepts=one.signals.concepts,
        universal=one.signals.has("universal"),
        sentence=one.sentence.text if repeated else "",
        hidden=one.sentence.role is Role.HIDDEN,
        testimonial=one.case,
        known=known,
        studies=studies,
        harms=one.signals.harms,
    )


def _case_series(looked: Sequence[_Looked], tone: float) -> list[Proposal]:
    """All described cases as one claim: that they are what a patient can expect."""
    told: dict[int, Place] = {}
    for one in looked:
        if one.case:
            told.setdefault(one.sentence.block, one.sentence.place)
    if not told or tone < CASES_FROM_TONE:
        return []
    many = "One described case is" if len(told) == 1 else f"{len(told)} described cases are"
    return [
        Proposal(
            kind=ClaimKind.OUTCOME,
            statement=f"{many} what patients can expect.",
            places=tuple(told.values()),
            reasons=("described cases",),
            points=2.0,
            population="everyone treated",
            quantities=(),
            times=(),
            concepts=(),
            universal=False,
            sentence="",
            testimonial=True,
        )
    ]


def _without_repeats(found: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """The same sentence that stands twice is one proposal with two places."""
    kept: dict[str, Proposal] = {}
    for number, one in enumerate(found):
        key = one.sentence.lower() or f"withheld {number}"
        if key in kept:
            kept[key] = replace(kept[key], places=(*kept[key].places, *one.places))
        else:
            kept[key] = one
    return tuple(kept.values())
