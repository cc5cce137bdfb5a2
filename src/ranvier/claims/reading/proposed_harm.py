"""The endpoint for harm that a page denies or counts, and for a dose that it states."""

from __future__ import annotations

from ranvier.claims.reading.endpoint_parts import (
    MONTHS_IF_UNSAID,
    ProposedEndpoint,
    first_quantity,
    level_text,
    months_said,
)
from ranvier.claims.reading.proposal import Proposal
from ranvier.claims.reading.quantities import Bound, Quantity, QuantityKind
from ranvier.claims.reading.times import TimeRole

DOSE_TOLERANCE_PERCENT = 10.0
LONGEST_EPISODE_DAYS = 366.0
_GENERAL = (
    "side effect",
    "adverse",
    "complication",
    "risk",
    "danger",
    "harm",
    "reaction",
    "toxic",
    "incident",
)


def propose_harm(one: Proposal) -> ProposedEndpoint | None:
    """Cancers that never came, a harm with its share or length, or no harm at all."""
    denied = "no harm" in one.reasons
    if "tumour" in one.concepts and denied:
        return ProposedEndpoint("cancer_never", "verified cancers", "{}", '{ kind = "never" }')
    named = [word for word in one.harms if not word.startswith(_GENERAL)]
    share = first_quantity(one, QuantityKind.SHARE, highest=100.0)
    if named and share is not None:
        return _share(named[0], share)
    lasts = [time for time in one.times if time.role is not TimeRole.EVERY]
    if named and lasts and not denied and 1.0 <= lasts[0].high_days <= LONGEST_EPISODE_DAYS:
        return _lasts(named[0], lasts[0].high_days)
    if denied and "adverse" in one.concepts:
        return _none(one, named[0] if named else "")
    return None


def _share(term: str, share: Quantity) -> ProposedEndpoint:
    asserted = (
        level_text(share)
        if share.bound in (Bound.AT_MOST, Bound.AT_LEAST)
        else f'{{ kind = "at_most", x = {share.high} }}'
    )
    return ProposedEndpoint(
        "adverse_event_incidence",
        f"share of doses followed by {term}",
        f'{{ term = "{term}" }}',
        asserted,
        ("The share was taken of doses, where it was asked.",),
        "record",
    )


def _lasts(term: str, days: float) -> ProposedEndpoint:
    return ProposedEndpoint(
        "adverse_event_lasts",
        f"days that {term} lasts, median",
        f'{{ term = "{term}", days = {days:g} }}',
        f'{{ kind = "equal", x = {days:.1f}, margin = 1.0 }}',
        (),
        "record",
    )


def _none(one: Proposal, term: str) -> ProposedEndpoint:
    """No harm of that name, or no serious one where none is named."""
    months, assumed = months_said(one, MONTHS_IF_UNSAID)
    which = f'term = "{term}"' if term else "serious = true"
    remark = () if term else ("The page does not say which harm: serious adverse events were taken.",)
    return ProposedEndpoint(
        "adverse_event_risk",
        f"share with {term or 'a serious adverse event'}, {months:g} months",
        f"{{ months = {months}, {which} }}",
        '{ kind = "never" }',
        (*assumed, *remark),
        "record",
    )


def propose_dose(one: Proposal) -> ProposedEndpoint | None:
    """The share of doses with the number of cells or the volume that the page states."""
    doses = [quantity for quantity in one.quantities if quantity.kind is QuantityKind.DOSE]
    cells = next((dose for dose in doses if "cell" in dose.unit), None)
    volume = next((dose for dose in doses if dose.unit.lower() in ("ml", "mil", "cc")), None)
    if cells is None or cells.low != cells.high:
        return None
    number = cells.low * {"million": 1e6, "billion": 1e9}.get(cells.unit.split()[0].lower(), 1.0)
    parts = [f"cells = {number:.1f}"]
    parts += [f"volume_ml = {volume.low}"] if volume is not None and volume.low == volume.high else []
    return ProposedEndpoint(
        "dose",
        "share of doses as described",
        f"{{ {', '.join(parts)}, tolerance_percent = {DOSE_TOLERANCE_PERCENT} }}",
        '{ kind = "equal", x = 100.0, margin = 0.0 }',
        ("The page says how it is given: every dose was taken.",),
        "record",
    )
