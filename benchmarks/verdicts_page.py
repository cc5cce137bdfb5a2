"""The page docs/reference/honesty.md, written from the results of verdicts.py and estimators.py."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.estimators_page import ESTIMATORS, estimators_part
from tests.worlds.requirements import REQUIREMENTS, Ask, Requirement, Share
from tests.worlds.world import CHANGE, LEVEL, NEVER_MOVED, WITHOUT_EFFECT, Row

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "verdicts.json"
PAGE = ROOT / "docs" / "reference" / "honesty.md"

Results = Mapping[str, Any]

HEAD = f"""# How honest the verdicts are

Programmes are made whose truth is known, and judged as any other: every claim of the cell-therapy
set, every check, the real null band. All patients are simulated, or made-up therapies are laid over
a public sample of records. None of the generators is the one behind the null band. Every row is asked
of two claims: {CHANGE}, a fall of 2 to 3 EDSS points at 12 months, and {LEVEL}, three quarters free of
worsening at five years, which means better than comparators. Where the therapy does nothing, every
other claim that puts something down to it is false too, and is counted below.

This page is made by `benchmarks/verdicts.py` and `benchmarks/estimators.py`.
"""

ROWS_NOTE = f"""- Without effect and without comparators {CHANGE} may be contradicted as well: no effect is
  not a fall of two points either, and where the records exclude one they may say so.
- "{Row.OUTSIDE[0].upper()}{Row.OUTSIDE[1:]}" is harm, and a shortfall: 0.3 points where two are claimed.
- The last row shows where the checks end. Comparators whom lot did not draw, and who fare far worse for
  a reason that no record holds, make a useless therapy look supported (at low certainty). The checks ask
  what a hidden reason as strong as the strongest recorded one would do, and half a point of the raters;
  these are stronger."""

GENERATORS = """## Who makes the programmes

