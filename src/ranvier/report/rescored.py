"""What is printed of a programme scored again under a benchmark's own definition."""

from __future__ import annotations

from ranvier.claims.basis.finding import Finding
from ranvier.claims.judging.verdict import BenchmarkRow
from ranvier.report.definition_rows import shown_numbers
from ranvier.report.numbers import is_share
from ranvier.report.results import why_words
from ranvier.report.small_cells import NOT_SHOWN, Sharing


def here_words(row: BenchmarkRow, finding: Finding | None, sharing: Sharing) -> str:
    """The programme's number under the benchmark's definition, shareable.

    A share under another definition than the claim's differs from the claim's own by single patients: it is
    told at the nearest multiple of the smallest group, as in the list of published definitions.
    """
    own = finding.found if finding is not None else None
    rescored = row.rescored
    if rescored is None or rescored == own or not is_share(rescored.unit) or sharing.internal:
        return why_words(row.here, finding, sharing) or NOT_SHOWN
    numbers = shown_numbers(rescored, sharing)
    if numbers is None:
        return NOT_SHOWN
    estimate, lower, upper = numbers
    told = f"{estimate:g}% (95% CI {lower:g}% to {upper:g}%)"
    _, semicolon, differs = row.here.partition("; ")
    return f"{told}{semicolon}{differs}"
