"""Claim sets and single claims as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from ranvier.claims.language.claim import Claim, ClaimSet, Interpretation, PublishedView, Testable
from ranvier.claims.language.wording import asserted_text

WIDTH = 100


def claim_sets_text(claim_sets: Sequence[ClaimSet]) -> str:
    """One block for each set: name, number of claims, what it is about."""
    lines = []
    for claim_set in claim_sets:
        lines.append(f"{claim_set.id:<16} {_counts(claim_set)}")
        lines.append(f"{'':<16} {claim_set.title}")
    return "\n".join(lines)


def claim_set_text(claim_set: ClaimSet) -> str:
    """The head of a set, and one line for each claim."""
    lines = [f"{claim_set.title} (version {claim_set.version})", f"Source: {claim_set.source}"]
    lines += [_counts(claim_set), "", f"{'id':<6}{'kind':<14}{'records':<9}claim"]
    for claim in claim_set.claims:
        first, *rest = wrap(claim.statement, WIDTH - 29) or [""]
        lines.append(f"{claim.id:<6}{claim.kind.value:<14}{claim.testable.value:<9}{first}")
        lines += [f"{'':<29}{more}" for more in rest]
    return "\n".join(lines)


def claim_text(claim: Claim) -> str:
    """One claim in full: how it is read, what was assumed, and what studies say."""
    return "\n".join(_claim_lines(claim))


def checked_text(claim_set: ClaimSet) -> str:
    """That nothing is wrong with a set, and what is in it."""
    lines = [f"Nothing is wrong with the claim set {claim_set.id}: {_counts(claim_set)}"]
    silent = [claim.id for claim in claim_set.claims if claim.interpretations and not claim.assumed]
    if silent:
        lines.append(f"Without a word of what was assumed: {', '.join(silent)}. Does the source say it all?")
    alone = [claim.id for claim in claim_set.claims if len(claim.interpretations) == 1]
    if alone:
        lines.append(f"Read in one way only: {', '.join(alone)}. Is there another that is as reasonable?")
    return "\n".join(lines)


def _counts(claim_set: ClaimSet) -> str:
    n = {each: sum(claim.testable is each for claim in claim_set.claims) for each in Testable}
    claims = "1 claim" if len(claim_set.claims) == 1 else f"{len(claim_set.claims)} claims"
    return f"{claims}; records can test {n[Testable.YES]}, {n[Testable.PARTLY]} in part, {n[Testable.NO]} not"


def _claim_lines(claim: Claim) -> Iterator[str]:
    yield f"{claim.id}  {claim.statement}"
    yield f"  kind:         {claim.kind.value}; attribution: {claim.attribution.value}"
    yield f"  of whom:      {claim.population}"
    yield f"  readings:     {', '.join(reading.value for reading in claim.readings) or 'none'}"
    yield f"  records:      {claim.testable.value}"
    for name, text in (("why not", claim.untestable), ("could test", claim.could_test)):
        if text:
            yield from _block(name, text)
    for place, interpretation in enumerate(claim.interpretations):
        yield from _block("also read as" if place else "asserted", _reading(interpretation))
    if claim.because_asserted is not None:
        yield from _block("because", f"{asserted_text(claim.because_asserted)}, treated against comparators")
    for text in claim.assumed:
        yield from _block("assumed", text)
    if claim.published is not None:
        yield from _published(claim.published)


def _reading(interpretation: Interpretation) -> str:
    asked = ", ".join(f"{name} = {value}" for name, value in interpretation.parameters.items())
    named = f"{interpretation.endpoint}({asked})"
    return f"{asserted_text(interpretation.asserted)}: {interpretation.label} [{named}]"


def _published(view: PublishedView) -> Iterator[str]:
    yield from _block("studies", f"{view.verdict.value.replace('_', ' ')}. {view.finding}")
    rests = [*view.figures, *view.benchmarks]
    if rests:
        yield from _block("rests on", ", ".join(rests))


def _block(name: str, text: str) -> Iterator[str]:
    for i, line in enumerate(wrap(text, WIDTH - 16) or [""]):
        yield f"  {f'{name}:' if i == 0 else '':<14}{line}"
