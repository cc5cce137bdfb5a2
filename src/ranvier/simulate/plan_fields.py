"""What the fields of a plan mean, read off the plans' own descriptions."""

from __future__ import annotations

import inspect
import re
from dataclasses import fields
from itertools import zip_longest
from typing import Any


def meanings_of(plan: type[Any]) -> dict[str, str]:
    """What each field of a plan means, as the second paragraph of its class says it: "name, name: meaning."

    Fields that it does not name are missing.
    """
    names = [field.name for field in fields(plan)]
    paragraphs = inspect.cleandoc(plan.__doc__ or "").split("\n\n")
    text = " ".join(" ".join(paragraphs[1:2]).split())
    known = "|".join(map(re.escape, names))
    heads = list(re.finditer(rf"(?:^|(?<=[.;] ))((?:{known})(?:, (?:{known}))*): ", text))
    found: dict[str, str] = {}
    for head, following in zip_longest(heads, heads[1:]):
        end = following.start() if following else len(text)
        meaning = text[head.end() : end].strip().rstrip(".;")
        found |= dict.fromkeys(head.group(1).split(", "), meaning)
    return found
