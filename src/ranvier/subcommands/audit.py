"""`ranvier audit verify`: whether the registry's audit trail is as it was written."""

from __future__ import annotations

import argparse
from pathlib import Path

from ranvier.subcommands.serve import registry_set_up

_VERIFY = """Reads every entry of the audit trail and compares it with its hash and with the entry before.
With --kept also whether it still passes through the head that an export or a backup has kept: then a tail
that was cut off, or a trail that was written anew, is found as well.
"""


def add_audit(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands `audit …`."""
    audit = commands.add_parser("audit", help="the registry's audit trail")
    kinds = audit.add_subparsers(title="commands", metavar="COMMAND", required=True)
    verify = kinds.add_parser("verify", help="is it as it was written?", description=_VERIFY)
    verify.add_argument("--kept", type=Path, metavar="FILE", help="export.json, or the .json of a backup")
    verify.set_defaults(run=_run_verify)


def _run_verify(options: argparse.Namespace) -> int:
    registry_set_up().start_django(loopback=True)
    from ranvier.registry.audit.verify import verify_trail

    found = verify_trail(options.kept)
    print(f"The audit trail holds: {found.n_entries:,} entries, head {found.head.hash[:16]}…")
    return 0
