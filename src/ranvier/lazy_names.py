"""Public names that load on first use: a package's stub says where each one lives."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any


def homes_in(package_file: str) -> dict[str, str]:
    """Public name to the module it lives in, as the `.pyi` beside *package_file* imports them."""
    homes, home = {}, ""
    # Read by words: loading a parser would take longer than all the rest of `import ranvier`.
    for line in Path(package_file).with_suffix(".pyi").read_text(encoding="utf-8").splitlines():
        words = line.replace(",", " ").split()
        if words[:1] == ["from"]:
            home = words[1]
        if words[-2:-1] == ["as"] and words[-3] == words[-1]:  # `x as x` is how a stub makes a name public
            homes[words[-1]] = home
    return homes


def loader(package: str, homes: dict[str, str]) -> Callable[[str], Any]:
    """The `__getattr__` of a package: loads the public object of that name now."""

    def load(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(homes[name]), name)

    return load
