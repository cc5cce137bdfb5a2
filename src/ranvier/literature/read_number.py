"""One published number, read and checked, and whether it may decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ranvier.errors import RanvierError
from ranvier.literature.section import Section
from ranvier.literature.study import PublishedNumber
from ranvier.vocabulary.provenance import Provenance


def read_number(part: Section, owner: str) -> PublishedNumber:
    """One number of the study or trial *owner*; whether a derived one may decide is settled by `decided`."""
    key = part.text("key", required=True)
    if key and (key[:-1] != owner or not key[-1].islower()):
        part.fault("'key' must be the study's id and one small letter", f"for example {owner or 'E62'}a")
    part.where = key or part.where
    status = part.word("status", Provenance) or Provenance.MEMORY
    derived = status is Provenance.DERIVED
    number = PublishedNumber(
        key=key,
        what=part.text("what", required=True),
        value=part.text("value", required=True),
        status=status,
        may_decide=status.may_decide and not derived,
        ci95=part.text("ci95"),
        inputs=part.texts("inputs"),
        how=part.text("how", required=derived),
        address=part.text("address"),
        caveat=part.text("caveat"),
    )
    if derived and not number.inputs:
        part.fault("a derived number must name its 'inputs'", "for example inputs = [E62a]")
    part.done()
    return number


def decided(numbers: Iterable[PublishedNumber], faults: list[RanvierError]) -> dict[str, PublishedNumber]:
    """The same numbers by their keys, each derived one knowing whether all its inputs may decide."""
    known = {number.key: number for number in numbers}
    return {
        key: replace(number, may_decide=_may_decide(key, known, (), faults)) for key, number in known.items()
    }


def _may_decide(
    key: str, numbers: Mapping[str, PublishedNumber], above: tuple[str, ...], faults: list[RanvierError]
) -> bool:
    """Whether a number may decide; a derived one only if everything it comes from may."""
    number = numbers[key]
    if number.status is not Provenance.DERIVED:
        return number.status.may_decide
    unknown = [name for name in number.inputs if name not in numbers]
    circular = [name for name in number.inputs if name in (*above, key)]
    for name in unknown:
        faults.append(
            RanvierError(f"there is no number '{name}'", where=key, hint="name its inputs by their keys")
        )
    for name in circular:
        faults.append(
            RanvierError(f"'{name}' is derived from itself", where=key, hint="name what it comes from")
        )
    if unknown or circular or not number.inputs:
        return False
    return all(_may_decide(name, numbers, (*above, key), faults) for name in number.inputs)
