"""What the report cannot tell, said of these records."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.claims.judging.verdict import Examination
from ranvier.report.results import bounds_words
from ranvier.report.sections.comparison import has_comparator, who_scored_was_blinded
from ranvier.report.small_cells import Sharing
from ranvier.vocabulary.people import Assignment


@dataclass(frozen=True)
class Limit:
    """One thing that is not known, and why."""

    what: str
    why: str


def tell_limits(examination: Examination, sharing: Sharing) -> tuple[Limit, ...]:
    """The limits of this report, the largest first."""
    if examination.programme is None:
        return (
            Limit("Anything about this clinic's patients.", "No records were examined."),
            Limit("Whether the therapy works here.", "Published studies are about other patients."),
            Limit("What will happen to one person.", "Ranges are for groups."),
        )
    return tuple(
        limit
        for limit in (
            _works(examination),
            _unseen(examination, sharing),
            _blinded(examination),
            _changed(examination),
            Limit("Whether the records are complete.", _complete(examination)),
            Limit("What will happen to one person.", "Ranges are for groups."),
        )
        if limit is not None
    )


def _works(examination: Examination) -> Limit | None:
    if not has_comparator(examination):
        return Limit(
            "Whether the therapy works.",
            "There is no comparison group; figures of other studies beside the programme are not one.",
        )
    assert examination.programme is not None  # has_comparator says so
    if examination.programme.groups.assignment is not Assignment.RANDOMISED:
        return Limit(
            "Whether the groups were alike.",
            "Lot did not decide who was treated; what was not recorded may differ between them.",
        )
    return None


def _unseen(examination: Examination, sharing: Sharing) -> Limit | None:
    for verdict in examination.verdicts:
        finding = verdict.primary
        if finding is None or finding.found is None or finding.bounds is None or finding.bounds.n_unseen == 0:
            continue
        words = "" if sharing.withholds(finding.found) else bounds_words(finding)
        n = sharing.count(finding.bounds.n_unseen)
        return Limit(
            f"What happened to the {n} treated patients without a result ({verdict.claim.id}).",
            f"With them the number is {words}." if words else "They need not be like those who were seen.",
        )
    return None


def _changed(examination: Examination) -> Limit | None:
    """That thresholds are not those that ship."""
    if not examination.changed_thresholds:
        return None
    return Limit(
        "What the thresholds that ship would say.",
        f"Some were changed: {'; '.join(examination.changed_thresholds)}.",
    )


def _blinded(examination: Examination) -> Limit | None:
    blinded = who_scored_was_blinded(examination)
    if blinded:
        return None
    why = (
        "The records do not say, so the report assumes nothing."
        if blinded is None
        else "Scores were given by raters who knew it, or who treat."
    )
    return Limit("Whether scores were given without knowing the treatment.", why)


def _complete(examination: Examination) -> str:
    assert examination.programme is not None  # tell_limits asks first
    if examination.programme.audited:
        return "An audit compared them with the source; their supplier answers for them."
    return "Their supplier answers for them; nobody has audited them."
