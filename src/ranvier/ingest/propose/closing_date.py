"""The day the records were closed, as far as the dates in them tell: a slip of the pen must not set it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

FEWEST_DATES = 5
"""Of fewer dates none can be told to stand apart."""

ONE_IN = 100
"""At most one date in this many (and one in any case) may be a slip that sets no closing date."""

FAR_APART = timedelta(days=366)
"""A late date this far behind nearly all others is left out."""

MOST_NAMED = 3


def likely_closing_date(dates: Mapping[date, int]) -> tuple[date | None, tuple[date, ...]]:
    """The latest plausible one of *dates*, and the later ones that were left out.

    dates: how often each date stands in the records. Left out are dates more than a year after the 99th
    percentile; of fewer than 200 dates, after the second latest.
    """
    n_dates = sum(dates.values())
    if n_dates < FEWEST_DATES:
        return max(dates, default=None), ()
    usual = _with_later(dates, max(1, n_dates // ONE_IN))
    kept = [day for day in dates if day <= usual + FAR_APART]
    return max(kept), tuple(sorted(set(dates) - set(kept)))


def _with_later(dates: Mapping[date, int], n_later: int) -> date:
    """The latest date that at least *n_later* others follow or equal."""
    days = sorted(dates, reverse=True)
    for day in days:
        n_later -= dates[day]
        if n_later < 0:
            return day
    return days[-1]


def closing_date_lines(dates: Mapping[date, int]) -> Iterator[str]:
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
