"""Which language a page is written in, by its letters and its commonest words; only English is read."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from ranvier.claims.reading.lexicon import common_words
from ranvier.claims.reading.page import Block
from ranvier.errors import UnreadableFile

ENGLISH = "English"
SCRIPTS = {
    "CYRILLIC": "Russian or another language in Cyrillic letters",
    "GREEK": "Greek",
    "ARABIC": "Arabic or another language in Arabic letters",
    "HEBREW": "Hebrew",
    "CJK": "Chinese or Japanese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "THAI": "Thai",
    "DEVANAGARI": "Hindi or another Indian language",
    "BENGALI": "Bengali",
    "TAMIL": "Tamil",
    "GEORGIAN": "Georgian",
    "ARMENIAN": "Armenian",
}
MIN_SHARE = 0.12
"""At least so many words of English prose are among its commonest 60; a third as a rule."""

MIN_LETTERS_OF_ANOTHER_SCRIPT = 0.5
WORDS_LOOKED_AT = 20_000
CLEARLY_ANOTHER = 0.1
"""By so much the words of another language must be more than the English ones for a paragraph to be in it."""

WORDS_OF_A_BLOCK = 15
"""A paragraph of fewer words is too short to tell its language."""

_WORDS = common_words()
_WORD = re.compile(r"[^\W\d_]+")


def check_language(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Notes on paragraphs in other languages; raises UnreadableFile for a page that is not in English."""
    language = find_language(" ".join(block.text for block in blocks))
    if language != ENGLISH:
        said = f"The page is in {language}" if language else "The page is not in a language that can be told"
        raise UnreadableFile(
            f"{said}; only English is read", hint="have it translated, and read the translation"
        )
    foreign = sum(1 for block in blocks if not is_english(block.text))
    if not foreign:
        return ()
    many = "1 paragraph is" if foreign == 1 else f"{foreign} paragraphs are"
    return (f"{many} in another language and not read",)


def is_english(text: str) -> bool:
    """Whether a paragraph may be read: in English, or too short to tell."""
    if other_script(text):
        return False
    words = _words(text)
    if len(words) < WORDS_OF_A_BLOCK:
        return True
    shares = _shares(words)
    return max(shares.values()) - shares[ENGLISH] < CLEARLY_ANOTHER


def find_language(text: str) -> str:
    """The language of the text; empty where none of those known fits."""
    script = other_script(text[:200_000])
    if script:
        return script
    words = _words(text)
    if not words:
        return ""
    shares = _shares(words)
    best = max(shares, key=lambda name: shares[name])
    if shares[ENGLISH] >= shares[best] - 0.02 and (shares[ENGLISH] >= MIN_SHARE or len(words) < 60):
        return ENGLISH
    return best if best != ENGLISH and shares[best] >= MIN_SHARE / 2 else ""


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text[:200_000])[:WORDS_LOOKED_AT]]


def _shares(words: Sequence[str]) -> dict[str, float]:
    """Which share of the words is among the commonest of each language."""
    counted = Counter(words)
    return {name: sum(counted[word] for word in common) / len(words) for name, common in _WORDS.items()}


def other_script(text: str) -> str:
    """The language or languages of the letters that are not Latin, where they are many; else empty."""
    letters = [letter for letter in text if letter.isalpha()]
    scripts = Counter(
        unicodedata.name(letter, "UNKNOWN").split()[0] for letter in letters if letter > "\u024f"
    )
    if not scripts or scripts.total() < MIN_LETTERS_OF_ANOTHER_SCRIPT * len(letters):
        return ""
    script = scripts.most_common(1)[0][0]
    return SCRIPTS.get(script, "a language in letters other than Latin")
