"""One claim in full: every reading, the patients not seen, benchmarks, and what would change the verdict."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ranvier.claims.basis.finding import Finding
from ranvier.claims.judging.verdict import BenchmarkRow, ReadingTried, Verdict
from ranvier.claims.language.wording import asserted_text
from ranvier.report.fair_words import fair_words
from ranvier.report.figures.change import draw_change
from ranvier.report.figures.figure import Figure
from ranvier.report.figures.null_band import draw_null_band
from ranvier.report.figures.specification_curve import draw_specification_curve
from ranvier.report.numbers import full_stop, sentence_case
from ranvier.report.rescored import here_words
from ranvier.report.results import (
    bounds_short,
    contrast_words,
    hidden_words,
    null_words,
    printed,
    why_words,
)
from ranvier.report.sections.claim_beside import beside_words, caution_words
from ranvier.report.sections.claim_rows import ClaimRow, anchor_of, claim_row
from ranvier.report.sections.gates import GateLine, binding_words, gate_lines
from ranvier.report.small_cells import Sharing
from ranvier.report.wording import SEEN
from ranvier.vocabulary.outcomes import Reading

UNSEEN_WORDS = {
    "no_time_zero": "no time zero",
    "no_baseline": "no baseline EDSS",
    "not_due": "visit not yet due",
    "died": "died before",
    "no_contact": "no contact since",
    "outside_window": "no visit in the window",
    "not_confirmable": "no later visit to confirm",
    "left_before": "left before the time",
    "no_score_before": "no such score before the first dose",
    "baseline_is_zero": "a baseline of 0",
    "treatment_not_said": "no treatment recorded, or not of which kind",
    "not_looked_at": "not everything was looked for",
    "no_onset_date": "no date of onset",
    "no_visit_untreated": "no EDSS before the first dose",
    "reached_before_seen": "there already when first seen",
    "too_few_then": "seen only when few were",
    "gap_unclear": "doses not dated to the day",
    "no_score_at_landmark": "no EDSS at the end of the gap",
    "no_mri_before": "no MRI in the year before",
    "no_birth_year": "no year of birth",
    "deficit_age_unknown": "age of the deficit unknown",
    "no_time_observed": "no time that counts",
    "relapse_not_dated_to_the_day": "relapses not dated to the day, or outside the visits",
    "happening_not_dated_to_the_day": "happenings not dated to the day",
    "not_seen_twice": "patients not seen twice",
    "not_asked_after_a_dose": "not actively asked after a dose",
    "not_imaged_after_a_dose": "not imaged after a dose",
    "product_not_recorded": "product of a dose not recorded",
    "not_asked_all_along": "not asked all along",
    "severity_not_said": "an event of which nobody says whether it was serious",
    "not_seen_so_long_after_stopping": "not heard of so long after stopping",
}
"""Reasons why a patient has no result, as `Finding.unseen` names them."""


@dataclass(frozen=True)
class ReadingRow:
    """One interpretation with what the records gave."""

    label: str
    is_primary: bool
    asserted: str
    found: str
    bounds: str
    without_effect: str
    difference: str
    seen: str


@dataclass(frozen=True)
class Certain:
    """One column's certainty with what sets it."""

    column: str
    words: str
    pips: int
    why: str


@dataclass(frozen=True)
class FullClaim:
    """Everything the report says of one claim."""

    row: ClaimRow
    look: str
    population: str
    because_asserted: str
    assumed: tuple[str, ...]
    readings: tuple[ReadingRow, ...]
    fair: tuple[str, ...]
    unseen: tuple[tuple[str, str], ...]
    unseen_how: str
    hidden: str
    beside: tuple[str, ...]
    cautions: tuple[str, ...]
    figures: tuple[str, ...]
    benchmarks: tuple[BenchmarkRow, ...]
    what_would_change: tuple[str, ...]
    could_test: str
    certain: tuple[Certain, ...]
    binding: str
    gates: tuple[GateLine, ...]
    figure: Figure | None
    without_effect: Figure | None
    definitions: Figure | None


def _published_figures(verdict: Verdict) -> tuple[str, ...]:
    """The published numbers behind the third column, and those that were read as well."""
    if verdict.published is None:
        return ()
    return (*verdict.published.rests_on, *(f"also read: {line}" for line in verdict.published.beside))


