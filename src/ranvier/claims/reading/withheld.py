"""Whether a sentence of the page may be repeated: not where it tells of a person or may name one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ranvier.claims.reading.lexicon import find_concepts, plain
from ranvier.claims.reading.page import BETWEEN_CELLS, Role
from ranvier.claims.reading.personal import NOT_NAMES, PersonalDatum
from ranvier.claims.reading.sentences import Sentence

_CAPITALISED = re.compile(r"(?<=[\w,;:)\"”'’])\s+[\"“'‘(]?([A-ZÀ-Þ][\w'’-]*[a-zà-ÿ][\w'’-]*)")


def may_be_repeated(sentence: Sentence, personal: Sequence[PersonalDatum], *, case: bool) -> bool:
    """False for a described case, beside personal data, and where an unknown word begins with a capital.

    A row of a table may begin with a name alone, so its first cell must name something known.
    """
    end = sentence.start + len(sentence.text)
    named = any(d.block == sentence.block and d.start < end and sentence.start < d.end for d in personal)
    if case or named or sentence.quoted or "@" in sentence.text:
        return False
    if sentence.role is Role.ROW and not find_concepts(plain(sentence.text.split(BETWEEN_CELLS)[0])):
        return False
    words = _CAPITALISED.findall(sentence.text)
    return all(re.sub(r"['’]s$", "", word).lower() in NOT_NAMES for word in words)
