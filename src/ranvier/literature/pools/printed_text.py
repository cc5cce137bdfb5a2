"""Whether the figures of an effect are those that its study prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ranvier.literature.pools.effect import ArmCount, ArmMean, Printed, StudyEffect
from ranvier.literature.section import Section
from ranvier.literature.study import PublishedNumber, Study

_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*%")


def check_printed(
    part: Section, effect: StudyEffect, numbers: Mapping[str, PublishedNumber], study: Study
) -> None:
    """Report each figure of *effect* that its numbers, its study's size or its arithmetic do not print.

    Counts must also be printed as such ("19/41"), or give a percentage that is printed, to its last digit.
    """
    resting = [numbers[key] for key in effect.figures]
    words = " ".join(
        f"{number.value} {number.ci95} {number.what} {number.caveat} {number.how}" for number in resting
    )
    printed = _figures(f"{words} {effect.how} {study.n}")
    for name, value in _held(effect):
        if round(abs(value), 6) not in printed:
            part.fault(f"{name} {value:g} is not printed by {', '.join(effect.figures)}", "check the source")
    percents = _PERCENT.findall(words)
    if isinstance(effect.found, Printed) or not percents:
        return
    for arm in effect.found:
        as_such = isinstance(arm, ArmCount) and f"{arm.n_yes}/{arm.n_all}" in words
        if isinstance(arm, ArmCount) and not as_such and not any(_is_share(arm, one) for one in percents):
            part.fault(f"{arm.n_yes} of {arm.n_all} is none of the percentages printed", "check the counts")


def _figures(words: str) -> set[float]:
    """All numbers of a text, without their signs."""
    return {round(float(found), 6) for found in _FIGURE.findall(words.replace(",", ""))}


def _held(effect: StudyEffect) -> Iterator[tuple[str, float]]:
    """Every figure of the effect by its name, as the source prints it."""
    if effect.n is not None:
        yield "n", effect.n
    found = effect.found
    if isinstance(found, Printed):
        yield from (("value", found.value), ("low", found.low), ("high", found.high))
        return
    for arm in found:
        if isinstance(arm, ArmCount):
            yield from (("count", arm.n_yes), ("of", arm.n_all))
        else:
            yield from _held_by_mean(arm)


def _held_by_mean(arm: ArmMean) -> Iterator[tuple[str, float]]:
    named = {
        "value": arm.value,
        "low": arm.low,
        "high": arm.high,
        "se": arm.std_error,
        "sd": arm.std_deviation,
        "n": arm.n,
    }
    yield from ((name, float(value)) for name, value in named.items() if value is not None)


def _is_share(arm: ArmCount, percent: str) -> bool:
    digits = len(percent.partition(".")[2])
    off = abs(100 * arm.n_yes / arm.n_all - float(percent))
    return off <= 0.5 * float(10.0**-digits) + 1e-9
