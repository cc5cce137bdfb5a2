"""One [[claim]] of a claim set, read and checked."""

from __future__ import annotations

import re

from ranvier.claims.language.asserted import AssertedSet, implied_direction
from ranvier.claims.language.claim import (
    Attribution,
    Claim,
    ClaimKind,
    Interpretation,
    PublishedView,
    Testable,
)
from ranvier.claims.language.claimset_asserted import read_asserted
from ranvier.claims.language.endpoint_names import ENDPOINT_NAMES, RANGES, TIMES_EXPECTED, EndpointName
from ranvier.literature.section import Scalar, Section, did_you_mean, near_names
from ranvier.vocabulary.outcomes import Published, Reading

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,30}")


def read_claim(part: Section) -> Claim:
    """One claim; faults are kept in *part*, and the claim is then not to be used."""
    claim_id = _read_id(part)
    testable = part.word("testable", Testable) or Testable.YES
    attribution = part.word("attribution", Attribution) or Attribution.RECORD
    readings = _read_readings(part)
    interpretations = _read_interpretations(part, testable)
    claim = Claim(
        id=claim_id,
        statement=part.text("statement", required=True),
        kind=part.word("kind", ClaimKind) or ClaimKind.PROCESS,
        attribution=attribution,
        population=part.text("population", required=True),
        interpretations=interpretations,
        readings=readings,
        assumed=part.texts("assumed"),
        testable=testable,
        published=_read_published(part),
        because_asserted=_read_because(part, attribution, readings, interpretations),
        untestable=part.text("untestable", required=testable is not Testable.YES),
        could_test=part.text("could_test", required=testable is not Testable.YES),
    )
    part.done()
    return claim


def _read_id(part: Section) -> str:
    """The identifier, which from here on names the part in its faults."""
    claim_id = part.text("id", required=True)
    if not claim_id:
        return ""
    if not _ID.fullmatch(claim_id):
        part.fault(
            "'id' must be letters, digits, - or _, and begin with a letter", "for example C33", key="id"
        )
        return ""
    part.where = f"claim {claim_id}"
    return claim_id


def _read_readings(part: Section) -> tuple[Reading, ...]:
    """The readings asked for, in the order *seen*, *because*."""
    words = part.texts("readings")
    known = [reading.value for reading in Reading]
    for word in words:
        if word not in known:
            part.fault(f"there is no reading '{word}'", did_you_mean(word, known), key="readings")
    return tuple(reading for reading in Reading if reading.value in words)


def _read_interpretations(part: Section, testable: Testable) -> tuple[Interpretation, ...]:
    """The stated primary, written in the claim itself, and the further ones."""
    further = part.parts("interpretation", f"{part.where}, interpretation")
    if not part.has("endpoint") and testable is Testable.NO:
        for key in ("label", "asserted", "parameters"):
            if part.has(key):
                part.fault(
                    f"'{key}' stands without an endpoint", "add the endpoint, or leave it out", key=key
                )
        return ()
    found = [_read_interpretation(part), *(_read_interpretation(other) for other in further)]
    for other in further:
        other.done()
    return tuple(one for one in found if one is not None)


def _read_interpretation(part: Section) -> Interpretation | None:
    """One way to read a claim: endpoint, parameters, asserted set."""
    label = part.text("label", required=True)
    name = part.text("endpoint", required=True)
    parameters = part.scalars("parameters")
    endpoint = ENDPOINT_NAMES.get(name)
    if name and endpoint is None:
        part.fault(f"there is no endpoint '{name}'", near_names(name, ENDPOINT_NAMES), key="endpoint")
    if endpoint is not None:
        _check_parameters(part, endpoint, parameters)
    asserted = _asserted_under(part, "asserted", endpoint)
    if endpoint is None or asserted is None:
        return None
    return Interpretation(label, name, asserted, parameters)


