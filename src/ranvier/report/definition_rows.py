"""A claim under the published definitions, as it may be shown: one row a definition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ranvier.claims.basis.definitions_tried import DefinitionTried, Multiverse
from ranvier.claims.judging.verdict import Verdict
from ranvier.definitions.confirmed_change import ConfirmedChange, Reference
from ranvier.definitions.preset import Preset
from ranvier.estimates.result import Estimate
from ranvier.report.small_cells import NOT_SHOWN, Sharing
from ranvier.report.wording import BECAUSE, SEEN
from ranvier.vocabulary.outcomes import Because, Reading, Seen
from ranvier.vocabulary.steps import EDSS_STEPS_TO_5_0

NO_NUMBER = "no number"


@dataclass(frozen=True)
class DefinitionRow:
    """One published definition: its settings in short, the numbers as shown, and the answers.

    numbers: estimate, lower and upper in percent; None where there is none or none is shown. agrees: whether
    every reading has the answer of the definition taken.
    """

    preset: Preset
    short: str
    numbers: tuple[float, float, float] | None
    found: str
    seen: str
    because: str
    agrees: bool
    is_own: bool

    @property
    def answers(self) -> str:
        """The answers in a few words: in full for the definition taken and where they differ from its own."""
        if self.found == NO_NUMBER:
            return "no vote"
        if self.agrees and not self.is_own:
            return "the same"
        return "; ".join(filter(None, (self.seen, self.because)))


def definition_rows(verdict: Verdict, sharing: Sharing) -> tuple[DefinitionRow, ...]:
    """Every definition, the one with the lowest share first, those without a number last.

    Estimates stand at the nearest multiple of the smallest group that is shown: two definitions differ by
    single patients, and numbers printed side by side would tell how many.
    """
    found = verdict.multiverse
    if found is None:
        return ()
    readings = verdict.claim.readings
    rows = [_row(each, found, readings, sharing, is_own=place == 0) for place, each in enumerate(found.tried)]
    return tuple(sorted(rows, key=_order))


def _row(
    each: DefinitionTried,
    multiverse: Multiverse,
    readings: tuple[Reading, ...],
    sharing: Sharing,
    *,
    is_own: bool,
) -> DefinitionRow:
    numbers = shown_numbers(each.finding.found, sharing) if each.is_known else None
    own = multiverse.tried[0]
    return DefinitionRow(
        preset=each.preset,
        short=short_settings(each.preset),
        numbers=numbers,
        found=_found(numbers) if numbers else NOT_SHOWN if each.is_known else NO_NUMBER,
        seen=SEEN[Seen(each.seen)].words if each.seen is not None else "",
        because=BECAUSE[Because(each.because)].words if each.because is not None else "",
        agrees=all(each.answer(reading) is own.answer(reading) for reading in readings),
        is_own=is_own,
    )


def _order(row: DefinitionRow) -> tuple[bool, float, str]:
    return row.numbers is None, row.numbers[0] if row.numbers else 0.0, row.preset.name


def shown_numbers(found: Estimate | None, sharing: Sharing) -> tuple[float, float, float] | None:
    """Estimate and interval at the nearest multiple of the smallest group; None where they are withheld."""
    if found is None or not found.has_interval or sharing.withholds(found):
        return None
    lower, estimate, upper = (
        min(100.0, _nearest(number, found.n, sharing))
        for number in (found.lower, found.estimate, found.upper)
    )
    return estimate, lower, upper


def _nearest(percent: float, n: int, sharing: Sharing) -> float:
    """A share of *n* in whole percent, at the nearest multiple of the smallest group."""
    if sharing.internal:
        return float(round(percent))
    grid = max(1.0, 100 * sharing.smallest / max(n, 1))
    return float(round(grid * round(percent / grid)))


def _found(numbers: tuple[float, float, float]) -> str:
    estimate, lower, upper = numbers
    return f"{estimate:g}% ({lower:g}\u2013{upper:g})"


def short_settings(preset: Preset) -> str:
    """What sets a definition apart, in a few words.

    >>> from ranvier.definitions.presets import PRESETS
    >>> short_settings(PRESETS["kappos2018"]), short_settings(PRESETS["oratorio2017"])
    ('24 weeks, moving', '12 weeks, 1.0 from 5.5')
    """
    definition = preset.definition
    assert isinstance(definition, ConfirmedChange)  # what the claims room tries is worsening
    return ", ".join(_differences(definition))


def _differences(definition: ConfirmedChange) -> Iterator[str]:
    yield f"{round(definition.confirm_after_days / 7)} weeks"
    if definition.reference is not Reference.FIXED:
        yield "moving"
    if definition.steps != EDSS_STEPS_TO_5_0:
        yield "1.0 from 5.5"
    if definition.confirm_later_days is not None:
        yield "within 2 years" if definition.confirm_later_days <= 731 else "within a window"
    if definition.sustained_to_end:
        yield "lasting"
