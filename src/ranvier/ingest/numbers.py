"""How a cell's text becomes a number, without guessing.

Groups of three digits may be set off by spaces (also the narrow kinds) or apostrophes. The decimal mark is
the declared one. A point under a declared comma, or a comma under a point, is refused: "1.200" and "1,200"
differ by a factor of a thousand. Only number cells of a spreadsheet, which have a point whatever the
language, are exempt.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

_GROUPS = "[ \u00a0\u2007\u2009\u202f'\u2019]"
_CELL = re.compile(r"-?[0-9]+(?:\.[0-9]*[1-9])?(?:[eE][+-]?[0-9]+)?", re.ASCII)


def number_parser(decimal_mark: str, *, typed_cells: bool) -> Callable[[str], float | None]:
    """A function from trimmed text to a finite number, or None where it is none.

    decimal_mark: "." or ",". typed_cells: whether the text comes from a file whose cells may be numbers
    already.
    """
    pattern = re.compile(
        rf"[+-]?(?:[0-9]+|[0-9]{{1,3}}(?:{_GROUPS}[0-9]{{3}})+)(?:{re.escape(decimal_mark)}[0-9]+)?(?:[eE][+-]?[0-9]+)?",
        re.ASCII,
    )

    def parse(text: str) -> float | None:
        text = text.replace("\u2212", "-")
        if pattern.fullmatch(text):
            plain = re.sub(_GROUPS, "", text).replace(decimal_mark, ".")
        elif typed_cells and _CELL.fullmatch(text):
            plain = text
        else:
            return None
        number = float(plain)
        return number if math.isfinite(number) else None

    return parse