- *ranvier.simulate*: the package's own simulator; raters err by a normal law.
- *half-point steps* (`tests/worlds/step_law.py`): silent worsening in half-point steps with waiting
  times of a Weibull law, relapses with frailties that recede along a straight line. Raters err with
  heavy tails (Student's t, 3 degrees of freedom), lean for ever (each his own way), or err alike
  for months. Patients leave because they are worse, because they are better, or after a relapse.
- *resampled records*: the sample of the R package MSoutcomes 0.2.1 (40 patients, MIT licence),
  begun anew at other visits.
- *msclinical.sim* 0.1.0 (another author's generator, MIT licence): 4,000 of its patients are kept
  in `tests/worlds/data`; `--msclinical PYTHON` makes fresh ones.

Where a therapy works or harms in the last three, its points are added to the courses before they
are scored.
"""


def write_page(results: Results) -> None:
    """Write the page from the results of all worlds; with the estimators' table where that was made."""
    estimators = json.loads(ESTIMATORS.read_text(encoding="utf-8")) if ESTIMATORS.exists() else None
    PAGE.write_text(page_of(results, estimators), encoding="utf-8")


def page_of(results: Results, estimators: Results | None) -> str:
    """The whole page."""
    worlds = results["worlds"]
    parts = [
        HEAD,
        _rows_part(worlds),
        _programmes_part(worlds),
        _every_claim_part(worlds),
        GENERATORS,
        _worlds_part(worlds),
        estimators_part(estimators) if estimators else "",
        _made_part(results["made_with"]),
    ]
    return "\n".join(part for part in parts if part)


def _rows_part(worlds: Results) -> str:
    lines = [
        "## What each row must say",
        "",
        "All worlds of a row together; the limits are exact (Clopper and Pearson, 95%). *Worst world*: the "
        "share in the world that does worst.",
        "",
        "| what is true, and who is compared | must say | claim | programmes | so many do | limits "
        "| worst world | met | by the limit too |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for row in Row:
        for claim in (CHANGE, LEVEL):
            counted = [world for world in _of_row(worlds, row) if claim in world["asked"]]
            if counted:
                lines.append(_row_line(row, claim, counted))
    return "\n".join([*lines, "", ROWS_NOTE]) + "\n"


def _row_line(row: Row, claim: str, counted: list[Results]) -> str:
    requirement = REQUIREMENTS[row]
    shares = [Share(world["asked"][claim], world["programmes"]) for world in counted]
    share = _together(shares)
    most = requirement.ask is Ask.MOSTLY
    worst = (min if most else max)(one.percent for one in shares)
    cells = (
        str(row),
        _must(requirement),
        claim,
        f"{share.n:,} in {len(shares)} worlds" if len(shares) > 1 else f"{share.n:,} in 1 world",
        f"{share.n_yes:,} ({share.percent:.1f}%)",
        f"{share.lower:.1f} to {share.upper:.1f}%",
        f"{worst:.1f}%",
        *_met(requirement, share),
    )
    return f"| {' | '.join(cells)} |"


def _met(requirement: Requirement, share: Share) -> tuple[str, str]:
    """Whether by the share itself, and by its limit; a limit may fail for want of programmes alone."""
    if requirement.ask is Ask.SHOWN:
        return "–", "–"
    if not requirement.met_by_point(share):
        return "**no**", "**no**"
    return "yes", "yes" if requirement.met_by_limit(share) else "not shown by so few"


def _must(requirement: Requirement) -> str:
    answers = " or ".join(f"`{code}`" for code in sorted(requirement.because | requirement.seen))
    return f"{answers} {requirement.ask}"


def _programmes_part(worlds: Results) -> str:
    lines = [
        "## Programmes with any wrong answer",
        "",
        "*Wrongly supported*: a claim is supported that is not true; without effect any claim of the set, "
        f"else {CHANGE}, {LEVEL}, or one of {', '.join(sorted(NEVER_MOVED))}, which no therapy moves here. "
        "*Wrongly contradicted*: a true claim is contradicted.",
        "",
        "| what is true, and who is compared | programmes | wrongly supported | limits "
        "| wrongly contradicted | limits |",
        "|---|---|---|---|---|---|",
    ]
    for row in Row:
        of_row = _of_row(worlds, row)
        if not of_row:
            continue
        wrong = [_together(Share(one[name], one["programmes"]) for one in of_row) for name in _WRONG]
        cells = [f"{one.n_yes:,} ({one.percent:.1f}%) | {one.lower:.1f} to {one.upper:.1f}%" for one in wrong]
        lines.append(f"| {row} | {wrong[0].n:,} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _every_claim_part(worlds: Results) -> str:
    """Each claim where the therapy does nothing, and where it does: how often it was supported."""
    without = [row for row in Row if row in WITHOUT_EFFECT]
    lines = [
        "## Every claim, where the therapy does nothing",
        "",
        "Of each claim that puts something down to the therapy: programmes in which it was supported, of "
        "those in which it could be assessed at all, with the exact upper limit. Beside the tables of its "
        "generator every programme keeps functional systems that score to its EDSS, timed walks, a fatigue "
        "questionnaire (which hope moves), conduction of the optic nerve, a substance of the spinal fluid, "
        "weight and MRI with contrast (`tests/worlds/other_records.py`). –: no rate of cancers was supplied.",
        "",
        *_claims_table(worlds, without),
        "",
        "## Every claim, where the therapy does something",
        "",
        f"The same. No therapy moves what {', '.join(sorted(NEVER_MOVED))} are about: supported, they are "
        "wrong. The others go with the EDSS, and how far is not laid down: they are shown, not scored.",
        "",
        *_claims_table(worlds, [row for row in Row if row not in WITHOUT_EFFECT]),
    ]
    return "\n".join(lines) + "\n"


def _claims_table(worlds: Results, rows: list[Row]) -> list[str]:
    claims = sorted({claim for row in rows for world in _of_row(worlds, row) for claim in world["because"]})
    return [
        f"| claim | {' | '.join(str(row) for row in rows)} |",
        f"|---|{'---|' * len(rows)}",
        *(
            f"| {claim} | {' | '.join(_assessed(_of_row(worlds, row), claim) for row in rows)} |"
            for claim in claims
        ),
    ]


def _assessed(of_row: list[Results], claim: str) -> str:
    counts = sum((Counter(world["because"].get(claim, {})) for world in of_row), Counter[str]())
    n = counts.total() - counts["cannot_be_assessed"]
    if not n:
        return "–"
    return f"{counts['supported']:,} of {n:,} (up to {Share(counts['supported'], n).upper:.1f}%)"


_WRONG = ("wrongly_supported", "wrongly_contradicted")


def _worlds_part(worlds: Results) -> str:
    lines = [
        "## World by world",
        "",
        "In percent of the programmes: the answers to *because of the therapy*, and what the records "
        "themselves were said to show (*seen*).",
    ]
    for row in Row:
        of_row = [(name, world) for name, world in worlds.items() if world["row"] == row.name]
        if not of_row:
            continue
        lines += ["", f"### {str(row)[0].upper()}{str(row)[1:]}", ""]
        lines += [
            "| world | what is true | programmes | claim | because | seen |",
            "|---|---|---|---|---|---|",
        ]
        for name, world in of_row:
            for claim, readings in world["answers"].items():
                answers = [_answers(readings[reading]) for reading in ("because", "seen")]
                cells = (name, world["says"], f"{world['programmes']:,}", claim, *answers)
                lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _answers(counts: Mapping[str, int]) -> str:
    total = sum(counts.values())
    ordered = Counter(counts).most_common()
    return ", ".join(f"{code.replace('_', ' ')} {100 * count / total:.3g}" for code, count in ordered)


def _made_part(made: Mapping[str, str]) -> str:
    lines = ["## Made with", "", *(f"- {what}: {value}" for what, value in made.items())]
    return "\n".join(lines) + "\n"


def _of_row(worlds: Results, row: Row) -> list[Results]:
    return [world for world in worlds.values() if world["row"] == row.name]


def _together(shares: Iterable[Share]) -> Share:
    every = list(shares)
    return Share(sum(one.n_yes for one in every), sum(one.n for one in every))
