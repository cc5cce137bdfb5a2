"""Of whom something is said, in ranvier's own words."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources


@cache
def _labelled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Labels with their patterns, the more special first."""
    text = (resources.files("ranvier.claims.reading") / "populations.toml").read_text(encoding="utf-8")
    return tuple(
        (entry["label"], re.compile(entry["pattern"], re.IGNORECASE))
        for entry in tomllib.loads(text)["population"]
    )


_PATIENTS = re.compile(
    r"\b(?:patients?|clients?|sufferers?|people|persons?|participants|men|women|individuals|"
    r"volunteers|members|guests|users|followers|those (?:who|with)|who(?:ever| has)|anyone|everyone|"
    r"everybody|nobody)\b",
    re.IGNORECASE,
)


def find_population(text: str) -> str:
    """Of whom the sentence speaks; empty where it does not say."""
    for label, pattern in _labelled():
        if pattern.search(text):
            return label
    return "patients" if _PATIENTS.search(text) else ""


def speaks_of_patients(text: str) -> bool:
    """Whether patients or people are named at all."""
    return bool(_PATIENTS.search(text))
