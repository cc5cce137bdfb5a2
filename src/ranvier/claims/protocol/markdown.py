"""A protocol as a document to print, read and sign: what the sealed file holds, in sentences and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ranvier.claims.basis.followed import item_rules
from ranvier.claims.protocol.markdown_tables import (
    claim_lines,
    column_rows,
    size_rows,
    untestable_rows,
    visit_rows,
)
from ranvier.claims.protocol.protocol import Protocol
from ranvier.claims.protocol.toml_text import protocol_fingerprint

_TABLES = {
    "seen": "Is it so in the records?",
    "seen_never": "Is it never so in the records?",
    "because": "Is it so because of the therapy?",
    "because_safety": "Is harm no more frequent than expected?",
}


def protocol_markdown(protocol: Protocol) -> str:
    """The document, ending with room for signatures; the fingerprint ties it to the sealed file."""
    return "\n".join(_lines(protocol)) + "\n"


def _lines(protocol: Protocol) -> Iterator[str]:
    head = protocol.protocol
    yield f"# How the claims of “{head.claim_set}” will be tested"
    yield f"\n{head.title}. Written down on {head.on}, before the test begins, by: {_one_line(head.by)}.\n"
    yield f"Fingerprint of the sealed file (SHA-256): `{protocol_fingerprint(protocol)}`\n"
    yield "A change to the sealed file changes this number. Keep it where nobody can change it: sign this"
    yield "page, or deposit it with a registry of studies or an ethics committee.\n"
    yield from _plan(protocol)
    yield from _claims(protocol)
    yield from _visits(protocol)
    yield from _sizes(protocol)
    yield from _rules(protocol)
    yield from _results(protocol)
    yield from _asked_afterwards()
    yield from _signatures()
    yield f"\n{head.sentence}"


def _plan(protocol: Protocol) -> Iterator[str]:
    design, zero, analysis = protocol.design, protocol.time_zero, protocol.analysis
    yield "## The plan\n"
    per_arm = f"{design.per_arm:,}" if design.per_arm is not None else "no number planned"
    people = f", {design.per_arm * design.arms:,} in all" if design.per_arm is not None else ""
    rows = [
        ("Who is compared", design.words),
        ("Who decides the group", design.assignment),
        ("What comparators get", design.comparator_kind or "nobody is compared"),
        ("The assessor", "does not know the group" if design.assessor_blinded else "may know the group"),
        ("What bias stays", design.stays),
        ("Patients in each group", f"{per_arm}{people} ({design.why})"),
        ("Time zero of the treated", f"`{zero.treated}`"),
        ("Time zero of comparators", f"`{zero.comparator}`" if zero.comparator else "nobody is compared"),
        ("Baseline", zero.rule),
        ("Closing the records", analysis.rule),
        ("The claim that looks furthest", f"needs {analysis.horizon_months:g} months of each patient"),
        ("Last inclusion planned by", str(analysis.last_patient_by or "no day named")),
        ("Analysis not before", str(analysis.not_before or "follows from the last planned patient")),
        ("Patients not seen", analysis.missing_patients),
        ("Everyone", analysis.everyone),
        ("Intervals", analysis.interval),
        ("More than one claim", analysis.more_than_one),
        ("Made with", f"ranvier {protocol.protocol.ranvier}, seed {protocol.protocol.seed}"),
    ]
    yield from table(("What", "As planned"), rows)


def _claims(protocol: Protocol) -> Iterator[str]:
    tested = [claim for claim in protocol.claim if claim.reading]
    yield f"\n## The {len(tested)} claims that records can test, wholly or partly\n"
    for claim in tested:
        yield from claim_lines(claim)
    rows = untestable_rows(protocol)
    yield f"\n## The {len(rows)} claims that records cannot test\n"
    if rows:
        yield from table(("Claim", "Why not", "What could test it"), rows)
    yield "\n## Columns that the records need\n"
    yield "Nothing is asked for that can be worked out from other columns. “Number”: without it there is no"
    yield "number. “Check”: without it a critical check caps the answer.\n"
    yield from table(("Column", "Number, for claims", "Check, for claims"), column_rows(protocol))


def _visits(protocol: Protocol) -> Iterator[str]:
    yield "\n## Visits\n"
    yield from table(("Month", "Counts from day", "to day", "What for"), visit_rows(protocol))


def _sizes(protocol: Protocol) -> Iterator[str]:
    yield "\n## How many patients each design would need\n"
    if not protocol.size:
        yield "No claim of this set speaks of an effect whose studies are simulated here."
        return
    yield "Simulated studies, judged as `ranvier examine` judges records; 8 of 10 are to show what is asked."
    yield "In brackets: what so few simulated studies leave open.\n"
    yield from table(
        ("Claim", "Design", "To show", "If the truth were", "Months", "Per arm"), size_rows(protocol)
    )


def _rules(protocol: Protocol) -> Iterator[str]:
    yield "\n## Checks that will be made\n"
    rows = [(str(gate.number), gate.name, gate.checks, gate.limits) for gate in protocol.gate]
    yield from table(("Check", "Name", "What is checked", "Limits"), rows)
    yield "\n## Definitions and rules of judging\n"
    yield from table(("Setting", "Value"), list(protocol.settings.items()))
    yield "\nThese published definitions of worsening vote; enough of them must agree with the one taken:\n"
    yield from table(("Name", "Definition"), list(protocol.definitions.items()))
    null = protocol.null_band
    yield "\n## What would be seen without any effect\n"
    yield f"The programme is re-created {null.programmes:,} times without an effect"
    yield f"({null.programmes_for_votes:,} for definitions that only vote), each time in these ways:"
    yield f"{'; '.join(null.variants)}. What is assumed:\n"
    yield from (f"- {line}" for line in null.assumptions)


def _results(protocol: Protocol) -> Iterator[str]:
    yield "\n## What each possible result will be called\n"
    yield "The first row that fits, from above. A row without a condition takes what is left."
    for key, title in _TABLES.items():
        rows = [
            (row.name, "; ".join(row.when) or "all else", row.words)
            for row in protocol.result
            if row.table == key
        ]
        yield f"\n### {title}\n"
        yield from table(("Result", "If", "It is called"), rows)


def _asked_afterwards() -> Iterator[str]:
    yield "\n## What will be asked of the records afterwards\n"
    yield "`ranvier examine DIR --protocol FILE` says of each item: followed, deviated or not assessable."
    yield "A deviation, or not knowing, makes of check 26 what stands beside it.\n"
    rows = [
        (rule.name, rule.asks, rule.deviated.value, rule.unknown.value.replace("_", " "))
        for rule in item_rules().values()
    ]
    yield from table(("Item", "What is asked", "Deviated", "Not known"), rows)


def _signatures() -> Iterator[str]:
    yield "\n## Signatures\n"
    roles = ("answers for the programme", "answers for the analysis", "independent of both")
    yield from table(
        ("Role", "Name", "Interest", "Day", "Signature"), [(role, "", "", "", "") for role in roles]
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table; a bar in a cell is written so that it divides nothing."""
    yield _row(head)
    yield _row(["---"] * len(head))
    yield from (_row(row) for row in rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(_one_line(cell).replace('|', chr(92) + '|') for cell in cells)} |"


def _one_line(text: str) -> str:
    return " ".join(text.split())
