"""Estimates beside the truth, as a part of the page docs/reference/honesty.md."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def estimators_part(estimators: Mapping[str, Any]) -> str:
    """The part of docs/reference/honesty.md on estimates, from the results of estimators.py."""
    lines = [
        "## Estimates beside the truth",
        "",
        estimators["says"],
        "",
        "| who leaves | estimate | truth | mean estimate | bias | interval holds the truth "
        "| worst to best case holds it | seen |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in estimators["estimates"]:
        bounds = "" if one["bounds_hold"] is None else f"{one['bounds_hold']:.0f}%"
        cells = (
            one["leaving"],
            one["estimate"],
            _signed(one["truth"]),
            _signed(one["mean"]),
            f"{_signed(one['mean'] - one['truth'])} (±{one['error']:.2f})",
            f"{one['interval_holds']:.0f}%",
            bounds,
            f"{one['seen']:.0f}%",
        )
        lines.append(f"| {' | '.join(cells)} |")
    lines += ["", *estimators["notes"]]
    return "\n".join(lines) + "\n"


def _signed(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")
