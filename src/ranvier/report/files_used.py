"""The files a result was made from, by name alone: where they lay on a disk is nobody's business."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath

from ranvier.claims.judging.verdict import Examination


def files_used(examination: Examination) -> tuple[tuple[str, str], ...]:
    """Name and SHA-256 of each file, sorted; two files of one name keep the folder they were given with."""
    names = Counter(_name(path) for path in examination.files)
    return tuple(
        sorted(
            (_name(path) if names[_name(path)] == 1 else path, sha) for path, sha in examination.files.items()
        )
    )


def _name(path: str) -> str:
    return PurePosixPath(path.replace("\\", "/")).name
