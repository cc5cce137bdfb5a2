"""Whether a page sells or informs: what a plain sentence on it is worth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ranvier.claims.reading.lexicon import cues, plain
from ranvier.claims.reading.sentences import Sentence
from ranvier.claims.reading.signals import Signals

SMOOTHING = 6.0
"""A page that shows fewer signs than about so many is taken to do neither."""

SERVICE = 0.6
"""What a word of service, such as an appointment, counts beside one of advertisement."""

PROMISE = 0.7
"""What a promise without hedge or reference counts."""

CASE = 1.0
"""What a paragraph on one person counts."""

_SELLS = ("check_with_patients", "amazed", "belief")
_PRICE = re.compile(
    r"[€$£]\s?\d|\d\s?(?:[€$£]|euros?\b|dollars?\b|pounds sterling|usd\b|eur\b|gbp\b)", re.IGNORECASE
)


def find_tone(sentences: Sequence[Sentence], signals: Iterable[Signals], n_cases: int = 0) -> float:
    """From −1, a page that informs, to 1, one that sells; 0 where nothing tells."""
    selling, informing = CASE * min(n_cases, 10), 0.0
    for sentence, parts in zip(sentences, signals, strict=True):
        text = plain(sentence.text)
        selling += _selling(text, parts)
        informing += min(2, len(cues()["informing"].findall(text)))
        informing += 1.5 * parts.denies_benefit + 0.5 * parts.has("caution") + 0.5 * parts.has("conduct")
    return (selling - informing) / (selling + informing + SMOOTHING)


def _selling(text: str, parts: Signals) -> float:
    """How much one sentence advertises."""
    found = float(min(2, len(cues()["selling"].findall(text))))
    found += SERVICE * min(2, len(cues()["service"].findall(text)))
    found += any(parts.has(name) for name in _SELLS)
    found += parts.has("cure") and not parts.denies_benefit
    found += bool(_PRICE.search(text))
    return found + 0.5 * text.endswith("!") + 0.5 * parts.has("we_do") + PROMISE * _promises(parts)


def _promises(s: Signals) -> bool:
    """A benefit or safety without hedge, reference, advice or denial."""
    less = (
        s.n_hedges
        or s.denies_benefit
        or s.has("reference", "advice", "conditional", "caution", "can", "conduct")
    )
    if less:
        return False
    gain = (
        s.has("better", "works")
        and s.about("therapy", "function")
        and (s.patients or s.has("universal", "we"))
    )
    return gain or (s.about("harm") and s.denies_harm) or (bool(s.quantities) and s.has("better"))
