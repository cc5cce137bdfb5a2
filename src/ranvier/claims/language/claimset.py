"""Reads a claim set: a shipped one by its name, or anybody's own .toml."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from importlib.resources.abc import Traversable
from pathlib import Path

from ranvier.claims.language.cases import CaseReport, read_case_parts
from ranvier.claims.language.claim import Claim, ClaimSet, Therapy
from ranvier.claims.language.claimset_claim import read_claim
from ranvier.claims.language.claimset_file import (
    companion_of,
    content_of,
    find_claim_set,
    in_order_of_lines,
    section_of,
)
from ranvier.claims.language.claimset_literature import check_literature
from ranvier.claims.language.stated import FactKind, StatedFact
from ranvier.claims.language.theory.read import check_theory
from ranvier.errors import ClaimSetError, RanvierError
from ranvier.literature.library import read_literature
from ranvier.literature.section import Section


def read_claims(name_or_path: str | Path) -> ClaimSet:
    """The claim set of that name among the shipped ones, or in that .toml file.

    Raises UsageError for an unknown name, FileError for a file that cannot be read, and ClaimSetError
    with all faults of the file and of its companion file of cases at once.
    """
    source = find_claim_set(name_or_path)
    content = content_of(source)
    own: list[RanvierError] = []
    whole = section_of(content, source.name, own)
    claim_set = _read_set(whole, content)
    _check_facts(claim_set, whole)
    check_literature(claim_set, read_literature(), own, whole.place)
    faults = in_order_of_lines(own)
    if claim_set.cases:
        claim_set = _with_cases(claim_set, source, faults)
    if claim_set.hypotheses:
        claim_set = _with_hypotheses(claim_set, source, faults)
    if faults:
        many = "1 thing" if len(faults) == 1 else f"{len(faults)} things"
        raise ClaimSetError(faults, headline=f"{many} in the claim set {source.name} must be put right")
    return claim_set


def _read_set(whole: Section, content: bytes) -> ClaimSet:
    """The claim set of a parsed file; faults are kept in *whole*."""
    head = whole.part("set", f"{whole.where}, [set]")
    if head is None:
        whole.fault("the part [set] is missing", "begin the file with [set], id, title, version and source")
        head = Section({}, whole.where, [])
    claim_parts = whole.parts("claim", "claim")
    if not claim_parts:
        whole.fault("there is no claim", "write each one under [[claim]]")
    claims = tuple(read_claim(part) for part in claim_parts)
    _check_unique(claim_parts, claims)
    claim_set = ClaimSet(
        id=head.text("id", required=True),
        title=head.text("title", required=True),
        version=head.text("version", required=True),
        source=head.text("source", required=True),
        claims=claims,
        therapy=head.word("therapy", Therapy, required=False) or Therapy.OTHER,
        cases=head.text("cases"),
        hypotheses=head.text("hypotheses"),
        fingerprint=hashlib.sha256(content).hexdigest(),
        facts=tuple(_read_fact(part) for part in whole.parts("fact", "fact")),
    )
    head.done()
    whole.done()
    return claim_set


def _check_unique(parts: tuple[Section, ...], claims: tuple[Claim, ...]) -> None:
    """Report a claim whose id another claim has already."""
    seen: set[str] = set()
    for part, claim in zip(parts, claims, strict=True):
        if claim.id and claim.id in seen:
            part.fault(f"the id '{claim.id}' is used twice", "give each claim its own id", key="id")
        seen.add(claim.id)


def _read_fact(part: Section) -> StatedFact:
    """One thing the source states in numbers."""
    kind = part.word("kind", FactKind)
    low = part.number("low", required=not part.has("x"))
    one = part.number("x")
    high = part.number("high")
    low = one if low is None else low
    fact = StatedFact(
        kind=kind or FactKind.PATIENTS_TREATED,
        low=low if low is not None else 0.0,
        high=high if high is not None else (low or 0.0),
        text=part.text("text", required=True),
        claim=part.text("claim"),
    )
    if fact.low > fact.high:
        part.fault("'low' is above 'high'", "exchange them", key="low")
    part.done()
    return fact


def _check_facts(claim_set: ClaimSet, whole: Section) -> None:
    """Report two facts of one kind: a rule would not know which to take."""
    kinds = [fact.kind for fact in claim_set.facts]
    for i, kind in enumerate(kinds):
        if kind in kinds[:i]:
            place = whole.place.under("fact", i)
            where = place.named(whole.where, "kind")
            hint = "give its range as low and high"
            whole.faults.append(RanvierError(f"the fact '{kind}' is stated twice", where=where, hint=hint))


def _with_cases(claim_set: ClaimSet, source: Traversable, faults: list[RanvierError]) -> ClaimSet:
    """The set with the cases of its companion file, which lies beside it."""
    return replace(claim_set, reports=_read_cases(claim_set.cases, source, faults))


def _read_cases(name: str, source: Traversable, faults: list[RanvierError]) -> tuple[CaseReport, ...]:
    """The cases of the companion file *name*."""
    companion = companion_of(source, "cases", name, faults)
    if companion is None:
        return ()
    whole = section_of(content_of(companion), name, faults)
    reports = read_case_parts(whole.parts("case", f"{name}, case"))
    whole.done()
    return reports


def _with_hypotheses(claim_set: ClaimSet, source: Traversable, faults: list[RanvierError]) -> ClaimSet:
    """The set with the mechanisms of its companion file, which lies beside it."""
    companion = companion_of(source, "hypotheses", claim_set.hypotheses, faults)
    if companion is None:
        return claim_set
    claim_set = replace(claim_set, hypotheses_text=content_of(companion))
    check_theory(claim_set, read_literature(), faults)
    return claim_set
