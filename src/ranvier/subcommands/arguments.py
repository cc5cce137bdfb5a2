"""What several commands are asked for in the same words."""

from __future__ import annotations

import argparse


def seed_number(text: str) -> int:
    """A seed from the command line: a whole number from 0."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"a seed is a whole number from 0, not {text!r}")
    return int(text)
