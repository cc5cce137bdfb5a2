"""Facts of record: every row is counted, so there is no sampling error, only rows that say nothing."""

from __future__ import annotations

from typing import Any

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import ENDPOINT_NAMES, PERCENT
from ranvier.estimates.result import Bounds, Estimate

METHOD = "every row counted"


def census_finding(
    bench: Workbench, interpretation: Interpretation, n_fit: int, n_known: int, n_unknown: int, rows: str
) -> Finding:
    """The share of rows that fit, out of those that say, with the silent ones as worst and best case.

    rows: what a row is ("doses"). n_known must be above 0.
    """
    share = 100 * n_fit / n_known
    n_all = n_known + n_unknown
    name = ENDPOINT_NAMES[interpretation.endpoint]
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=PERCENT,
        higher_is_better=name.higher_is_better,
        n_treated=bench.records.n_treated,
        found=Estimate(share, share, share, n_known, METHOD, interpretation.label, PERCENT, n_fit),
        bounds=Bounds(
            100 * n_fit / n_all,
            100 * (n_fit + n_unknown) / n_all,
            n_unknown,
            f"{rows} not recorded: worst none fits, best all fit",
        ),
        unseen={"not_recorded": n_unknown} if n_unknown else {},
        hidden=_hidden(n_fit, n_known, rows),
        picture=_picture(n_fit, n_known, n_unknown, rows),
    )


def _hidden(n_fit: int, n_known: int, rows: str) -> str:
    if n_fit == n_known:
        return f"One unreported other among the {rows} would overturn this."
    others = n_known - n_fit
    return f"{others} of the {rows} {'is' if others == 1 else 'are'} otherwise; one would be enough."


def _picture(n_fit: int, n_known: int, n_unknown: int, rows: str) -> dict[str, Any]:
    counts = ((f"{rows} as claimed", n_fit), (f"other {rows}", n_known - n_fit), ("not recorded", n_unknown))
    return {"counts": counts}
