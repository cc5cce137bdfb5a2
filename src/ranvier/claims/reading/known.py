"""Which known claims and published studies a sentence is like: shared concepts and rare words, weighted."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from ranvier.claims.language.claim import Claim, ClaimKind
from ranvier.claims.language.claimset import read_claims
from ranvier.claims.language.claimset_file import list_claim_sets
from ranvier.claims.reading.lexicon import find_concepts, ordinary_words, plain
from ranvier.claims.reading.proposal import KnownClaim
from ranvier.literature.library import read_literature

LIKE_FROM = 0.33
"""From this likeness a known claim is named beside a proposal."""

STUDY_LIKE_FROM = 0.3
MOST_CLAIMS = 2
MOST_STUDIES = 5
SAME_KIND = 0.05
_CONCEPT_WEIGHT = 1.5
_SUFFIX = re.compile(r"(?:ations?|ments?|ings?|ed|ies|es|s|ly|ity|ive|al|e)$")
_EMPTY = ordinary_words("empty")


@dataclass(frozen=True)
class _Known:
    """Weights of the parts of one claim or study."""

    group: str
    name: str
    kind: ClaimKind | None
    parts: frozenset[str]
    studies: tuple[str, ...]
    size: float = 0.0


def find_known_claims(text: str, kind: ClaimKind) -> tuple[tuple[KnownClaim, ...], tuple[str, ...]]:
    """The claims of shipped sets that *text* is like, the most alike first, and the studies beside it."""
    parts = _parts(text)
    weights, claims = _claims()
    size = _size(parts, weights)
    ranked = sorted(
        ((_likeness(parts, size, one, weights, kind), one) for one in claims), key=lambda pair: -pair[0]
    )
    close = [(score, one) for score, one in ranked if score >= LIKE_FROM][:MOST_CLAIMS]
    known = tuple(KnownClaim(one.group, one.name, round(min(score, 1.0), 2)) for score, one in close)
    studies = tuple(dict.fromkeys(study for _, one in close[:1] for study in one.studies))
    return known, (studies or _studies_like(parts))[:MOST_STUDIES]


def _studies_like(parts: frozenset[str]) -> tuple[str, ...]:
    weights, studies = _studies()
    size = _size(parts, weights)
    ranked = sorted(
        ((_likeness(parts, size, one, weights, None), one) for one in studies), key=lambda pair: -pair[0]
    )
    return tuple(one.name for score, one in ranked if score >= STUDY_LIKE_FROM)


def _size(parts: Iterable[str], weights: Mapping[str, float]) -> float:
    """The length of these parts; one that no claim has weighs as much as the rarest."""
    rare = max(weights.values(), default=1.0)
    return math.sqrt(sum(weights.get(part, rare) ** 2 for part in parts))


def _likeness(
    parts: frozenset[str], size: float, one: _Known, weights: Mapping[str, float], kind: ClaimKind | None
) -> float:
    """Cosine of the weighted parts, a little more for the same kind; 0 unless two parts are shared."""
    shared = parts & one.parts
    if len(shared) < 2:
        return 0.0
    cosine = sum(weights[part] ** 2 for part in shared) / (size * one.size)
    return cosine + (SAME_KIND if kind is not None and kind is one.kind else 0.0)


@cache
def _claims() -> tuple[Mapping[str, float], tuple[_Known, ...]]:
    """The claims of all shipped sets with the weights of their parts."""
    known = tuple(
        _Known(
            name,
            claim.id,
            claim.kind,
            _parts(_told(claim)),
            claim.published.studies if claim.published else (),
        )
        for name in list_claim_sets()
        for claim in _claims_of(name)
    )
    return _weighed(known)


def _claims_of(name: str) -> tuple[Claim, ...]:
    if name.endswith("-background"):
        return ()
    return read_claims(name).claims


def _told(claim: Claim) -> str:
    labels = " ".join(one.label for one in claim.interpretations[:1])
    return f"{claim.statement} {claim.population} {labels}"


@cache
def _studies() -> tuple[Mapping[str, float], tuple[_Known, ...]]:
    known = tuple(
        _Known(
            study.topic,
            study.id,
            None,
            _parts(f"{study.intervention} {study.population} {study.reading}"),
            (),
        )
        for study in read_literature().studies.values()
    )
    return _weighed(known)


def _weighed(known: tuple[_Known, ...]) -> tuple[Mapping[str, float], tuple[_Known, ...]]:
    weights = _weights(known)
    return weights, tuple(replace(one, size=_size(one.parts, weights)) for one in known)


def _weights(known: Iterable[_Known]) -> dict[str, float]:
    """The rarer a part, the more it tells; a concept tells more than a word."""
    every = list(known)
    counts = Counter(part for one in every for part in one.parts)
    return {
        part: math.log(1 + len(every) / count) * (_CONCEPT_WEIGHT if part.startswith("+") else 1.0)
        for part, count in counts.items()
    }


def _parts(text: str) -> frozenset[str]:
    lowered = plain(text)
    named = {f"+{name}" for name in find_concepts(lowered)} - {"+treatment", "+ms"}
    words = {_stem(word) for word in re.findall(r"[a-z]{3,}|\d+(?:\.\d+)?", lowered)}
    return frozenset(named | (words - _EMPTY))


def _stem(word: str) -> str:
    stem = _SUFFIX.sub("", word)
    return stem if len(stem) >= 4 else word
