"""Estimates beside the truth, as a part of the page docs/reference/honesty.md."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

ESTIMATORS = Path(__file__).parent / "results" / "estimators.json"

NOTES = """- *Nobody leaves*: what bias there is comes from raters and visits. A share with a fall is read
  across an edge, and errors carry more patients over it one way than the other. Shares free of
  worsening suffer from false worsening and gain from worsening that no visit shows.
- *Who leaves says something*: the estimate is biased, and its interval does not know. Where the
  worse leave, the share free looks too good and the relapse rate too low; where the better leave,
  the reverse. The bounds for the patients not seen hold what would have been seen; they hold
  nothing else, such as the error of raters.
- *Adjusted contrasts*: unbiased where the recorded score decided who was treated. Where the true
  severity did, the recorded score is a poor stand-in, and a part of the difference between the
  groups stays in the contrast. No table of the records shows it; check 41 asks how much the
  contrast withstands.
- The intervals of contrasts are of 95% here, so that the column reads alike; verdicts take 99%."""


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
        digits = 3 if one["estimate"] == "relapse rate" else 2
        bounds = "" if one["bounds_hold"] is None else f"{one['bounds_hold']:.0f}%"
        cells = (
            one["leaving"],
            one["estimate"],
            *(_signed(value, digits) for value in (one["truth"], one["mean"])),
            f"{_signed(one['mean'] - one['truth'], digits)} (±{one['error']:.{digits}f})",
            f"{one['interval_holds']:.0f}%",
            bounds,
            f"{one['seen']:.0f}%",
        )
        lines.append(f"| {' | '.join(cells)} |")
    lines += ["", NOTES]
    return "\n".join(lines) + "\n"


def _signed(value: float, digits: int) -> str:
    return f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−")
