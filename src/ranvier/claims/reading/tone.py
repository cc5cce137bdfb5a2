"""Whether a page sells or informs: what a plain sentence on it is worth."""

from __future__ import annotations

from collections.abc import Sequence

from ranvier.claims.reading.lexicon import cues, plain
from ranvier.claims.reading.sentences import Sentence

SMOOTHING = 6.0
"""A page that shows fewer signs than about so many is taken to do neither."""

SERVICE = 0.6
"""What a word of service, such as an appointment, counts beside one of advertisement."""

_FIRM = ("selling", "check_with_patients", "amazed", "belief")


def find_tone(sentences: Sequence[Sentence]) -> float:
    """From −1, a page that informs, to 1, one that sells; 0 where nothing tells."""
    selling = informing = 0.0
    for sentence in sentences:
        text = plain(sentence.text)
        selling += min(2, len(cues()["selling"].findall(text)))
        selling += SERVICE * min(2, len(cues()["service"].findall(text)))
        selling += any(cues()[name].search(text) for name in _FIRM[1:])
        selling += bool(cues()["cure"].search(text)) and not cues()["unproven"].search(text)
        selling += 0.5 * text.rstrip().endswith("!") + 0.5 * bool(cues()["we_do"].search(text))
        informing += min(2, len(cues()["informing"].findall(text)))
        informing += 1.5 * bool(cues()["unproven"].search(text))
        informing += 0.5 * bool(cues()["caution"].search(text)) + 0.5 * bool(cues()["conduct"].search(text))
    return (selling - informing) / (selling + informing + SMOOTHING)
