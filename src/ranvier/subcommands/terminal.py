"""What a running command tells on standard error: progress that is rewritten, and notices that stay."""

from __future__ import annotations

import sys
from collections.abc import Callable

QUIET_SECONDS = 2
"""Progress is told of work that takes longer."""


def tell(message: str) -> None:
    """One line of progress, rewritten on a terminal; nothing elsewhere."""
    if sys.stderr.isatty():
        print(f"\r\033[K{message} …", end="", file=sys.stderr, flush=True)


def notice(message: str) -> None:
    """A line that stays."""
    clear()
    print(message, file=sys.stderr, flush=True)


def clear() -> None:
    """The line of progress gone, so that what follows begins at the margin."""
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)


def after_a_while(listener: Callable[[str], None], seconds: Callable[[], float]) -> Callable[[str], None]:
    """Tells *listener* once QUIET_SECONDS have passed; a clock of *seconds* says when."""
    began = seconds()

    def later(message: str) -> None:
        if seconds() - began >= QUIET_SECONDS:
            listener(message)

    return later
