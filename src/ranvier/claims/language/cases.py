"""Cases that a source describes, de-identified and in numbers: never a name, a town or a story."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ranvier.literature.section import Section
from ranvier.vocabulary.edss import is_valid_edss
from ranvier.vocabulary.scales.implied_band import Aid, DescribedWalking, GetsAbout, implied_edss_band


class Reported(StrEnum):
    """What the source reports of a case."""

    SUCCESS = "success"
    FAILURE = "failure"
    NO_OUTCOME = "no_outcome"


@dataclass(frozen=True)
class CaseReport:
    """One described case; an empty text, and None, stand for "not stated".

    before, after: EDSS from lowest to highest that the description allows; None where it allows none.
    measured: whether the source itself gives the scores. first_better_day: day on which improvement is
    first reported. followup_months: the longest time reported. confirmed: whether a second visit is said to
    have found the same. co_treatment, adverse_events: what the source states of them.
    """

    id: str
    reported: Reported
    sex: str = ""
    age: float | None = None
    country: str = ""
    treatment_year: int | None = None
    before: tuple[float, float] | None = None
    after: tuple[float, float] | None = None
    measured: bool = False
    first_better_day: float | None = None
    followup_months: float | None = None
    co_treatment: str = ""
    phenotype: str = ""
    disease_years: float | None = None
    route: str = ""
    dose: str = ""
    confirmed: bool = False
    adverse_events: str = ""


def read_case_parts(parts: tuple[Section, ...]) -> tuple[CaseReport, ...]:
    """The described cases of a companion file; faults are kept in the parts."""
    reports = tuple(_read_case(part) for part in parts)
    seen: set[str] = set()
    for part, report in zip(parts, reports, strict=True):
        if report.id in seen:
            part.fault(f"the id '{report.id}' is used twice", "give each case its own id")
        seen.add(report.id)
    return reports


def _read_case(part: Section) -> CaseReport:
    year = part.number("treatment_year")
    report = CaseReport(
        id=part.text("id", required=True),
        reported=part.word("reported", Reported) or Reported.NO_OUTCOME,
        sex=part.text("sex"),
        age=part.number("age"),
        country=part.text("country"),
        treatment_year=None if year is None else int(year),
        before=_scores(part, "edss_before") or _described(part, "walking_before"),
        after=_scores(part, "edss_after") or _described(part, "walking_after"),
        measured=part.flag("edss_measured"),
        first_better_day=part.number("first_better_day"),
        followup_months=part.number("followup_months"),
        co_treatment=part.text("co_treatment"),
        phenotype=part.text("phenotype"),
        disease_years=part.number("disease_years"),
        route=part.text("route"),
        dose=part.text("dose"),
        confirmed=part.flag("confirmed"),
        adverse_events=part.text("adverse_events"),
    )
    _check_no_contact(part)
    part.done()
    return report


def _scores(part: Section, key: str) -> tuple[float, float] | None:
    """Lowest and highest EDSS under *key*."""
    if not part.has(key):
        return None
    found = part.data[key]
    ends = found if isinstance(found, list) else [found]
    if len(ends) not in (1, 2) or not all(_is_score(end) for end in ends) or ends[0] > ends[-1]:
        part.fault(
            f"'{key}' must be one EDSS score, or the lowest and the highest",
            f"for example {key} = [6.0, 6.5]; EDSS is 0 or 1.0 to 10.0 in half points",
        )
        return None
    return float(ends[0]), float(ends[-1])


def _described(part: Section, key: str) -> tuple[float, float] | None:
    """The band of EDSS that the walking under *key* implies."""
    if not part.has(key):
        return None
    found = part.data[key]
    if not isinstance(found, dict):
        part.fault(f"'{key}' must say how the person gets about", _EXAMPLE.format(key))
        return None
    walking = Section(found, f"{part.where}, {key}", part.faults)
    gets_about = walking.word("gets_about", GetsAbout)
    aid = walking.word("aid", Aid, required=False) if walking.has("aid") else Aid.UNCLEAR
    metres = walking.number("metres")
    walking.done()
    if gets_about is None or aid is None:
        return None
    if metres is not None and metres < 0:
        part.fault(f"'{key}' has a distance below 0", _EXAMPLE.format(key))
        return None
    return implied_edss_band(DescribedWalking(gets_about, metres, aid))


_EXAMPLE = 'for example {} = {{ gets_about = "walks", metres = 200, aid = "one_side" }}'


def _is_score(end: object) -> bool:
    return isinstance(end, int | float) and not isinstance(end, bool) and is_valid_edss(float(end))


def _check_no_contact(part: Section) -> None:
    """Report a case that holds what looks like a way to reach a person."""
    words = [found for found in part.data.values() if isinstance(found, str)]
    if any("@" in text or "://" in text or sum(map(str.isdigit, text)) > 6 for text in words):
        part.fault("a case holds what looks like a way to reach a person", "describe cases without contacts")
