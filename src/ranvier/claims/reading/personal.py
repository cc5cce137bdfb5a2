"""Personal data on a page: which kind stands where. What was found is never kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ranvier.claims.reading.lexicon import ordinary_words, without_long_words
from ranvier.claims.reading.page import Block, Place


class PersonalKind(StrEnum):
    """What kind of personal data it is."""

    NAME = "name"
    PHONE = "phone number"
    EMAIL = "e-mail address"
    ADDRESS = "address"
    TOWN = "town of a person"
    AGE = "age of a person"
    PROFILE = "profile in a social network"


@dataclass(frozen=True)
class PersonalDatum:
    """That something personal stands at a place; not what."""

    kind: PersonalKind
    place: Place
    block: int
    start: int
    end: int


WINDOW, OVERLAP = 1_500, 150
"""A long paragraph is looked through in parts of so many characters, so that no pattern is slow."""

_NAME = r"[A-ZÀ-Þ][a-zà-ÿ]+(?:[-'’][A-ZÀ-Þ]?[a-zà-ÿ]+)?"
_FULL = rf"{_NAME}(?:\s+(?:[A-Z]\.|{_NAME}|van|von|de|der|da|di|al|bin)){{0,3}}"
_TITLE = r"(?:Dr|Prof(?:essor)?|Doctor|Mr|Mrs|Miss|Sir|Dame|Herr|Frau|Nurse)\.?"
_PATTERNS: tuple[tuple[PersonalKind, re.Pattern[str]], ...] = (
    (
        PersonalKind.EMAIL,
        re.compile(
            r"[\w.+%-]+\s?(?:@|\(at\)|\[at\]|\s+at\s+(?=[\w-]+\s+dot\s))\s?[\w-]+(?:(?:\.|\s+dot\s+)[\w-]+)+"
        ),
    ),
    (
        PersonalKind.PHONE,
        re.compile(r"(?<![\w./-])(?:\+|00|\()?\d(?:[\s().\u2011/-]{0,2}\d){8,14}(?![\w%-])"),
    ),
    (
        PersonalKind.PHONE,
        re.compile(
            r"\b(?:tel|phone|call|mobile|fax|whatsapp|cell)[.:]?\s*(?:us\s|on\s|no\.?\s|"
            r"number\s)*:?\s*[+(]?\d[\d\s().-]{4,}\d",
            re.I,
        ),
    ),
    (
        PersonalKind.NAME,
        re.compile(rf"\b{_TITLE}\s+(?:med\.\s+|[A-Z]\.\s*){{0,3}}{_FULL}|\bM[sr]s?\.\s+{_FULL}"),
    ),
    (
        PersonalKind.NAME,
        re.compile(
            rf"(?:^|[—–\"”.,;:(]\s*|[-]\s)(?P<it>{_NAME}\s+(?:[A-Z]\.?|"
            rf"{_NAME}))(?=\s*,?\s*\(?(?:age[d]?\s*)?\d{{2}}\b(?![,.]?\d|\s*%|:))"
        ),
    ),
    (
        PersonalKind.NAME,
        re.compile(
            rf"(?P<it>\b{_NAME}(?:\s+(?:[A-Z]\.|{_NAME}))?)(?=\s*,\s*(?:age[d]?\s*)?\d{{2}}(?:\s*(?:,|"
            rf"\(|years|yrs|y\.?o|from)|\s*$))"
        ),
    ),
    (
        PersonalKind.NAME,
        re.compile(
            rf"(?:[—–]|[\"”]\s*[-,]?)\s*(?P<it>{_NAME}(?:\s+(?:[A-Z]\b\.?|{_NAME})){{0,2}})(?=\s*(?:,|\(|$))"
        ),
    ),
    (
        PersonalKind.NAME,
        re.compile(
            rf"\b(?:[Pp]atient|[Mm]y name is|[Ii] am|I'm|named|called|meet|Meet|[Ss]tory of|"
            rf"[Cc]ase of)\s+(?P<it>{_FULL})"
        ),
    ),
    (PersonalKind.NAME, re.compile(rf"(?P<it>\b{_NAME}\s+[A-Z]\.)(?=\s|,|$)")),
    (
        PersonalKind.NAME,
        re.compile(
            rf"(?P<it>\b{_NAME})(?=\s+(?:had been|was|is|has|could|can|came|told|tells|says|said|"
            rf"writes|wrote|walks|walked|arrived|returned|suffered|now)\b)"
        ),
    ),
    (
        PersonalKind.ADDRESS,
        re.compile(
            rf"\b\d{{1,5}}[a-z]?,?\s+(?:{_NAME}\s+){{1,3}}(?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|"
            rf"Lane|Drive|Boulevard|Blvd\.?|Square|Way|Court|Place|Terrace|Close)\b"
        ),
    ),
    (
        PersonalKind.ADDRESS,
        re.compile(r"\b(?:[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}|[A-Z]{2}\s\d{5}(?:-\d{4})?)\b"),
    ),
    (
        PersonalKind.PROFILE,
        re.compile(
            r"(?:facebook|instagram|twitter|vk|tiktok|linkedin|t)\.(?:com|me)/[\w.-]+|(?<![\w.])@\w{3,}", re.I
        ),
    ),
    (
        PersonalKind.AGE,
        re.compile(
            r"\b(?:aged?\s+\d{1,2}|\d{1,2}[ -]years?[ -](?:old|of age)|\d{1,2}[ -]?y/?o)\b|"
            r"(?<=,\s)\d{2}(?=\s*(?:years|yrs|,\s*[A-Z(]|\())",
            re.I,
        ),
    ),
    (
        PersonalKind.TOWN,
        re.compile(
            rf"(?:\d{{2}}\s*,?\s*\(?\s*|\b(?:from|comes from|lives in|"
            rf"of)\s+)(?P<it>{_NAME}(?:\s{_NAME})?)(?=\s*[,).]|\s*$|\s+(?:who|had|was|is|has)\b)"
        ),
    ),
)
NOT_NAMES = ordinary_words("not_names")


def find_personal_data(blocks: Sequence[Block]) -> tuple[PersonalDatum, ...]:
    """Where personal data stand, in the order of the page; their text is not kept."""
    found = {
        (datum.block, datum.start, datum.kind): datum
        for number, block in enumerate(blocks)
        for datum in _of_block(number, block)
    }
    return tuple(sorted(found.values(), key=lambda datum: (datum.block, datum.start, datum.kind)))


def _of_block(number: int, block: Block) -> Iterator[PersonalDatum]:
    for offset in range(0, len(block.text), WINDOW - OVERLAP):
        yield from _of_window(number, block, offset, without_long_words(block.text[offset : offset + WINDOW]))


def _of_window(number: int, block: Block, offset: int, text: str) -> Iterator[PersonalDatum]:
    """The personal data of a part of a block that begins at *offset*."""
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span("it") if "it" in pattern.groupindex else match.span()
            if kind in (PersonalKind.NAME, PersonalKind.TOWN) and not _may_name(text[start:end]):
                continue
            if kind is PersonalKind.PHONE and not _is_phone(match.group()):
                continue
            first, last = offset + start, offset + end
            yield PersonalDatum(kind, block.place(first, last), number, first, last)


def _may_name(text: str) -> bool:
    """Whether these capitalised words may be somebody's name: none of them is an ordinary one."""
    words = [word for word in re.split(r"[\s.]+", text) if len(word) > 1]
    titled = bool(re.match(_TITLE + r"\s", text)) or bool(re.match(r"M[sr]s?\.", text))
    ordinary = [word for word in words if re.sub(r"['’]s$", "", word).lower() in NOT_NAMES]
    return bool(words) and (not ordinary or (titled and len(ordinary) < len(words)))


def _is_phone(text: str) -> bool:
    """Whether digits are a phone number rather than years, ranges or a registry number."""
    digits = re.sub(r"\D", "", text)
    years = re.fullmatch(r"\s*(?:19|20)\d\d\s*[-–/]\s*(?:19|20)\d\d\s*", text)
    return 7 <= len(digits) <= 15 and not years
