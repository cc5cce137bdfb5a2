"""Methods and provenance: what every number was made with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ranvier.claims.judging.verdict import Examination
from ranvier.literature.library import read_literature
from ranvier.report.files_used import files_used
from ranvier.report.versions import versions_used


@dataclass(frozen=True)
class Methods:
    """Settings, thresholds, what was assumed, files and studies; main: in short, what is asked first."""

    main: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, str], ...]
    thresholds: tuple[tuple[str, str], ...]
    assumed: tuple[str, ...]
    files: tuple[tuple[str, str], ...]
    references: tuple[tuple[str, str], ...]
    versions: tuple[tuple[str, str], ...]


def tell_methods(examination: Examination) -> Methods:
    """Everything needed to make the same numbers again."""
    return Methods(
        main=_in_short(examination),
        settings=grouped_settings(examination.settings),
        thresholds=examination.thresholds,
        assumed=examination.assumed_parameters,
        files=files_used(examination),
        references=_references(examination),
        versions=versions_used(),
    )


def grouped_settings(settings: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """One line a definition; what a definition takes over unchanged from another is told once.

    >>> grouped_settings([("rule: days", "168"), ("free: rule: days", "168"), ("free: window", "61")])
    (('rule', 'days 168'), ('free', 'rule as above; window 61'))
    """
    known = dict(settings)
    lines: dict[str, list[str]] = {}
    for name, value in settings:
        part, _, key = name.partition(": ")
        inner = key.partition(": ")[0]
        told = bool(key) and known.get(key) == value
        words = f"{inner} as above" if told else f"{key} {value}".strip()
        if words not in lines.setdefault(part, []):
            lines[part].append(words)
    return tuple((part, "; ".join(words)) for part, words in lines.items())


def _references(examination: Examination) -> tuple[tuple[str, str], ...]:
    """Every study that the report names, as a reference list prints it, by its number."""
    named = {row.study for verdict in examination.verdicts for row in verdict.benchmarks}
    for verdict in examination.verdicts:
        named.update(verdict.published.studies if verdict.published is not None else ())
    studies = read_literature().studies
    return tuple((name, studies[name].reference) for name in sorted(named) if name in studies)


def _in_short(examination: Examination) -> tuple[tuple[str, str], ...]:
    """What a reader asks first of how the numbers were made, one line each."""
    records = examination.programme is not None
    again = f"--claims {examination.claim_set.id} --seed {examination.seed}"
    lines = [
        ("Patients not seen", _UNSEEN) if records else None,
        ("Expected without effect", _WITHOUT_EFFECT) if records else None,
        ("Decision", _DECISION),
        ("Published numbers", _PUBLISHED),
        ("Repeat it", f"ranvier examine {'DIR ' if records else ''}{again}"),
    ]
    return tuple(line for line in lines if line is not None)


_UNSEEN = (
    "Everyone treated is the denominator. Disagreement needs the asserted set excluded even in the best "
    "case; agreement needs it in the worst case, or at a tipping point that is printed."
)
_WITHOUT_EFFECT = (
    "The programme re-created without effect, with and without placebo and expectation, raters who know the "
    "treatment, and steroids: one envelope over all."
)
_DECISION = (
    "decision.toml: one table, every combination of inputs has one outcome. Thresholds marked \u25ca are "
    "proposed here."
)
_PUBLISHED = (
    "Numbers read at the source, and those derived from them, decide. All others are shown as unverified and "
    "decide nothing."
)
