"""The sentences of the theory: days, shares, and what could have moved by a day."""

from __future__ import annotations

from collections.abc import Sequence

from ranvier.claims.language.theory.cases_in_time import DayReported, Stand, Standing
from ranvier.claims.language.theory.hypothesis import Direction
from ranvier.claims.language.theory.judge import JudgedTheory
from ranvier.claims.language.theory.predictions import Prediction
from ranvier.claims.language.theory.telling_apart import Pair, Telling

NO_SIZES = (
    "Only days are predicted, never by how many points the EDSS changes: models that try it did worse than "
    "guessing the mean (source S288)."
)


def listed(words: Sequence[str]) -> str:
    """Words as a sentence lists them.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def inside(name: str) -> str:
    """A name within a sentence."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def share_words(stand: Stand) -> str:
    """A share with the ends of its range.

    >>> share_words(Stand("x", Standing.NOT_YET, 0.15, 0.04, 0.22))
    '15%, 4–22%'
    """
    value, least, most = (round(100 * one) for one in (stand.share, stand.least, stand.most))
    told = f"{value}%" if least == most == value else f"{value}%, {least}\u2013{most}%"
    return told if stand.verified else f"{told}, unverified"


def day_sentences(judged: JudgedTheory, found: DayReported) -> tuple[str, ...]:
    """What could and could not have moved function by the day on which cases are first reported better."""
    moved = round(100 * judged.theory.settings["moved_share"].value)
    never = found.of(Standing.NOT_YET, Standing.OVER)
    could, some = found.of(Standing.COULD), found.of(Standing.IN_SOME)
    open_ = found.of(Standing.OTHER_NUMBERS, Standing.UNVERIFIED)
    who = listed(found.cases)
    head = f"An improvement first reported on day {found.day} ({who})"
    is_not = (
        f"{head} is not {_either(judged, never)}: less than {moved}% of the full effect is reached by then."
        if never
        else f"{head}: no hypothesis is set aside by the day."
    )
    sentences = [
        is_not,
        _told("Could have moved by then", judged, could),
        _told("Complete by then in part of the patients, one of whom a described case can be", judged, some),
        _told("Not by the numbers taken, but these set nothing aside", judged, open_),
        _not_function(judged, found),
        _stated(judged, found),
        "The day alone does not choose between those that could have moved.",
    ]
    return tuple(sentence for sentence in sentences if sentence)


def undated_sentence(judged: JudgedTheory) -> str:
    """Of which cases no day is known; nothing where all have one."""
    if not judged.undated:
        return ""
    return f"No day of first improvement is stated for {listed(judged.undated)}: timing says nothing of them."


def from_words(prediction: Prediction) -> str:
    """From which day the measure could move, with the ends of the ranges."""
    if prediction.from_day is None:
        return "too short to show"
    ends = [prediction.earliest_day, prediction.latest_day]
    texts = [f"{day}" if day is not None else "never" for day in ends]
    if texts[0] == texts[1] == str(prediction.from_day):
        return f"day {prediction.from_day}"
    return f"day {prediction.from_day} ({texts[0]}\u2013{texts[1]})"


def until_words(prediction: Prediction) -> str:
    """Until when it would show."""
    if prediction.from_day is None:
        return "\u2013"
    if prediction.until_day is None:
        return "beyond two years"
    return f"day {prediction.until_day}"


def visit_words(prediction: Prediction) -> str:
    """The first usual visit that shows it."""
    if prediction.first_visit_day is None:
        return "between the usual visits" if prediction.from_day is not None else "none"
    return f"day {prediction.first_visit_day}"


def goes_words(judged: JudgedTheory, prediction: Prediction) -> str:
    """In which direction the measure moves, and in whom."""
    measure = judged.theory.measure(prediction.measure)
    goes = measure.goes if prediction.direction is Direction.BETTER else measure.comes
    return f"{goes}, {prediction.move.only}" if prediction.move.only else goes


def telling_words(judged: JudgedTheory, telling: Telling) -> str:
    """Usual visits on which one of two has moved a measure; starred where so at every end of the ranges."""
    days = [f"{day}{'*' if day in telling.sure_days else ''}" for day in telling.visit_days]
    moved_by = inside(judged.hypothesis(telling.moved_by).name)
    return f"day {listed(days)}, moved by {moved_by}"


def design_words(pair: Pair) -> str:
    """What a study needs so that it can tell the two apart."""
    return "; ".join(pair.design)


def _either(judged: JudgedTheory, stands: Sequence[Stand]) -> str:
    told = [f"{inside(judged.hypothesis(one.hypothesis).name)} ({share_words(one)})" for one in stands]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} or {told[-1]}"


def _told(head: str, judged: JudgedTheory, stands: Sequence[Stand]) -> str:
    if not stands:
        return ""
    told = [f"{inside(judged.hypothesis(one.hypothesis).name)} ({share_words(one)})" for one in stands]
    return f"{head}: {listed(told)}."


def _not_function(judged: JudgedTheory, found: DayReported) -> str:
    names = [inside(judged.hypothesis(one.hypothesis).name) for one in found.of(Standing.OTHER_MEASURE)]
    return f"Says nothing of function coming back: {listed(names)}." if names else ""


def _stated(judged: JudgedTheory, found: DayReported) -> str:
    """Which of the cases state a treatment that a hypothesis needs."""
    parts = []
    for hypothesis, stating in found.stated:
        silent = [case for case in found.cases if case not in stating]
        name = judged.hypothesis(hypothesis).name
        told = [f"stated for {listed(stating)}"] if stating else []
        told += [f"not stated for {listed(silent)}"] if silent else []
        parts.append(f"{name}: {', '.join(told)}.")
    return " ".join(parts)
