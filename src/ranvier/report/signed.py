"""Who signed the certainties, in words for each output, and for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ranvier.claims.judging.signature import SignatureHeld
from ranvier.claims.judging.signed_content import fingerprint_of
from ranvier.claims.judging.verdict import Examination

UNSIGNED = "Not signed: certainties are proposed by rules."
NO_PROOF = "A signature is a statement in a file; who wrote it is not proved."


@dataclass(frozen=True)
class Signing:
    """The signature as a page shows it.

    words: what stands above it. lines: name, role, interest and date; empty texts while nobody has signed.
    """

    words: str
    lines: tuple[tuple[str, str], ...]


def tell_signing(examination: Examination) -> Signing:
    """Who signed, with role, interest and date; or that nobody did, or of something else."""
    return Signing(signature_words(examination), _lines(examination.signature))


def signature_words(examination: Examination) -> str:
    """Who signed, or that nobody did, and the content fingerprint that a signature must name."""
    held = examination.signature
    named = f"Content fingerprint: {fingerprint_of(examination)}"
    if held is None:
        return f"{UNSIGNED} {named}"
    who = held.signature
    if not held.counts:
        return f"{UNSIGNED} A signature by {who.name} does not count: {held.refusal}. {named}"
    by = f"{who.name} ({who.role}; interest: {who.interest})"
    return f"Signed by {by} on {who.signed_on}. {NO_PROOF} {named}"


def signature_value(held: SignatureHeld | None) -> dict[str, Any] | None:
    """The signature for programs; None where there is none. It counts only where `counts` is true."""
    if held is None:
        return None
    who = held.signature
    return {
        "counts": held.counts,
        "refusal": held.refusal or None,
        "name": who.name,
        "role": who.role,
        "interest": who.interest,
        "date": who.signed_on.isoformat(),
        "content_fingerprint": who.fingerprint,
    }


def _lines(held: SignatureHeld | None) -> tuple[tuple[str, str], ...]:
    who = held.signature if held is not None and held.counts else None
    return (
        ("Name", who.name if who else "not yet signed"),
        ("Role", who.role if who else ""),
        ("Interest: paid by, employed by, own patients, none", who.interest if who else ""),
        ("Date", who.signed_on.isoformat() if who else ""),
    )
