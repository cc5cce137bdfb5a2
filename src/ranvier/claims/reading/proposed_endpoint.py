"""The endpoint of records that a proposal speaks of, where its words name one."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.claims.claim import ClaimKind
from ranvier.claims.reading.proposal import Proposal
from ranvier.claims.reading.quantities import Bound, Quantity, QuantityKind
from ranvier.claims.reading.times import DAYS, TimeRole
from ranvier.vocabulary.products import CellProduct

MONTHS_IF_UNSAID = 12.0
MONTHS_IF_UNSAID_FREE = 60.0
MOST_YEARS = 40


@dataclass(frozen=True)
class ProposedEndpoint:
    """An endpoint with its parameters and asserted set, as TOML. assumed: what the page does not say."""

    name: str
    label: str
    parameters: str
    asserted: str
    assumed: tuple[str, ...] = ()
    attribution: str = ""


def propose_endpoint(one: Proposal) -> ProposedEndpoint | None:
    """The endpoint that the recognised parts fit; None where none is named clearly enough."""
    if one.testimonial:
        return None
    points = _first(one, QuantityKind.POINTS, highest=10.0)
    share = _first(one, QuantityKind.SHARE, highest=100.0)
    if "edss" in one.concepts and points is not None and not points.before_after:
        return _edss_share(one, points, share) if share else _edss_change(one, points)
    if share is not None and "progression" in one.concepts and one.kind is ClaimKind.OUTCOME:
        return _free_of_worsening(one, share)
    if one.kind is ClaimKind.SAFETY and "tumour" in one.concepts and "no harm" in one.reasons:
        return ProposedEndpoint("cancer_never", "verified cancers", "{}", '{ kind = "never" }')
    return _product(one) if one.kind is ClaimKind.PROCESS else None


def _edss_change(one: Proposal, points: Quantity) -> ProposedEndpoint:
    months, assumed = _months(one, MONTHS_IF_UNSAID)
    return ProposedEndpoint(
        "edss_change_mean",
        f"mean change, {months:g} months",
        f"{{ months = {months} }}",
        _fall(points),
        (*assumed, "The direction was taken to be a fall, and the figure the average."),
        "change",
    )


def _edss_share(one: Proposal, points: Quantity, share: Quantity) -> ProposedEndpoint:
    months, assumed = _months(one, MONTHS_IF_UNSAID)
    return ProposedEndpoint(
        "edss_fall_share",
        f"share falling by {points.low:g} or more, {months:g} months",
        f"{{ months = {months}, points = {points.low:.1f}, confirmed = false }}",
        _level(share),
        assumed,
        "change",
    )


def _free_of_worsening(one: Proposal, share: Quantity) -> ProposedEndpoint:
    months, assumed = _months(one, MONTHS_IF_UNSAID_FREE)
    return ProposedEndpoint(
        "free_of_worsening",
        f"free of confirmed worsening, {months:g} months",
        f"{{ months = {months} }}",
        _level(share),
        (
            *assumed,
            "The page does not say what progression is: EDSS worsening confirmed after 24 weeks was taken.",
        ),
        "level",
    )


_PRODUCTS = {
    CellProduct.UMBILICAL_CORD_OR_PLACENTA: ("umbilical cord", "placent", "wharton"),
    CellProduct.AUTOLOGOUS_ADIPOSE: ("adipose", "fat-derived", "fat derived", "stromal vascular"),
    CellProduct.AUTOLOGOUS_BONE_MARROW: ("bone marrow",),
    CellProduct.CORD_BLOOD: ("cord blood",),
}


def _product(one: Proposal) -> ProposedEndpoint | None:
    """The share of doses of the product that the page says it uses; one product only."""
    said = one.sentence.lower()
    named = [product for product, words in _PRODUCTS.items() if any(word in said for word in words)]
    if len(named) != 1:
        return None
    return ProposedEndpoint(
        "product_share",
        "share of doses of this product",
        f'{{ product = "{named[0].value}" }}',
        '{ kind = "equal", x = 100.0, margin = 0.0 }',
        ("The page says which product it uses: every dose was taken.",),
        "record",
    )


def _first(one: Proposal, kind: QuantityKind, *, highest: float) -> Quantity | None:
    """The first quantity of that kind that is possible."""
    fitting = (quantity for quantity in one.quantities if quantity.kind is kind)
    return next((quantity for quantity in fitting if 0.0 < quantity.high <= highest), None)


def _months(one: Proposal, unsaid: float) -> tuple[float, tuple[str, ...]]:
    """Months after the first dose, and what had to be taken where the page does not say."""
    said = [
        time
        for time in one.times
        if time.role is not TimeRole.EVERY and DAYS["month"] <= time.high_days <= MOST_YEARS * DAYS["year"]
    ]
    if said:
        return float(round(said[0].months)), ()
    return unsaid, (f"The page does not say when: {unsaid:g} months after the first dose were taken.",)


def _fall(points: Quantity) -> str:
    if points.bound is Bound.AT_LEAST:
        return f'{{ kind = "at_most", x = {-points.low} }}'
    low = 0.0 if points.bound is Bound.AT_MOST else points.low
    if low == points.high:
        return f'{{ kind = "equal", x = {-points.high} }}'
    return f'{{ kind = "between", low = {-points.high}, high = {-low if low else 0.0} }}'


def _level(share: Quantity) -> str:
    if share.bound is Bound.AT_MOST:
        return f'{{ kind = "at_most", x = {share.high} }}'
    return f'{{ kind = "at_least", x = {share.low} }}'
