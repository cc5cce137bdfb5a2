"""Headers of the day of a cell dose: "Дата первого введения", "Dose 2", "Datum der ersten Gabe".

Clinics call a dose by many names, so the words are put together here instead of listing every header.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_DOSE_WORDS = re.compile(
    r"doses?|infusions?|injections?|transplants?|transplantations?|administrations?|implantations?|hsct|ahsct|"
    r"введени\S*|доз[аыеуой]*|инъекци\S*|инфузи\S*|трансплантаци\S*|пересадк\S*|имплантаци\S*|вливани\S*|тск|"
    r"\S*gaben?|\S*dosis|dosen|infusionen|injektion\S*|\S*transplantation|verabreichung|applikation"
)
"""Words that mean a dose by themselves."""

_TREATMENT_WORDS = re.compile(
    r"therapy|treatments?|treated|procedures?|терапи\S*|лечени\S*|процедур\S*|операци\S*|therapie|behandlung|eingriff"
)
"""Words that mean a dose only beside a date word or a number."""

_DATE_WORDS = re.compile(r"dates?|day|year|дат[аы]|день|год|datum|tag|jahr")

_ORDINALS = {
    1: r"first|1st|initial|перв\S*|1ая|1я|erste[rnms]?|erst\S*",
    2: r"second|втор\S*|zweite[rnms]?|zweit\S*",
    3: r"third|трет\S*|dritte[rnms]?|dritt\S*",
    4: r"fourth|четверт\S*|vierte[rnms]?|viert\S*",
    5: r"fifth|пят\S*|fünfte[rnms]?",
    99: r"last|latest|последн\S*|letzte[rnms]?",
}
"""Words for the number of a dose; the last one comes after all others."""

_OTHER_MEANING = re.compile(
    r"start\S*|begin|began|beginn\S*|начал\S*|end|ended|stop\S*|ende|окончани\S*|конец|конца|отмен\S*|завершени\S*|"
    r"steroid\S*|стероид\S*|пульс|гкс|кортикостероид\S*|dmt|питрс|drug|препарат\S*|medication|medikament|"
    r"mri|мрт|mrt|relapse\S*|обострени\S*|schub\S*|edss|visit\S*|визит\S*|осмотр\S*|birth|рождени\S*|"
    r"event\S*|событи\S*|diagnos\S*|диагноз\S*|before|after|since|до|после|через|vor|nach|seit|"
    r"mg|мг|ml|мл|kg|кг|days?|дней|unit|reason|route|путь|способ|причина|planned|план\S*|next|следующ\S*"
)
"""Words beside which a date is not that of a cell dose, or a column is no date."""


def dose_number(normal_header: str, holds_dates: Callable[[bool], bool]) -> int | None:
    """Which dose a header (in normal form) dates: its number, 0 where it has none; None for other headers.

    holds_dates: whether the cells below are dates; asked with whether years alone count, which they do only
    below a header that speaks of a date (2000 may be a dose in mg).
    """
    words = normal_header.split()
    dated = _any(_DATE_WORDS, words)
    number = _number(words)
    means_a_dose = _any(_DOSE_WORDS, words) or (
        _any(_TREATMENT_WORDS, words) and (dated or number is not None)
    )
    if not means_a_dose or _any(_OTHER_MEANING, [word for word in words if not _DATE_WORDS.fullmatch(word)]):
        return None
    return (number or 0) if holds_dates(dated) else None


def _any(pattern: re.Pattern[str], words: list[str]) -> bool:
    return any(pattern.fullmatch(word) for word in words)


def _number(words: list[str]) -> int | None:
    for word in words:
        if word.isdecimal():
            return int(word)
        for number, pattern in _ORDINALS.items():
            if re.fullmatch(pattern, word):
                return number
    return None
