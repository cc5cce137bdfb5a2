"""Whether early evidence shows harm beyond what the disease does by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ranvier.claims.retrodiction.figures_in_text import interval, numerals, plain
from ranvier.claims.retrodiction.number_sides import scan_side
from ranvier.claims.retrodiction.reference import reference
from ranvier.claims.retrodiction.signs import months_in
from ranvier.claims.retrodiction.standing import Standing, are_printed, up_to
from ranvier.estimates.rates.incidence import exact_count_limits
from ranvier.literature.retrodiction.early import EarlyEvidence

_RELAPSES = re.compile(r"relaps|exacerb|attack")
_OF = re.compile(r"^\s*(\d+)\s*(?:of|/|in)\s*(\d+)\b")


@dataclass(frozen=True)
class HarmRate:
    """Relapses a patient-year on treatment with the lower exact 95 % limit."""

    estimate: float
    lower: float


def harm_rate(early: EarlyEvidence, standing: Standing) -> HarmRate | None:
    """Relapses a year on treatment, where a number of that standing prints them; else None."""
    if not _RELAPSES.search(plain(early.outcome)):
        return None
    numbers = up_to(early.numbers, standing)
    events, years = early.features.get("events"), early.features.get("py")
    if events and years and (standing is Standing.MEMORY or are_printed((float(events),), numbers)):
        return _rate(float(events), float(years))
    for number in numbers:
        what, value = plain(number.what), plain(number.value)
        if not _RELAPSES.search(what) or re.search(r"before|pre-|prior|run-?in|free", what):
            continue
        limits = interval(plain(number.ci95))
        if limits and re.search(r"patient-year|a year|per year|annual|\barr\b", what) and numerals(value):
            return HarmRate(numerals(value)[0], limits[0])
        counts, spans = _OF.match(value), months_in(what)
        if counts and spans and re.search(r"during|within|over|in the first", what):
            return _rate(float(counts[1]), float(counts[2]) * spans[0] / 12)
    return None


def harm_is_clear(rate: HarmRate, early: EarlyEvidence) -> bool:
    """Whether even the lower limit is above any plausible rate, and above the patients' own before."""
    own = float(early.features.get("arr_before", 0.0))
    return rate.lower > max(reference()["limits"]["highest_plausible_relapses_a_year"], own)


def lesions_rise(early: EarlyEvidence) -> bool:
    """Whether all that is told of scans is that they got busier."""
    return scan_side(early) < 0


def _rate(events: float, years: float) -> HarmRate | None:
    if years <= 0 or events < 0:
        return None
    lower, _ = exact_count_limits(int(events), 0.025, 0.025)
    return HarmRate(events / years, float(lower) / years)
