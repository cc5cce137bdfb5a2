"""How well numbers stand: read at the source, read elsewhere, or general knowledge."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from ranvier.claims.retrodiction.figures_in_text import numerals, plain
from ranvier.literature.study import PublishedNumber
from ranvier.vocabulary.provenance import Provenance


class Standing(IntEnum):
    """The weakest number that a judgement may use, or that it needs; a higher one is weaker."""

    FIRM = 0  # primary, copy, and derived from them: may decide
    SECOND_HAND = 1  # read elsewhere: the judgement is provisional
    MEMORY = 2  # general knowledge: the run is not scored

    @property
    def words(self) -> str:
        """For people."""
        return ("numbers read at their source", "numbers read elsewhere", "numbers from memory")[self]


def standing_of(number: PublishedNumber, by_key: Mapping[str, PublishedNumber]) -> Standing:
    """How well a number stands; a derived one as well as the weakest it comes from."""
    if number.may_decide:
        return Standing.FIRM
    if number.status is Provenance.SECONDARY:
        return Standing.SECOND_HAND
    if number.status is Provenance.DERIVED:
        known = [by_key[key] for key in number.inputs if key in by_key and by_key[key] is not number]
        inputs = [standing_of(one, by_key) for one in known if one.status is not Provenance.DERIVED]
        return max(inputs) if inputs and len(inputs) == len(number.inputs) else Standing.MEMORY
    return Standing.MEMORY


def up_to(numbers: tuple[PublishedNumber, ...], standing: Standing) -> tuple[PublishedNumber, ...]:
    """The numbers that stand at least as well as *standing*."""
    by_key = {number.key: number for number in numbers}
    return tuple(number for number in numbers if standing_of(number, by_key) <= standing)


def are_printed(figures: tuple[float, ...], numbers: tuple[PublishedNumber, ...]) -> bool:
    """Whether one of the numbers prints all these figures, a share also as a percentage."""
    wanted = [{round(abs(x), 4), round(abs(x) * 100, 2)} for x in figures]
    for number in numbers:
        printed = {
            round(abs(x), 4)
            for x in numerals(plain(f"{number.what} {number.value} {number.ci95} {number.how}"))
        }
        if all(options & printed for options in wanted):
            return True
    return False
