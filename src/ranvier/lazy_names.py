"""Public names that load on first use: a package's stub says where each one lives."""

from __future__ import annotations

import ast
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any


def homes_in(package_file: str) -> dict[str, str]:
    """Public name to the module it lives in, as the `.pyi` beside *package_file* imports them."""
    stub = ast.parse(Path(package_file).with_suffix(".pyi").read_text(encoding="utf-8"))
    imports = (line for line in stub.body if isinstance(line, ast.ImportFrom) and line.module)
    return {
        alias.asname: str(line.module)
        for line in imports
        for alias in line.names
        if alias.asname == alias.name  # `import x as x` is how a stub makes a name public
    }


def loader(package: str, homes: dict[str, str]) -> Callable[[str], Any]:
    """The `__getattr__` of a package: loads the public object of that name now."""

    def load(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(homes[name]), name)

    return load