def full_claim(verdict: Verdict, sharing: Sharing) -> FullClaim:
    """One claim with its readings, bounds, benchmarks, checks and figure."""
    claim, finding = verdict.claim, verdict.primary
    row = claim_row(verdict, sharing)
    figure = without_effect = definitions = None
    if finding is not None and claim.primary is not None:
        asserted, anchor = claim.primary.asserted, anchor_of(claim.id)
        figure = draw_change(finding, asserted, sharing, f"change-{anchor}")
        without_effect = draw_null_band(finding, asserted, sharing, f"null-{anchor}")
        definitions = draw_specification_curve(verdict, asserted, sharing, f"definitions-{anchor}")
    return FullClaim(
        row=row,
        look=_look(row),
        population=claim.population,
        because_asserted=asserted_text(verdict.because_asserted) if verdict.because_asserted else "",
        assumed=claim.assumed,
        readings=tuple(_reading(tried, place, sharing) for place, tried in enumerate(verdict.tried)),
        fair=fair_words(finding, sharing),
        unseen=_unseen(finding, sharing) if finding is not None else (),
        unseen_how=sharing.text(_how(finding)),
        hidden=hidden_words(finding, sharing, verdict.unaccounted),
        beside=beside_words(finding, sharing),
        cautions=caution_words(finding),
        figures=_published_figures(verdict),
        benchmarks=tuple(_shareable(row, finding, sharing) for row in verdict.benchmarks),
        what_would_change=what_would_change(verdict, sharing),
        could_test=claim.could_test,
        certain=_certain(verdict, row, sharing),
        binding=binding_words(verdict),
        gates=gate_lines(verdict),
        figure=figure,
        without_effect=without_effect,
        definitions=definitions,
    )


def what_would_change(verdict: Verdict, sharing: Sharing) -> tuple[str, ...]:
    """The steps that would change the verdict, shareable; one always stands."""
    steps = (why_words(step, verdict.primary, sharing) for step in verdict.what_would_change)
    return tuple(step for step in steps if step) or ("Records of more patients, and a comparison.",)


def _look(row: ClaimRow) -> str:
    """The colour above the claim: that of *because*, or of *seen* where there is no such reading."""
    chips = [column.chip for column in (row.because, row.seen, row.published) if column.chip is not None]
    return chips[0].look if chips else "plain"


def _reading(tried: ReadingTried, place: int, sharing: Sharing) -> ReadingRow:
    finding = tried.finding
    number = printed(finding, sharing)
    return ReadingRow(
        label=sharing.text(tried.interpretation.label),
        is_primary=place == 0,
        asserted=asserted_text(tried.interpretation.asserted),
        found=number.short,
        bounds="" if number.withheld else bounds_short(finding),
        without_effect=null_words(finding),
        difference=contrast_words(finding, sharing),
        seen=sharing.text(tried.phrase) or (SEEN[tried.outcome].words if tried.outcome else ""),
    )


def _how(finding: Finding | None) -> str:
    if finding is None or finding.bounds is None:
        return ""
    return full_stop(sentence_case(finding.bounds.how))


def _unseen(finding: Finding, sharing: Sharing) -> tuple[tuple[str, str], ...]:
    """Reasons with counts; none where one is small, since the flow's numbers would give it away."""
    reasons = sorted(finding.unseen.items())
    if any(sharing.is_small(n) for _, n in reasons):
        return (("without a result, for several reasons", sharing.count(sum(n for _, n in reasons))),)
    words = (UNSEEN_WORDS.get(reason, reason.replace("_", " ")) for reason, _ in reasons)
    return tuple((word, f"{n:,}") for word, (_, n) in zip(words, reasons, strict=True))


def _shareable(row: BenchmarkRow, finding: Finding | None, sharing: Sharing) -> BenchmarkRow:
    return replace(row, here=here_words(row, finding, sharing))


def stability_words(verdict: Verdict, reading: Reading) -> str:
    """How often patients drawn anew give the same answer; nothing where it was not measured."""
    found = verdict.stability
    return found.words(reading) if found is not None and reading in found.same_percent else ""


def _certain(verdict: Verdict, row: ClaimRow, sharing: Sharing) -> tuple[Certain, ...]:
    parts = []
    for name, judged, column in (
        ("Seen", verdict.seen, row.seen),
        ("Because", verdict.because, row.because),
    ):
        if judged is None or column.chip is None:
            continue
        words = column.chip.certainty or "no certainty"
        why = full_stop(sentence_case(judged.certainty_why))
        why = f"{why} {stability_words(verdict, Reading(name.lower()))}".strip()
        parts.append(Certain(name, words, column.chip.pips, sharing.text(why)))
    return tuple(parts)
