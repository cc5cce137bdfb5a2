"""Finding a patient by name or number without a readable copy: a keyed hash of what was typed."""

from __future__ import annotations

import hmac
import unicodedata
from hashlib import sha256

from ranvier.registry.state.folder import StateFolder


def blind_index(state: StateFolder, what: str, text: str) -> str:
    """The keyed hash of *text*, alike for capitals, accents written apart and spaces; nothing for nothing.

    what: "name" or "number"; equal texts of different fields are not recognised as equal.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if not plain:
        return ""
    key = state.secret("blind-index").encode()
    return hmac.new(key, f"{what}\x1f{plain}".encode(), sha256).hexdigest()
