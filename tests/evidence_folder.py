"""Optional input in a folder `shared` beside the project, if there is one; else its tests are skipped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).resolve().parents[2] / "shared"

needs_evidence = pytest.mark.skipif(
    not (FOLDER / "evidence").is_dir(), reason="there is no folder shared/evidence beside the project"
)


def evidence(name: str) -> Any:
    """The content of one YAML file of the evidence folder."""
    return yaml.safe_load((FOLDER / "evidence" / name).read_text(encoding="utf-8"))
