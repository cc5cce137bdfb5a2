"""Claims, columns, visits and sizes of a protocol as lines and rows of the printed document."""

from __future__ import annotations

from collections.abc import Iterator

from ranvier.claims.protocol.protocol import ClaimPlan, Protocol, ReadingPlan, SizePlan


def claim_lines(claim: ClaimPlan) -> Iterator[str]:
    """One claim: its words, what it asserts in each reading, and what it needs."""
    yield f"\n### {claim.id}: {claim.statement}\n"
    yield f"- Of whom: {claim.population}. Asked: {' and '.join(claim.readings) or 'nothing'}."
    primary, *others = claim.reading
    yield f"- Taken as: {_reading(primary)}."
    yield from (f"- Also read as: {_reading(other)}." for other in others)
    if claim.because:
        yield f"- Of treated minus comparators it asserts: {claim.because}."
    yield from (f"- Assumed: {line}" for line in claim.assumed)
    if claim.horizon_months:
        yield f"- Each patient is followed for {claim.horizon_months:g} months."
    if claim.untestable:
        yield f"- Only partly: {claim.untestable} What could: {claim.could_test}"
    yield f"- Needs: {', '.join(f'`{name}`' for name in claim.columns)}."
    if claim.critical_checks:
        yield f"- Checks that cap the answer when they fail: {', '.join(map(str, claim.critical_checks))}."
    yield f"- Fingerprint: `{claim.sha256[:16]}`"


def _reading(one: ReadingPlan) -> str:
    """One reading with its endpoint, parameters and asserted set."""
    named = ", ".join(f"{name} {_plain(value)}" for name, value in one.parameters.items())
    return f"{one.label}: {one.asserts} (`{one.endpoint}`{': ' + named if named else ''})"


def _plain(value: float | str | bool) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else f"{value:g}"


def untestable_rows(protocol: Protocol) -> list[tuple[str, ...]]:
    """Claims without any reading: why, and what could test them."""
    return [
        (f"{claim.id}: {claim.statement}", claim.untestable, claim.could_test)
        for claim in protocol.claim
        if not claim.reading
    ]


def column_rows(protocol: Protocol) -> list[tuple[str, ...]]:
    """Each column with the claims that need it, for their number or for a check."""
    return [
        (
            f"`{name}`",
            ", ".join(claim.id for claim in protocol.claim if name in claim.columns) or "none",
            ", ".join(claim.id for claim in protocol.claim if name in claim.checked_columns) or "none",
        )
        for name in protocol.columns
    ]


def visit_rows(protocol: Protocol) -> list[tuple[str, ...]]:
    """Each planned visit with its window, and the claims that need it."""
    return [
        (
            f"{visit.month:g}",
            f"{visit.earliest_day:,}".replace("-", "\N{MINUS SIGN}"),
            f"{visit.latest_day:,}",
            f"{visit.why}{': ' + ', '.join(visit.claims) if visit.claims else ''}",
        )
        for visit in protocol.visit
    ]


def size_rows(protocol: Protocol) -> list[tuple[str, ...]]:
    """Each size, with what the simulated studies leave open or why there is none."""
    return [
        (size.claim, size.design, size.asked, size.truth, f"{size.months:g}", _per_arm(size))
        for size in protocol.size
    ]


def _per_arm(size: SizePlan) -> str:
    if size.per_arm is None:
        return size.note
    upper = f"{size.upper:,}" if size.upper is not None else "more"
    return f"{size.per_arm:,} ({size.lower:,} to {upper}; {size.studies:,} studies)"
