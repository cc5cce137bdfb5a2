"""Of whom something is said, in ranvier's own words."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from ranvier.claims.reading.lexicon import plain


@cache
def _labelled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Labels with their patterns, the more special first."""
    text = (resources.files("ranvier.claims.reading") / "populations.toml").read_text(encoding="utf-8")
    return tuple(
        (entry["label"], re.compile(entry["pattern"])) for entry in tomllib.loads(text)["population"]
    )


_PATIENTS = re.compile(
    r"\b(?:patients?|clients?|sufferers?|people|persons?|participants|men|women|individuals|"
    r"volunteers|members|guests|users|readers|followers|those (?:who|with)|who(?:ever| has)|anyone|everyone|"
    r"everybody|nobody)\b"
)
_SOME = re.compile(
    r"^\W*(?:(?:almost |nearly )?(?:all|most|many|half|some|none)|"
    r"\w+ (?:in|out of) \w+|"
    r"\d[\d.,]*\s?(?:%|per ?cent))(?: of (?:them|those))?\s+"
    r"(?:\w+ly |even |also |can |could |now |no longer )*"
    r"(?:notice|report|feel|say|see|experience|describe|improve|recover|regain|gain|"
    r"get|got|are|were|have|had|"
    r"remain|stay|sleep|walk|need|return|respond|show|benefit|go|went|put|stop)\w*\b"
)
"""A share or a 'most' that does something: people, though the word is left out."""


def find_population(text: str) -> str:
    """Of whom the sentence speaks; empty where it does not say."""
    lowered = plain(text)
    for label, pattern in _labelled():
        if pattern.search(lowered):
            return label
    return "patients" if _PATIENTS.search(lowered) or _SOME.search(lowered) else ""


def speaks_of_patients(text: str) -> bool:
    """Whether patients or people are named, or counted without being named."""
    lowered = plain(text)
    return bool(_PATIENTS.search(lowered) or _SOME.search(lowered))
