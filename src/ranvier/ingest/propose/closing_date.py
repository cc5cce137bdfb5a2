"""The day the records were closed, as far as the dates in them tell: a slip of the pen must not set it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

FEWEST_DATES = 5
"""Of fewer dates none can be told to stand apart."""

ONE_IN = 100
"""At most one date in this many (and one in any case) may be a slip that sets no closing date."""

FAR_APART = timedelta(days=366)
"""A late date this far behind nearly all others is left out."""

MOST_NAMED = 3


def likely_closing_date(dates: Sequence[date]) -> tuple[date | None, tuple[date, ...]]:
    """The latest plausible one of *dates*, and the later ones that were left out.

    Left out are dates more than a year after the 99th percentile; of fewer than 200 dates, after the second
    latest.
    """
    found = sorted(dates)
    if len(found) < FEWEST_DATES:
        return (found[-1] if found else None), ()
    usual = found[-1 - max(1, len(found) // ONE_IN)]
    kept = [day for day in found if day <= usual + FAR_APART]
    return kept[-1], tuple(sorted(set(found) - set(kept)))


def closing_date_lines(dates: Sequence[date]) -> Iterator[str]:
    """The lines of programme.toml that propose `data_date`."""
    latest, left_out = likely_closing_date(dates)
    if latest is None:
        yield "# data_date = 2025-12-31  # the day the records were closed"
        return
    if left_out:
        named = ", ".join(day.isoformat() for day in left_out[:MOST_NAMED])
        more = f" and {len(left_out) - MOST_NAMED:,} more" if len(left_out) > MOST_NAMED else ""
        yield f"# Left out, more than a year after nearly all other dates: {named}{more}. Slips of the pen?"
    yield (
        f"data_date = {latest.isoformat()}  # the latest likely date found; a person must check it: "
        "were the records closed then?"
    )
