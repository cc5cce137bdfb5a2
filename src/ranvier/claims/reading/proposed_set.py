"""A proposed claim set as a TOML file: what was recognised is filled in, the rest is for a person."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from ranvier.claims.language.claim import ClaimKind
from ranvier.claims.language.endpoint_names import ENDPOINT_NAMES
from ranvier.claims.reading.endpoint_parts import ProposedEndpoint
from ranvier.claims.reading.lexicon import concepts
from ranvier.claims.reading.proposal import PageReading, Proposal
from ranvier.claims.reading.proposed_endpoint import propose_endpoint

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_HEAD = """\
# Proposed by rules from a page; nothing here is confirmed. For each claim: is it asserted, is it told
# right, is the kind right, of whom and when is it said? Delete what is not asserted, and fill in what the
# lines marked "confirm" ask. The language is described in docs/reference/claim-language.md.
# Sentences that tell of a person or may name one are not repeated here.
"""
_ATTRIBUTION = {ClaimKind.OUTCOME: "level", ClaimKind.SAFETY: "safety"}


def propose_claim_set(reading: PageReading) -> str:
    """The text of a claim set that `ranvier examine --claims` can read, one claim a proposal."""
    head = [
        _HEAD,
        "[set]",
        'id = "proposed"  # confirm: a short name',
        'title = "What a page asserts, as proposed by rules"  # confirm',
        'version = "0"',
        f'source = "page with SHA-256 {reading.page.fingerprint}"  # confirm: which page, read on which day',
    ]
    claims = ["\n".join(_claim(f"A{number}", one)) for number, one in enumerate(reading.proposals, 1)]
    return "\n".join(head) + "\n\n" + "\n\n".join(claims) + "\n"


def _claim(claim_id: str, one: Proposal) -> Iterator[str]:
    """The lines of one claim."""
    yield "[[claim]]"
    yield from (f"# {line}" for line in _remarks(one))
    yield f"id = {_quoted(claim_id)}"
    yield f"statement = {_quoted(one.statement)}"
    yield f"kind = {_quoted(one.kind.value)}"
    endpoint = propose_endpoint(one)
    yield f"attribution = {_quoted(_attribution(one, endpoint))}"
    known = one.population or "not said on the page"
    yield f"population = {_quoted(known)}{'' if one.population else '  # confirm'}"
    if endpoint is None:
        yield from _untestable()
    else:
        yield from _testable(endpoint)


def _remarks(one: Proposal) -> Iterator[str]:
    where = "; ".join(str(place) for place in one.places)
    yield f"{where}{' (hidden from visitors)' if one.hidden else ''}"
    if one.sentence:
        yield f"page: {_CONTROL.sub(' ', one.sentence)}"
    else:
        yield "page: not repeated, because it tells of a person or may name one"
    yield f"why: {', '.join(one.reasons)}"
    functions = [name for name in one.concepts if concepts()[name].group == "function"]
    if len(functions) > 1:
        yield f"confirm: it names {len(functions)} measures; write one claim for each"
    for known in one.known:
        yield f"like claim {known.claim} of the set {known.claim_set} (likeness {known.likeness:.2f})"
    if one.studies:
        yield f"studies on it: {', '.join(one.studies)}"


def _testable(endpoint: ProposedEndpoint) -> Iterator[str]:
    yield 'readings = ["seen"]  # confirm: add "because" if the page puts it down to the therapy'
    yield 'testable = "yes"'
    yield f"assumed = [{', '.join(_quoted(text) for text in endpoint.assumed)}]"
    yield f"label = {_quoted(endpoint.label)}"
    yield f"endpoint = {_quoted(endpoint.name)}"
    yield f"parameters = {endpoint.parameters}"
    unit = _quoted(ENDPOINT_NAMES[endpoint.name].unit)
    yield f"asserted = {endpoint.asserted.removesuffix(' }')}, unit = {unit} }}  # confirm"


def _untestable() -> Iterator[str]:
    yield "readings = []"
    yield 'testable = "no"  # confirm: "yes" or "partly", with an endpoint, where records can test it'
    yield 'untestable = "Not said yet: no endpoint was recognised in the words of the page."  # confirm'
    yield 'could_test = "Not said yet."  # confirm'


def _attribution(one: Proposal, endpoint: ProposedEndpoint | None) -> str:
    if endpoint is not None and endpoint.attribution:
        return endpoint.attribution
    return _ATTRIBUTION.get(one.kind, "record")


def _quoted(text: str) -> str:
    return json.dumps(_CONTROL.sub(" ", text), ensure_ascii=False)
