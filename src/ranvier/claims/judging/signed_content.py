"""What a signature is bound to: records, claims, thresholds, version, and every answer with its number."""

from __future__ import annotations

import math
from dataclasses import asdict, replace
from importlib import metadata
from typing import Any

from ranvier.claims.judging.signature import Signature, content_fingerprint, judge_signature
from ranvier.claims.judging.verdict import Examination, Judged, Verdict

DIGITS = 6
"""Significant digits of a number: enough to tell two results apart, the same on every machine."""


def fingerprint_of(examination: Examination) -> str:
    """The content fingerprint of a report; another record, claim, threshold, version or answer changes it."""
    programme, claims = examination.programme, examination.claim_set
    return content_fingerprint(
        {
            "programme": None if programme is None else _plain(asdict(programme)),
            "files": sorted(examination.files.values()),
            "claims": [claims.id, claims.version, claims.fingerprint],
            "thresholds": [list(pair) for pair in examination.thresholds],
            "settings": [list(pair) for pair in examination.settings],
            "people": [examination.n_treated, examination.n_comparator, _stable(examination.followup_years)],
            "seed": examination.seed,
            "version": _version(),
            "verdicts": [_verdict(verdict) for verdict in examination.verdicts],
        }
    )


def signed(examination: Examination, signature: Signature) -> Examination:
    """*examination* with its signature, and whether it counts."""
    closed_on = None if examination.programme is None else examination.programme.data_date
    held = judge_signature(signature, fingerprint_of(examination), closed_on=closed_on)
    return replace(examination, signature=held)


def _verdict(verdict: Verdict) -> dict[str, Any]:
    finding = verdict.primary
    found = finding.found if finding is not None else None
    numbers = [] if found is None else [found.estimate, found.lower, found.upper, found.n]
    return {
        "id": verdict.claim.id,
        "seen": _answer(verdict.seen),
        "because": _answer(verdict.because),
        "published": None if verdict.published is None else verdict.published.outcome.value,
        "numbers": [_stable(number) for number in numbers],
    }


def _answer(judged: Judged | None) -> list[str | None] | None:
    if judged is None:
        return None
    return [judged.outcome.value, None if judged.certainty is None else judged.certainty.value]


def _stable(number: float) -> float | None:
    return float(f"{number:.{DIGITS}g}") + 0.0 if math.isfinite(number) else None


def _plain(value: Any) -> Any:
    """Dates and codes as text, so that they can be written."""
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value if isinstance(value, bool | int | float | None) else str(value)


def _version() -> str:
    try:
        return metadata.version("ranvier")
    except metadata.PackageNotFoundError:
        return "not installed as a package"
