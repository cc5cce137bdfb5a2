"""The numbers of the rules: what is seen without an effect, and where a size counts as small."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def reference() -> Mapping[str, Mapping[str, float]]:
    """The numbers of the rules (reference.toml)."""
    text = (
        resources.files("ranvier.claims.retrodiction").joinpath("reference.toml").read_text(encoding="utf-8")
    )
    return tomllib.loads(text)
