"""The endpoint that a proposal fits, where its words name one: a start that a person completes or deletes."""

from __future__ import annotations

from ranvier.claims.language.claim import ClaimKind
from ranvier.claims.reading.endpoint_parts import (
    MONTHS_IF_UNSAID,
    MONTHS_IF_UNSAID_FREE,
    ProposedEndpoint,
    first_quantity,
    level_text,
    months_said,
)
from ranvier.claims.reading.proposal import Proposal
from ranvier.claims.reading.proposed_function import propose_function
from ranvier.claims.reading.proposed_harm import propose_dose, propose_harm
from ranvier.claims.reading.quantities import Bound, Quantity, QuantityKind
from ranvier.vocabulary.products import CellProduct


def propose_endpoint(one: Proposal) -> ProposedEndpoint | None:
    """The endpoint that the recognised parts fit; None where none is named clearly enough."""
    if one.testimonial:
        return None
    if one.kind is ClaimKind.OUTCOME:
        return _outcome(one)
    if one.kind is ClaimKind.SAFETY:
        return propose_harm(one)
    if one.kind is ClaimKind.PROTOCOL:
        return propose_dose(one)
    return _product(one) if one.kind is ClaimKind.PROCESS else None


def _outcome(one: Proposal) -> ProposedEndpoint | None:
    """The first of EDSS, shares of patients, relapses and functions that the claim names."""
    points = first_quantity(one, QuantityKind.POINTS, highest=10.0)
    share = first_quantity(one, QuantityKind.SHARE, highest=100.0)
    if "edss" in one.concepts and points is not None:
        return _edss_share(one, points, share) if share else _edss_change(one, points)
    gains = "benefit" in one.reasons or share is not None
    if share is not None and "no_activity" in one.concepts:
        return _share_without(one, share, "no_activity_share", "without disease activity")
    if share is not None and "progression" in one.concepts:
        return _free_of_worsening(one, share)
    if share is not None and "relapse" in one.concepts:
        return _relapses(one, share)
    if share is not None and "lesion" in one.concepts:
        return _share_without(one, share, "lesion_free_share", "without a lesion that takes up contrast")
    return propose_function(one, share) if gains else None


def _relapses(one: Proposal, share: Quantity) -> ProposedEndpoint:
    """Patients without a relapse, or by how much the rate is lower where it is said of no patients."""
    if one.population or share.high >= 100.0:
        return _share_without(one, share, "relapse_free_share", "without a relapse")
    months, assumed = months_said(one, MONTHS_IF_UNSAID)
    return ProposedEndpoint(
        "relapse_rate_reduction",
        f"relapse rate lower than in comparators, {months:g} months",
        f"{{ months = {months} }}",
        level_text(share),
        (*assumed, "The figure was taken as how much lower the rate is than in those compared with."),
        "change",
    )


def _share_without(one: Proposal, share: Quantity, name: str, label: str) -> ProposedEndpoint:
    months, assumed = months_said(one, MONTHS_IF_UNSAID)
    return ProposedEndpoint(
        name,
        f"share {label}, {months:g} months",
        f"{{ months = {months} }}",
        level_text(share),
        assumed,
        "level",
    )


def _edss_change(one: Proposal, points: Quantity) -> ProposedEndpoint:
    months, assumed = months_said(one, MONTHS_IF_UNSAID)
    return ProposedEndpoint(
        "edss_change_mean",
        f"mean change, {months:g} months",
        f"{{ months = {months} }}",
        _course(points) if points.before_after else _fall(points),
        (*assumed, "The direction was taken to be a fall, and the figure the average."),
        "change",
    )


def _edss_share(one: Proposal, points: Quantity, share: Quantity) -> ProposedEndpoint:
    months, assumed = months_said(one, MONTHS_IF_UNSAID)
    return ProposedEndpoint(
        "edss_fall_share",
        f"share falling by {points.low:g} or more, {months:g} months",
        f"{{ months = {months}, points = {points.low:.1f}, confirmed = false }}",
        level_text(share),
        assumed,
        "change",
    )


def _free_of_worsening(one: Proposal, share: Quantity) -> ProposedEndpoint:
    months, assumed = months_said(one, MONTHS_IF_UNSAID_FREE)
    return ProposedEndpoint(
        "free_of_worsening",
        f"free of confirmed worsening, {months:g} months",
        f"{{ months = {months} }}",
        level_text(share),
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


def _course(points: Quantity) -> str:
    """From one mean to another: the change between them."""
    return f'{{ kind = "equal", x = {round(points.high - points.low, 2)} }}'


def _fall(points: Quantity) -> str:
    if points.bound is Bound.AT_LEAST:
        return f'{{ kind = "at_most", x = {-points.low} }}'
    low = 0.0 if points.bound is Bound.AT_MOST else points.low
    if low == points.high:
        return f'{{ kind = "equal", x = {-points.high} }}'
    return f'{{ kind = "between", low = {-points.high}, high = {-low if low else 0.0} }}'
