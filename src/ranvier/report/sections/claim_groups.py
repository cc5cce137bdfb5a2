"""The claims in groups: answered from the records, asked without an answer, and beyond any registry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ranvier.claims.judging.verdict import Examination, Verdict
from ranvier.claims.language.claim import Attribution, ClaimKind, Testable
from ranvier.claims.null.endpoints import WITH_NULL
from ranvier.report.sections.claim_rows import ClaimRow, claim_row
from ranvier.report.small_cells import Sharing


@dataclass(frozen=True)
class Part:
    """Claims of one kind under a heading of their own."""

    heading: str
    rows: tuple[ClaimRow, ...]


@dataclass(frozen=True)
class Group:
    """Claims that are told in the same way.

    look: 'full' with number, plot and checks; 'short' without them, because there is no number; 'published'
    where only published studies can say something. told: what the group has in common, told once.
    """

    key: str
    look: str
    title: str
    told: str
    parts: tuple[Part, ...]

    @property
    def n(self) -> int:
        """How many claims it holds."""
        return sum(len(part.rows) for part in self.parts)


Sorts = Callable[[Verdict], bool]


def claim_groups(examination: Examination, sharing: Sharing) -> tuple[Group, ...]:
    """Every claim in exactly one group, in the order of the claim set within each part."""
    told = _WITHOUT_RECORDS if examination.programme is None else _WITH_RECORDS
    groups = []
    for key, look, title, words, belongs in told:
        verdicts = [one for one in examination.verdicts if belongs(one)]
        parts = tuple(
            Part(heading, tuple(claim_row(one, sharing) for one in verdicts if about(one)))
            for heading, about in _ABOUT
        )
        groups.append(Group(key, look, title, words, tuple(part for part in parts if part.rows)))
    return tuple(group for group in groups if group.parts)


def is_answered(verdict: Verdict) -> bool:
    """Whether the records gave a number for the claim."""
    return verdict.primary is not None and verdict.primary.is_known


def is_beyond_registries(verdict: Verdict) -> bool:
    """Whether no registry's records can test the claim."""
    return verdict.claim.testable is Testable.NO


def _is_unanswered(verdict: Verdict) -> bool:
    return not is_answered(verdict) and not is_beyond_registries(verdict)


def _is_testable(verdict: Verdict) -> bool:
    return verdict.claim.testable is Testable.YES


def _is_partly_testable(verdict: Verdict) -> bool:
    return verdict.claim.testable is Testable.PARTLY


def is_about_effect(verdict: Verdict) -> bool:
    """Whether the claim says that the therapy changes something."""
    return verdict.because is not None and verdict.claim.attribution in (
        Attribution.CHANGE,
        Attribution.LEVEL,
    )


def is_about_safety(verdict: Verdict) -> bool:
    """Whether the claim is about harm."""
    return verdict.claim.attribution is Attribution.SAFETY or verdict.claim.kind is ClaimKind.SAFETY


def _is_other(verdict: Verdict) -> bool:
    return not is_about_effect(verdict) and not (is_about_safety(verdict))


_ABOUT: tuple[tuple[str, Sorts], ...] = (
    ("An effect of the therapy", is_about_effect),
    ("Safety", lambda one: is_about_safety(one) and not is_about_effect(one)),
    ("Facts of record, and the disease itself", _is_other),
)

_BEYOND = (
    "untestable",
    "published",
    "No registry can test these",
    "No clinic's records can answer them, so both answers from records are missing. What could test each, "
    "and what published studies say, stands beside it.",
    is_beyond_registries,
)

_WITH_RECORDS: tuple[tuple[str, str, str, str, Sorts], ...] = (
    ("answered", "full", "The records give a number", "", is_answered),
    (
        "unanswered",
        "short",
        "Asked of the records, without an answer",
        "The records lack what these claims need. Silence speaks neither for nor against a claim.",
        _is_unanswered,
    ),
    _BEYOND,
)

_WITHOUT_RECORDS: tuple[tuple[str, str, str, str, Sorts], ...] = (
    (
        "testable",
        "published",
        "A clinic's records could test these",
        "No records were examined, so neither answer from records can be given.",
        _is_testable,
    ),
    (
        "partly",
        "published",
        "A clinic's records could test a part of these",
        "No records were examined, so neither answer from records can be given.",
        _is_partly_testable,
    ),
    _BEYOND,
)


def is_about_the_course(verdict: Verdict) -> bool:
    """Whether a claim's number is of relapses or disability, which come before scans and tests."""
    endpoint = verdict.claim.primary.endpoint if verdict.claim.primary is not None else ""
    return endpoint in WITH_NULL or "relapse" in endpoint or "worsening" in endpoint
