"""The folder of evidence beside the project, where it is present; tests against it are skipped otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).resolve().parents[2] / "shared"

needs_evidence = pytest.mark.skipif(
    not (FOLDER / "evidence").is_dir(), reason="the evidence folder is not beside the project"
)


def evidence(name: str) -> Any:
    """The content of one YAML file of the evidence folder."""
    return yaml.safe_load((FOLDER / "evidence" / name).read_text(encoding="utf-8"))
