"""`ranvier serve`: the registry on this machine, from nothing, with one command."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from importlib.util import find_spec
from typing import Any

from ranvier.errors import UsageError
from ranvier.subcommands.terminal import clear, tell
from ranvier.vocabulary.outcomes import SENTENCE

_SERVE = """Opens the registry at an address on this machine. On the first run it makes the state folder, the
database and the secrets, and asks for the password of an administrator (or takes RANVIER_ADMIN_PASSWORD).

The state folder is ~/.local/share/ranvier/registry, or the one RANVIER_STATE names. The database is SQLite in
it, or PostgreSQL where DATABASE_URL names one. Only this machine can reach it; for a clinic's network put a
proxy with TLS before it (docs/how-to/run-the-registry.md).
"""

_EXAMPLES = f"""examples:
  ranvier serve                          http://127.0.0.1:8000/
  ranvier serve --demo                   with a synthetic clinic to look at, marked as such
  RANVIER_STATE=/srv/registry ranvier serve --port 8100

exit codes: 0 done · 2 wrong call · 10–14 a file cannot be used

{SENTENCE}
"""

_LOOPBACK = "127.0.0.1"


def add_serve(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command `serve`."""
    serve = commands.add_parser(
        "serve",
        help="the registry: open it on this machine",
        description=_SERVE,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    serve.add_argument("--port", type=int, default=8000, metavar="N", help="default: 8000")
    serve.add_argument("--demo", action="store_true", help="fill an empty registry with a synthetic clinic")
    serve.add_argument("--behind-proxy", action="store_true", help="a proxy with TLS stands before it")
    serve.set_defaults(run=_run_serve)


def _run_serve(options: argparse.Namespace) -> int:
    registry = registry_set_up()
    from ranvier.registry.serving import serve

    registry.start_django(loopback=not options.behind_proxy)
    registry.prepare_database(tell)
    registry.make_first_site("Synthetic clinic" if options.demo else "Site A", synthetic=options.demo)
    if not registry.has_anybody():
        clear()
        registry.make_administrator(*_administrator())
    if options.demo:
        registry.load_demo(tell)
    clear()
    serve(_LOOPBACK, options.port, lambda address: print(f"The registry is at {address}", flush=True))
    return 0


def registry_set_up() -> Any:
    """The part of the registry that needs its extra packages. UsageError: they are not installed."""
    if not all(find_spec(name) for name in ("django", "allauth", "waitress")):
        raise UsageError(
            "The registry needs packages that are not installed",
            where="ranvier serve",
            hint='python -m pip install "ranvier[registry]"',
        )
    from ranvier.registry import setting_up

    return setting_up


def _administrator() -> tuple[str, str]:
    """Name and password of the first person: from the environment, or asked for."""
    name = os.environ.get("RANVIER_ADMIN", "admin")
    password = os.environ.get("RANVIER_ADMIN_PASSWORD", "")
    if password:
        return name, password
    if not sys.stdin.isatty():
        raise UsageError(
            "Nobody can sign in yet, and nobody is here to choose a password",
            where="the first run",
            hint="set RANVIER_ADMIN_PASSWORD, or run it in a terminal",
        )
    print(f"The first run: choose a password of 12 characters or more for the administrator '{name}'.")
    password = getpass.getpass("password: ")
    if getpass.getpass("once more: ") != password:
        raise UsageError("The two passwords differ", where="the first run", hint="run it again")
    return name, password
