"""What the endpoints proposed from a page are made of: figures, months, and asserted sets as TOML."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.claims.reading.proposal import Proposal
from ranvier.claims.reading.quantities import Bound, Quantity, QuantityKind
from ranvier.claims.reading.times import DAYS, TimeRole

MONTHS_IF_UNSAID = 12.0
MONTHS_IF_UNSAID_FREE = 60.0
MOST_YEARS = 40
HALF = 50.0
"""The share that 'patients get better' is taken to mean at least, in percent."""


@dataclass(frozen=True)
class ProposedEndpoint:
    """An endpoint with its parameters and asserted set, as TOML. assumed: what the page does not say."""

    name: str
    label: str
    parameters: str
    asserted: str
    assumed: tuple[str, ...] = ()
    attribution: str = ""


def first_quantity(one: Proposal, kind: QuantityKind, *, highest: float) -> Quantity | None:
    """The first quantity of that kind that is possible."""
    fitting = (quantity for quantity in one.quantities if quantity.kind is kind)
    return next((quantity for quantity in fitting if 0.0 < quantity.high <= highest), None)


def months_said(one: Proposal, unsaid: float) -> tuple[float, tuple[str, ...]]:
    """Months after the first dose, and what had to be taken where the page does not say."""
    said = [
        time
        for time in one.times
        if time.role is not TimeRole.EVERY and DAYS["month"] <= time.high_days <= MOST_YEARS * DAYS["year"]
    ]
    if said:
        return float(round(said[0].months)), ()
    return unsaid, (f"The page does not say when: {unsaid:g} months after the first dose were taken.",)


def level_text(share: Quantity) -> str:
    """The asserted set of a share, as TOML: at least so many, or at most where the page says 'up to'."""
    if share.bound is Bound.AT_MOST:
        return f'{{ kind = "at_most", x = {share.high} }}'
    return f'{{ kind = "at_least", x = {share.low} }}'


def share_or_most(one: Proposal, share: Quantity | None) -> tuple[str, tuple[str, ...]]:
    """The share asserted; half or more where the page gives none, and a remark that it was taken."""
    if share is not None:
        return level_text(share), ()
    least = 100.0 if one.universal else HALF
    said = "The page gives no share: " + ("all" if one.universal else "half or more of the patients")
    return f'{{ kind = "at_least", x = {least} }}', (f"{said} were taken.",)
