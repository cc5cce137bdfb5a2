"""The versions a result was made with."""

from __future__ import annotations

import platform
from importlib import metadata

PACKAGES = ("ranvier", "numpy", "scipy", "polars", "numba")


def versions_used() -> tuple[tuple[str, str], ...]:
    """Name and version of ranvier, of Python and of every package that can move a number."""
    return (*((name, _version(name)) for name in PACKAGES), ("python", platform.python_version()))


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed as a package"
