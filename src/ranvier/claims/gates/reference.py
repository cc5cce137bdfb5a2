"""The page docs/reference/gates.md, made from the checks, their weights and their thresholds.

Written by `python -m ranvier.claims.gates.reference > docs/reference/gates.md`; a test fails when stale.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ranvier.claims.basis.thresholds import Thresholds, read_thresholds
from ranvier.claims.gates.checks import GATES
from ranvier.claims.gates.gate import Gate
from ranvier.claims.gates.inquiry import Situation
from ranvier.claims.gates.severity import SeverityTable, Weight, read_severity
from ranvier.vocabulary.outcomes import Cap, GateStatus, Reading, Severity

HEAD = """\
# Checks of the records

Before an estimate is shown, the records are checked. Each check is *pass*, *flag*, *fail* or
*not assessable*, with the data used, the threshold and a reason. A column that is absent makes a check not
assessable; it never makes it pass. A check is critical or minor for each reading of a claim. A critical
check that fails, or cannot be assessed, caps the reading alike; a flag caps nothing.

Thresholds marked ◊ are proposed by this project. Each can be changed in a TOML file with a table
`[thresholds]`; a changed one is printed with what it was. Counts of patients under 5 read "fewer than 5".

This page is made from the code and from `severity.toml` and `thresholds.toml`.
"""

NEEDED_NOTE = "\\* Without it the check cannot be assessed.\n"

PROFILES = {
    "change": "Claims about a change (the whole change is put down to the therapy)",
    "level": "Claims about a level (such as the share free of worsening)",
    "safety": "Claims about safety",
    "epidemiology": "Claims about people with MS at large",
    "rates": "Claims about events in time (on a treatment, after a happening, after a product)",
    "record": "Facts of record",
}

CAPS = {
    Cap.NONE: "",
    Cap.CANNOT_BE_ASSESSED: "cannot be assessed",
    Cap.NOT_SUPPORTED: "not supported",
    Cap.UNCONTROLLED_PATH: "held against what happens without an effect",
    Cap.CERTAINTY_ONLY: "certainty falls",
}


def gates_page() -> str:
    """The whole page as Markdown."""
    thresholds, table = read_thresholds(), read_severity()
    parts = [
        HEAD,
        "## What is checked\n",
        _checks(thresholds),
        NEEDED_NOTE,
        "## How much each check weighs\n",
    ]
    for profile in table.profiles:
        parts += [f"### {PROFILES[profile]}\n", _weights(table, profile)]
    exceptions = ", ".join(f"`{name}` as {profile}" for name, profile in table.profile_of_endpoint.items())
    parts += [f"Weighed by another list than their claim's: {exceptions}.\n"]
    parts += ["## Thresholds\n", _thresholds(thresholds)]
    return "\n".join(parts)


def _checks(thresholds: Thresholds) -> str:
    rows = [
        (gate.number, gate.name, gate.checks, _data(gate), gate.limits_text(thresholds), gate.source)
        for gate in GATES
    ]
    return _table(("No.", "Check", "What is checked", "Data", "Limit", "Source"), rows)


def _data(gate: Gate) -> str:
    needed = [f"`{name}`*" for name in gate.required]
    return ", ".join(needed + [name if " " in name else f"`{name}`" for name in gate.used]) or "claim set"


def _weights(table: SeverityTable, profile: str) -> str:
    rows = []
    for gate in GATES:
        cells = [_seen(table, gate.number, profile)]
        cells += [_because(table, gate.number, profile, situation) for situation in Situation]
        if any(cells):
            rows.append((gate.number, gate.name, *cells))
    head = (
        "No.",
        "Check",
        "seen",
        "because: nobody compared",
        "because: compared, not by lot",
        "because: randomised",
    )
    return _table(head, rows)


def _seen(table: SeverityTable, number: int, profile: str) -> str:
    return _weight_text(table.weight(number, profile, Reading.SEEN, Situation.ALONE, GateStatus.FAIL))


def _because(table: SeverityTable, number: int, profile: str, situation: Situation) -> str:
    failed = table.weight(number, profile, Reading.BECAUSE, situation, GateStatus.FAIL)
    unknown = table.weight(number, profile, Reading.BECAUSE, situation, GateStatus.NOT_ASSESSABLE)
    text = _weight_text(failed)
    return text if unknown == failed else f"{text}; not assessable: {_weight_text(unknown)}"


def _weight_text(weight: Weight) -> str:
    if weight.severity is Severity.NOT_USED:
        return ""
    cap = CAPS[weight.cap]
    return f"**critical**: {cap}" if cap else weight.severity.value


def _thresholds(thresholds: Thresholds) -> str:
    ordered = sorted(thresholds.by_name.values(), key=lambda each: (each.gate, each.name))
    rows = [(each.gate, f"`{each.name}`", str(each), each.meaning, each.source) for each in ordered]
    return _table(("No.", "Name", "Value", "Meaning", "Source"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines) + "\n"


if __name__ == "__main__":
    print(gates_page(), end="")
