"""What early evidence shows of itself: signs read from its words and counts, and from nothing later."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ranvier.claims.retrodiction.figures_in_text import numerals, plain
from ranvier.claims.retrodiction.number_sides import people_side, scan_side
from ranvier.claims.retrodiction.reference import reference
from ranvier.claims.retrodiction.rules import word_signs
from ranvier.literature.retrodiction.case_part import is_unknown
from ranvier.literature.retrodiction.early import ChosenForActivity, EarlyEvidence, TherapyKind

_FIELDS = (
    *("therapy", "design", "control", "course", "edss", "time_zero", "outcome", "confirmation", "follow_up"),
    *("completeness", "blinding", "co_treatment", "claimed"),
)
_MONTHS = {
    "day": 1 / 30.4,
    "week": 1 / 4.35,
    "wk": 1 / 4.35,
    "month": 1.0,
    "mo": 1.0,
    "year": 12.0,
    "y": 12.0,
}
_SPAN = re.compile(r"(\d+(?:\.\d+)?)(?:\s*-\s*\d+(?:\.\d+)?)?[ -]*(day|week|wk|month|mo|year|y)s?\b")
_SCAN_FIRST = re.compile(
    r"[^,;]*\b(lesions?|gd|mri|scans?|enhanc\w*|atrophy|t2)\b(?![^,;]*\b(relaps|edss|disab))"
)
_LATE = re.compile(
    r"(\d+)\s*(?:patients |seen |left |remain\w* )?(?:at|after|to|until)\s*(\d+|one|two|three|four|five)"
)
_OF = re.compile(r"(\d+)\s*(?:/|of|out of)\s*(\d+)")


def texts_of(early: EarlyEvidence) -> dict[str, str]:
    """The words of the early evidence by field, plain; a field that says only "not found" is empty."""
    texts = {name: str(getattr(early, name)) for name in _FIELDS}
    known = {name: "" if is_unknown(text) else plain(text) for name, text in texts.items()}
    known["kind"] = early.kind.value
    known["numbers"] = plain(
        "; ".join(
            f"{number.what}: {number.value} {number.ci95} ({number.caveat})" for number in early.numbers
        )
    )
    return known


def signs_of(early: EarlyEvidence) -> frozenset[str]:
    """Every sign of the early evidence, by words and by counts."""
    texts = texts_of(early)
    said = {sign.name for sign in word_signs() if sign.is_in(texts)}
    said |= _of_comparison(early, said)
    said |= _of_blinding(early, said)
    said |= _of_outcome(early, said, texts)
    said |= _of_claim(early, said, texts)
    said |= _of_counts(early, said, texts)
    return frozenset(said)


def months_in(text: str) -> tuple[float, ...]:
    """Every span of a plain text, in months."""
    return tuple(float(number) * _MONTHS[unit] for number, unit in _SPAN.findall(text))


def _of_comparison(early: EarlyEvidence, said: set[str]) -> set[str]:
    """Whether somebody without the therapy was followed at the same time."""
    has_arm = "control_n" in early.features and "own_control" not in said
    if early.features.get("uncontrolled") is True or "no_control_said" in said:
        return {"no_concurrent_control"}
    if "nobody_untreated" in said or "historical_control" in said or "own_control" in said:
        return {"no_concurrent_control"}
    if said & {"dummy_control", "randomised", "parallel_control"} or has_arm:
        return {"concurrent_control"}
    control_named = bool(early.control) and not is_unknown(early.control)
    if control_named and "one_arm" not in said:
        return {"concurrent_control"}
    return {"no_concurrent_control"}


def _of_blinding(early: EarlyEvidence, said: set[str]) -> set[str]:
    """Who did not know: without a word on it, everybody knew."""
    if "double_blind" in said and early.features.get("blinded") is not False:
        return {"ratings_blinded"}
    if "assessor_blind" in said and early.features.get("blinded") is not False:
        return {"ratings_blinded"}
    if early.features.get("blinded") is True and "open_said" not in said:
        return {"ratings_blinded"}
    return {"ratings_open"}


def _of_outcome(early: EarlyEvidence, said: set[str], texts: Mapping[str, str]) -> set[str]:
    """Whether people or scans were looked at, how many outcomes, and whether a change was seen twice."""
    found: set[str] = set()
    people = said & {"relapse_outcome", "disability_outcome", "told_by_patients"}
    scans = said & {"mri_outcome", "laboratory_outcome"}
    if not people and scans:
        found.add("surrogate_alone")
    if _SCAN_FIRST.match(texts["outcome"]):
        found.add("surrogate_first")
    if people or scans or early.numbers or early.features.keys() - {"n", "uncontrolled", "blinded"}:
        found.add("observable")
    if len([part for part in re.split(r"[,;]|\band\b", texts["outcome"]) if part.strip()]) >= 4:
        found.add("many_outcomes")
    if texts["confirmation"] and not re.match(r"\s*(none|no|not|nil)\b", texts["confirmation"]):
        found.add("confirmed_change")
    elif "disability_outcome" in said:
        found.add("unconfirmed_change")
    return found


def _of_claim(early: EarlyEvidence, said: set[str], texts: Mapping[str, str]) -> set[str]:
    """Who was let in, what was claimed, and whether scans and people agree."""
    found: set[str] = set()
    if people_side(early) * scan_side(early) < 0:
        found.add("scan_and_people_differ")
    if "course_in_claim" not in said and texts["claimed"]:
        found.add("claim_without_course")
    if any(name.startswith("arr_") for name in early.features):
        found.add("only_rates")
    chosen = early.chosen_for_activity
    told = "told_of_activity" in said and chosen is ChosenForActivity.UNKNOWN
    if chosen in (ChosenForActivity.YES, ChosenForActivity.LIKELY) or told:
        found.add("chosen_for_activity")
    if chosen is ChosenForActivity.NO:
        found.add("steady_entry")
    if early.kind is TherapyKind.PROCEDURE:
        found.add("procedure")
    return found


def _of_counts(early: EarlyEvidence, said: set[str], texts: Mapping[str, str]) -> set[str]:
    limits = reference()["limits"]
    found: set[str] = set()
    n = early.n_analysed
    if "who_answered" in said and "no_concurrent_control" in said:
        found.add("no_denominator")
    arms = 2 if early.features.get("control_n") or "concurrent_control" in said else 1
    if n is not None and n < arms * limits["tiny_arm"]:
        found.add("tiny_group")
    if n is None or n < limits["enough_for_harm"]:
        found.add("too_few_for_harm")
    if n and early.n_start and n < limits["complete_share"] * early.n_start:
        found.add("patients_missing")
    seen = [(int(k), int(of)) for k, of in _OF.findall(texts["completeness"])]
    if any(k < limits["complete_share"] * of for k, of in seen):
        found.add("patients_missing")
    late = [int(k) for k, _ in _LATE.findall(texts["completeness"])]
    if early.n_start and late and min(late) < limits["late_share"] * early.n_start:
        found |= {"few_left_late", "patients_missing"}
    if 0 < _events_before(early) < limits["few_events"]:
        found.add("few_events_before")
    spans = months_in(texts["follow_up"])
    if texts["follow_up"].startswith("short") or (spans and max(spans) < limits["short_follow_up_months"]):
        found.add("short_follow_up")
    return found


def _events_before(early: EarlyEvidence) -> float:
    """Events behind the rate before treatment; 0 where that is not told."""
    rate, years = early.features.get("arr_before"), early.features.get("py_before")
    if rate and years:
        return float(rate) * float(years)
    for number in early.numbers:
        what = plain(number.what)
        first = numerals(plain(number.value))[:1]
        if (
            re.search(r"relaps|events|attack", what)
            and re.search(r"^[^/]*run-?in\s*/|before\s*/", what)
            and first
        ):
            return first[0]
    return 0.0
