"""Each sentence as a reader understands it: rows with heads, answers with questions, 'it' with its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ranvier.claims.reading.lexicon import concepts, find_concepts, plain
from ranvier.claims.reading.page import Block, Role
from ranvier.claims.reading.populations import speaks_of_patients
from ranvier.claims.reading.rows import is_head, sentence_of_row
from ranvier.claims.reading.sentences import Sentence

LONGEST_QUESTION = 160
"""Characters of a question that is read together with its answer."""

REACH = 3
"""So many sentences back 'it' may find its name; then the last heading is asked."""

_ANSWER = re.compile(
    r"^\W*(?:A\s?:\s*)?(?P<word>no|none|never|nothing|not at all|yes|absolutely|definitely|"
    r"certainly|of course)\b"
    r"(?=\s*[.,!;:–—-]|\s*$)|\bthere (?:is|are) (?P<none>none)\b",
    re.IGNORECASE,
)
_IT = re.compile(
    r"^(?P<before>\W*(?:(?:and|but|also|then|moreover|in addition|besides)\b,?\s+)?)"
    r"(?P<it>it|they|this|these)\s+(?=(?:\w+ly |also |even |then |not )?[a-z]+)",
    re.IGNORECASE,
)
_EXPLETIVE = re.compile(
    r"^\W*(?:it|this|these)\s+(?:is|was|are|were|has been|seems|appears|may be|might be)\s+"
    r"(?:\w+ly\s+)?(?:not\s+|no\s+)?(?:\w+,?\s+){0,2}(?:that|to|whether|how|why|if)\b",
    re.IGNORECASE,
)


def texts_in_context(sentences: Sequence[Sentence], blocks: Sequence[Block]) -> list[str]:
    """For each sentence the words by which it is judged; its own where it stands by itself."""
    heads = _heads(blocks)
    return [_in_context(sentences, at, heads) for at in range(len(sentences))]


def _in_context(sentences: Sequence[Sentence], at: int, heads: dict[int, str]) -> str:
    sentence = sentences[at]
    if sentence.role is Role.ROW:
        return sentence_of_row(sentence.text, heads.get(sentence.block, ""))
    if at and sentences[at - 1].asks and len(sentences[at - 1].text) <= LONGEST_QUESTION:
        return _answered(sentences[at - 1].text, sentence.text)
    return _named(sentences, at)


def _heads(blocks: Sequence[Block]) -> dict[int, str]:
    """For each row of a table the row that names its columns."""
    found: dict[int, str] = {}
    head = ""
    for number, block in enumerate(blocks):
        if block.role is not Role.ROW:
            head = ""
        elif is_head(block.text):
            head = block.text
        else:
            found[number] = head
    return found


def _answered(question: str, answer: str) -> str:
    """A yes or no together with what it answers."""
    said = _ANSWER.search(answer)
    if said is None:
        return answer
    asked = re.sub(r"^\W*(?:q\s?:\s*)?", "", question, flags=re.IGNORECASE).rstrip("?\"'”’»)] ")
    return f"{said['word'] or said['none']} {asked}: {answer[said.end('word') :] if said['word'] else answer}"


def _named(sentences: Sequence[Sentence], at: int) -> str:
    """The sentence with the therapy's name where it only says 'it' or 'this'."""
    text = sentences[at].text
    said = _IT.match(text)
    if said is None or _EXPLETIVE.match(text) or _therapy(text):
        return text
    many = said["it"].lower() in ("they", "these")
    for before in reversed(sentences[max(0, at - REACH) : at]):
        name = _therapy(before.text)
        if name and not (many and _patients_first(before.text, name)):
            return f"{said['before']}{name}{text[said.end('it') :]}"
        if name or (many and speaks_of_patients(before.text)):
            return text
    return text


def _therapy(text: str) -> str:
    """The words by which a text first names a therapy of its own, or else any."""
    lowered = plain(text)
    spots = {
        name: start for name, start in find_concepts(lowered).items() if concepts()[name].group == "therapy"
    }
    special = {name: start for name, start in spots.items() if name != "treatment"} or spots
    if not special:
        return ""
    first = min(special, key=lambda name: special[name])
    found = concepts()[first].pattern.search(lowered)
    return text[found.start() : found.end()] if found else ""


def _patients_first(text: str, name: str) -> bool:
    return speaks_of_patients(text[: text.find(name)])
