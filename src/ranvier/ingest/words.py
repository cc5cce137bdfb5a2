"""Words that mean yes, no, or that nothing was recorded."""

from __future__ import annotations

YES_WORDS = frozenset({"yes", "y", "true", "t", "1", "1.0", "да", "д", "ja", "j"})
NO_WORDS = frozenset({"no", "n", "false", "f", "0", "0.0", "нет", "н", "nein"})

DEFAULT_MISSING = ("NA", "N/A", "#N/A", "NaN", "NULL", ".", "-", "–", "—", "н/д", "нет данных", "k. A.")
"""Words read as an empty cell unless `missing` in programme.toml lists others, capitals or not."""


def yes_or_no(text: str) -> bool | None:
    """Whether *text* says yes; None where it says neither.

    >>> yes_or_no("Да"), yes_or_no("nein"), yes_or_no("maybe")
    (True, False, None)
    """
    word = text.strip().casefold()
    if word in YES_WORDS:
        return True
    return False if word in NO_WORDS else None
