"""How comparators whom lot did not choose were made alike, in words, and what became of the difference."""

from __future__ import annotations

from ranvier.claims.basis.fair_comparison import FairComparison
from ranvier.claims.basis.finding import Finding
from ranvier.claims.gates.wording import listed, rescored_text
from ranvier.estimates.result import Estimate
from ranvier.report.e_value_words import e_value_words
from ranvier.report.numbers import interval, with_unit
from ranvier.report.results import contrast_withheld
from ranvier.report.small_cells import Sharing


def fair_words(finding: Finding | None, sharing: Sharing) -> tuple[str, ...]:
    """One sentence a line; nothing where lot chose, where nobody is compared, or where a group is small."""
    if finding is None or finding.fair is None or contrast_withheld(finding, sharing):
        return ()
    fair = finding.fair
    plain = f"Without adjustment: {_told(fair.plain, finding.unit)}."
    if fair.adjusted is None:
        return (plain, f"The groups could not be made alike: {fair.refusal}.")
    positivity = fair.adjusted.positivity
    effective = min(positivity.ess_treated, positivity.ess_comparator)
    return (
        plain,
        f"With {fair.contrast.weights} for {listed(fair.covariates)}: {_told(fair.contrast, finding.unit)}.",
        f"The weights leave {sharing.total(int(effective))} effective patients in the smaller group.",
        *_against(fair, finding.unit),
        *filter(None, (e_value_words(finding),)),
    )


def _against(fair: FairComparison, unit: str) -> list[str]:
    """What hidden bias could do to the difference."""
    lines = []
    strongest, moved = fair.strongest
    if strongest:
        words = with_unit(moved, unit, difference=True).lstrip("+")
        lines.append(f"Leaving out {strongest}, the strongest of these, moves it by {words}.")
    against = fair.against
    if against.contrast is not None and against.contrast.is_known:
        otherwise = f"Had the treated been scored {rescored_text(against.points)}"
        lines.append(f"{otherwise}: {_told(against.contrast, unit)}.")
    return lines


def _told(found: Estimate, unit: str) -> str:
    number = with_unit(found.estimate, unit, difference=True)
    if not found.has_interval:
        return f"{number} ({found.method})"
    return f"{number} ({interval(found, unit, difference=True)})"
