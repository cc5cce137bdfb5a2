"""What `examine` returns: verdicts that print themselves and write their report."""

from __future__ import annotations

from pathlib import Path

from ranvier.claims.verdict import Examination, Verdict
from ranvier.report.numbers import plain
from ranvier.report.page import render_report
from ranvier.report.sharing_of import sharing_of
from ranvier.report.signed import signature_words
from ranvier.report.small_cells import Sharing
from ranvier.report.verdicts_json import verdicts_json
from ranvier.report.wording import BECAUSE, CERTAINTY, SEEN
from ranvier.report.write import write_files, write_report
from ranvier.vocabulary.outcomes import SENTENCE, Because, Seen

_HEAD = ("claim", "estimate", "lower", "upper", "seen", "because", "certainty")
_NONE = "\u2013"


class Examined:
    """The verdicts on a claim set; print it for the table, or write it as a page or as JSON."""

    def __init__(self, examination: Examination) -> None:
        self.examination = examination

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """One verdict a claim, in the order of the claim set."""
        return self.examination.verdicts

    def write(self, out: str | Path, *, internal: bool = False) -> Path:
        """Write the report with its companions into a folder; returns the path of the page."""
        return write_report(self.examination, Path(out), internal=internal)

    def to_html(self, path: str | Path, *, internal: bool = False) -> Path:
        """Write the report as one page; raises DisclosureError where it would show a small group."""
        text = render_report(self.examination, internal=internal)
        return _write_one(Path(path), text, ".html", sharing_of(self.examination, internal=internal))

    def to_json(self, path: str | Path) -> Path:
        """Write the verdicts as JSON; raises DisclosureError where they would show a small group."""
        sharing = sharing_of(self.examination, internal=False)
        return _write_one(Path(path), verdicts_json(self.examination), ".json", sharing)

    def __repr__(self) -> str:
        sharing = sharing_of(self.examination, internal=False)
        rows = [_HEAD, *(_row(verdict, sharing) for verdict in self.verdicts)]
        widths = [max(len(row[place]) for row in rows) for place in range(len(_HEAD))]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows
        ]
        words = signature_words(self.examination)
        return "\n".join([*(line.rstrip() for line in lines), "", words, "", SENTENCE])


def _write_one(path: Path, text: str, kind: str, sharing: Sharing) -> Path:
    write_files(path.parent, {path.name: text}, sharing, kinds={path.name: kind})
    return path


def _row(verdict: Verdict, sharing: Sharing) -> tuple[str, ...]:
    finding = verdict.primary
    numbers = [_NONE] * 3
    if finding is not None and finding.found is not None and not sharing.withholds(finding.found):
        found = finding.found
        numbers = [plain(number, finding.unit) for number in (found.estimate, found.lower, found.upper)]
    seen = SEEN[Seen(verdict.seen.outcome)].words if verdict.seen is not None else _NONE
    because = BECAUSE[Because(verdict.because.outcome)].words if verdict.because is not None else _NONE
    judged = (verdict.seen, verdict.because)
    sure = [
        CERTAINTY[one.certainty] if one is not None and one.certainty is not None else _NONE for one in judged
    ]
    return (verdict.claim.id, *numbers, seen, because, " / ".join(sure))
