"""Files that only their owner reads, written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path


def write_private(path: Path, text: str, *, once: bool = False) -> None:
    """*text* in *path*, on the disk before it is there; with `once`, only if nothing is there yet."""
    made = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    if not once:
        made.replace(path)
        return
    with contextlib.suppress(FileExistsError):  # of two processes that make it at once the first one wins
        os.link(made, path)
    made.unlink()
