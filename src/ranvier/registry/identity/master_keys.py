"""The keys that wrap every patient's key; several may be valid while one takes the place of another."""

from __future__ import annotations

from pathlib import Path

from cryptography.fernet import Fernet, MultiFernet

from ranvier.registry.state.folder import StateFolder
from ranvier.registry.state.private_file import write_private

_NAME = "master-keys"


def master_keys(state: StateFolder) -> MultiFernet:
    """The ring of valid keys, the newest first; the first one is made on first use."""
    path = _path(state)
    if not path.exists():
        write_private(path, Fernet.generate_key().decode(), once=True)
    return MultiFernet([Fernet(line) for line in path.read_text(encoding="ascii").split()])


def add_master_key(state: StateFolder) -> None:
    """A new key at the head of the ring; what older ones have wrapped stays readable."""
    master_keys(state)
    path = _path(state)
    write_private(path, f"{Fernet.generate_key().decode()}\n{path.read_text(encoding='ascii')}")


def keep_newest_master_key(state: StateFolder) -> None:
    """Only the newest key stays: after every patient's key was wrapped anew."""
    path = _path(state)
    write_private(path, path.read_text(encoding="ascii").split()[0])


def _path(state: StateFolder) -> Path:
    return state.secrets / _NAME
