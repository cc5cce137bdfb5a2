"""Methods and provenance: what every number was made with."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.claims.verdict import Examination
from ranvier.report.versions import versions_used


@dataclass(frozen=True)
class Methods:
    """Settings, thresholds, what was assumed, files and studies."""

    settings: tuple[tuple[str, str], ...]
    thresholds: tuple[tuple[str, str], ...]
    assumed: tuple[str, ...]
    files: tuple[tuple[str, str], ...]
    studies: tuple[str, ...]
    versions: tuple[tuple[str, str], ...]


def tell_methods(examination: Examination) -> Methods:
    """Everything needed to make the same numbers again."""
    return Methods(
        settings=examination.settings,
        thresholds=examination.thresholds,
        assumed=examination.assumed_parameters,
        files=tuple(sorted(examination.files.items())),
        studies=_studies(examination),
        versions=versions_used(),
    )


def _studies(examination: Examination) -> tuple[str, ...]:
    found = {row.study for verdict in examination.verdicts for row in verdict.benchmarks if row.study}
    for verdict in examination.verdicts:
        found.update(verdict.published.studies if verdict.published is not None else ())
    return tuple(sorted(found))
