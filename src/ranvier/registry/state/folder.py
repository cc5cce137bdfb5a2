"""The state folder: made on the first run, readable by its owner only, outside of any repository."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe

from ranvier.registry.state.private_file import write_private

VARIABLE = "RANVIER_STATE"
"""Names the folder, where somebody wants another than the usual one."""

_SECRET_BYTES = 48


@dataclass(frozen=True)
class StateFolder:
    """Where things are. Nothing is made before it is asked for, and what exists is never made anew."""

    path: Path

    @property
    def database(self) -> Path:
        """The SQLite database, where no other one is named."""
        return self.path / "registry.sqlite3"

    @property
    def patient_keys(self) -> Path:
        """The keys of the patients' names: apart from the database, so that a backup of it holds no name."""
        return self.path / "patient-keys.sqlite3"

    @property
    def backups(self) -> Path:
        """Backups of the database."""
        return self._folder("backups")

    @property
    def reports(self) -> Path:
        """Reports that were examined here."""
        return self._folder("reports")

    @property
    def uploads(self) -> Path:
        """Files that wait to be read, under random names."""
        return self._folder("uploads")

    @property
    def secrets(self) -> Path:
        """Secrets of this installation, a file each."""
        return self._folder("secrets")

    def secret(self, name: str) -> str:
        """A secret of this installation, made on first use."""
        path = self.secrets / name
        if not path.exists():
            write_private(path, token_urlsafe(_SECRET_BYTES), once=True)
        return path.read_text(encoding="ascii")

    def _folder(self, name: str) -> Path:
        folder = self.path / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder


def state_folder() -> StateFolder:
    """The folder named by RANVIER_STATE, or the usual one of the person who runs the registry."""
    named = os.environ.get(VARIABLE)
    if named:
        return StateFolder(Path(named).absolute())
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return StateFolder(home / "ranvier" / "registry")