def _check_parameters(part: Section, endpoint: EndpointName, given: dict[str, Scalar]) -> None:
    """Report parameters that *endpoint* does not know, lacks, or knows as something else."""
    inner = part.part("parameters", part.where) or part
    for name, found in given.items():
        problem, hint = _what_is_wrong(endpoint, name, found)
        if problem:
            inner.fault(problem, hint, key=name)
    for name in sorted(set(endpoint.parameters) - endpoint.optional - set(given)):
        inner.fault(
            f"{endpoint.name} needs the parameter '{name}'", f"for example parameters = {{ {name} = … }}"
        )


def _what_is_wrong(endpoint: EndpointName, name: str, found: Scalar) -> tuple[str, str]:
    """What is wrong with one parameter and what to try; nothing where it can be used."""
    wanted = endpoint.parameters.get(name)
    if wanted is None:
        return f"{endpoint.name} has no parameter '{name}'", did_you_mean(name, endpoint.parameters)
    if not isinstance(found, wanted) or (wanted is float and isinstance(found, bool)):
        return f"the parameter '{name}' must be {_TYPE_WORDS[wanted]}", ""
    if name in endpoint.words and found not in endpoint.words[name]:
        return f"'{name}' is not one of the agreed words", did_you_mean(str(found), endpoint.words[name])
    if wanted is not float:
        return "", ""
    if float(found) < 0:
        return f"the parameter '{name}' must not be below 0", ""
    if name in RANGES and not _is_possible(name, float(found)):
        low, high = RANGES[name]
        return f"the parameter '{name}' must be from {low:g} to {high:g}", ""
    return "", ""


def _is_possible(name: str, number: float) -> bool:
    low, high = RANGES[name]
    return low <= number <= high


_TYPE_WORDS = {float: "a number", str: "a text", bool: "true or false"}


def _asserted_under(part: Section, key: str, endpoint: EndpointName | None) -> AssertedSet | None:
    """The asserted set under *key*."""
    inner = part.part(key, f"{part.where}, {key}")
    if inner is None:
        if not isinstance(part.data.get(key), str | int | float | list):
            part.fault(
                f"'{key}' is missing", 'say what is asserted, for example { kind = "at_least", x = 75.0 }'
            )
        return None
    return read_asserted(inner, endpoint)


def _read_because(
    part: Section,
    attribution: Attribution,
    readings: tuple[Reading, ...],
    interpretations: tuple[Interpretation, ...],
) -> AssertedSet | None:
    """What the *because* reading tests: stated, or what the attribution implies (verdict rule 1)."""
    primary = interpretations[0] if interpretations else None
    endpoint = ENDPOINT_NAMES.get(primary.endpoint) if primary else None
    if part.has("because_asserted"):
        if attribution is Attribution.RECORD:
            part.fault(
                "a fact of record has no 'because_asserted'",
                "leave it out, or change the attribution",
                key="because_asserted",
            )
        unit = TIMES_EXPECTED if attribution is Attribution.SAFETY else None
        inner = part.part("because_asserted", f"{part.where}, because_asserted")
        return read_asserted(inner, endpoint, unit=unit) if inner else None
    if Reading.BECAUSE not in readings or primary is None or endpoint is None:
        return None
    if attribution is Attribution.CHANGE:
        return primary.asserted
    if attribution is Attribution.LEVEL:
        return implied_direction(primary.asserted, higher_is_better=endpoint.higher_is_better)
    hint = "leave out the reading 'because'" if attribution is Attribution.RECORD else "add because_asserted"
    part.fault(
        f"the attribution '{attribution}' implies no set for the reading 'because'", hint, key="attribution"
    )
    return None


def _read_published(part: Section) -> PublishedView | None:
    """The column of published studies, where the claim has one."""
    inner = part.part("published", f"{part.where}, published")
    if inner is None:
        return None
    view = PublishedView(
        verdict=inner.word("verdict", Published) or Published.INSUFFICIENT,
        finding=inner.text("finding", required=True),
        studies=inner.texts("studies"),
        benchmarks=inner.texts("benchmarks"),
        figures=inner.texts("figures"),
        beside=inner.texts("beside"),
    )
    inner.done()
    return view
