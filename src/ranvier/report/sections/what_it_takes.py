"""What it would take to know: which studies could say something of each claim, and at what cost in people."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.claims.judging.verdict import Examination
from ranvier.claims.judging.what_it_takes import NONE_SHOWN, ClaimNeed, DesignNeed, WhatItTakes
from ranvier.report.numbers import sentence_case, span
from ranvier.report.sections.claim_rows import anchor_of
from ranvier.report.wording import BECAUSE, CERTAINTY
from ranvier.vocabulary.outcomes import Because


@dataclass(frozen=True)
class NeedRow:
    """One design in the table: cells as printed."""

    design: str
    at_most: str
    look: str
    certainty: str
    patients: str
    months: str
    cost: str
    stays: str


@dataclass(frozen=True)
class NeedTable:
    """One claim: its table, and sentences on the effect taken to be true and on what stays as bias."""

    claim: str
    anchor: str
    label: str
    sentences: tuple[str, ...]
    rows: tuple[NeedRow, ...]


@dataclass(frozen=True)
class NeedSection:
    """The section; or, without tables, the reason why there is none."""

    tables: tuple[NeedTable, ...]
    reason: str
    made_with: str
    assumed: tuple[str, ...]


def tell_what_it_takes(examination: Examination) -> NeedSection | None:
    """The section as printed; None where nobody asked for it."""
    found = examination.what_it_takes
    if found is None:
        return None
    return NeedSection(
        tables=tuple(_table(need, found) for need in found.claims),
        reason=found.reason,
        made_with=(
            f"Simulated studies, {found.n_trials:,} for each number, judged by the intervals and decision "
            "table of this report and by its checks with their shipped limits; "
            f"seed {found.seed}. In brackets: as far as so many studies of these patients "
            "tell; patients of another seed move a number by about a tenth more."
        ),
        assumed=tuple(sentence_case(line) for line in found.assumed),
    )


def _table(need: ClaimNeed, found: WhatItTakes) -> NeedTable:
    return NeedTable(
        claim=need.claim,
        anchor=anchor_of(need.claim),
        label=need.label,
        sentences=tuple(sentence for sentence in (_shown(need, found), _small(need, found), _apparent(need))),
        rows=tuple(_row(one) for one in need.needs),
    )


def _shown(need: ClaimNeed, found: WhatItTakes) -> str:
    best, taken = need.needs[-1], f"Taken to be true: {need.effect}."
    if best.n_per_arm is None:
        most = f"of up to {best.n_tried or 0:,} per arm"
        return f"{taken} No study {most}, by lot and blinded, would show the claim often enough."
    return (
        f"{taken} A study of {best.n_per_arm:,} per arm, by lot and blinded, would show the claim in "
        f"{_of_ten(found.target)}."
    )


def _small(need: ClaimNeed, found: WhatItTakes) -> str:
    size = f"{need.programme_n:,} per arm, half as many as were treated here"
    if need.smallest.startswith(NONE_SHOWN):
        most = need.smallest.removeprefix(NONE_SHOWN)
        return f"A study of {size}, would not show any effect up to {most} in {_of_ten(found.target)}."
    return (
        f"The smallest effect that {size}, would show in {_of_ten(found.target)}, of any size claimed: "
        f"{need.smallest}."
    )


def _apparent(need: ClaimNeed) -> str:
    unit = "%" if need.unit == "%" else f" {need.unit}"
    range_words = span(need.apparent_lower, need.apparent_upper, need.unit).removesuffix("%")
    return (
        f"Without comparators, and in stable patients only, 95% of studies as large as this programme "
        f"would see {range_words}{unit} of a therapy that does nothing. Who comes, and when, changes this: "
        "what this programme would show without effect stands with the claim."
    )


def _row(need: DesignNeed) -> NeedRow:
    phrase = BECAUSE[need.at_most]
    sure = f", at most {CERTAINTY[need.certainty]} certainty" if need.certainty is not None else ""
    return NeedRow(
        design=sentence_case(need.words),
        at_most=phrase.words,
        look=phrase.look,
        certainty=sure,
        patients=_patients(need),
        months=f"{need.months:g}",
        cost=_cost(need),
        stays=sentence_case(need.stays) if need.stays else sentence_case(need.why),
    )


def _patients(need: DesignNeed) -> str:
    if need.at_most is not Because.SUPPORTED:
        return "no number is enough"
    if need.n_per_arm is not None:
        upper = f"{need.n_upper:,}" if need.n_upper is not None else "more"
        return f"{need.n_per_arm:,} ({need.n_lower:,} to {upper})"
    if need.share is None or need.n_tried is None:
        return "not tried"
    seen = f"supported in {need.share.n_events or 0} of {need.share.n} studies"
    return f"{need.n_tried:,} tried: {seen}"


def _cost(need: DesignNeed) -> str:
    if need.people is None or need.person_months is None:
        return "\u2013"
    return f"{need.people:,} patients, {need.person_months:,.0f} patient-months"


def _of_ten(target: float) -> str:
    return f"{10 * target:g} of 10"
