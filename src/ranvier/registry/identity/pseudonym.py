"""Pseudonyms drawn by lot, with check characters, so that a slip of the pen is not another patient."""

from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 signs that are not mistaken for one another when read or said; a prime number of them."""

_DRAWN = 4
DRAWN_FOR_PROJECT = 8
_BASE = len(ALPHABET)


def draw_pseudonym() -> str:
    """A pseudonym that tells nothing of the patient: four signs by lot and two that check them, QK7M-TA."""
    return with_check("".join(secrets.choice(ALPHABET) for _ in range(_DRAWN)))


def with_check(drawn: str) -> str:
    """*drawn* with its check characters.

    Two weighted sums modulo 31, as of a Reed-Solomon code: any one wrong sign and any two exchanged ones are
    found, and any two wrong signs.

    >>> with_check("QK7M")
    'QK7M-TA'
    """
    values = [ALPHABET.index(sign) for sign in drawn]
    plain = sum(values) % _BASE
    weighted = sum(place * value for place, value in enumerate(values, start=1)) % _BASE
    n = len(values)
    # signs a, b after the drawn ones, at places n + 1 and n + 2, that make both sums zero
    b = ((n + 1) * plain - weighted) % _BASE
    a = (-plain - b) % _BASE
    return f"{drawn}-{ALPHABET[a]}{ALPHABET[b]}"


def is_pseudonym(text: str) -> bool:
    """Whether *text* is a pseudonym drawn here and written without a slip.

    >>> is_pseudonym("QK7M-TA"), is_pseudonym("QK7N-TA"), is_pseudonym("KQ7M-TA")
    (True, False, False)
    """
    signs = text.upper().replace("-", "")
    if len(signs) not in (_DRAWN + 2, DRAWN_FOR_PROJECT + 2) or not set(signs) <= set(ALPHABET):
        return False
    return with_check(signs[:-2]).replace("-", "") == signs
