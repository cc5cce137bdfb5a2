"""What `examine` returns: verdicts that print themselves and write their report."""

from __future__ import annotations

from pathlib import Path

from ranvier.claims.judging.verdict import Examination, Verdict
from ranvier.report.examined_text import verdicts_text
from ranvier.report.page import render_report
from ranvier.report.sharing_of import sharing_of
from ranvier.report.small_cells import Sharing
from ranvier.report.verdicts_json import verdicts_json
from ranvier.report.write import write_files, write_report


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

    def text(self, *, every: bool = False) -> str:
        """The verdicts for a terminal of 100 columns; every: claims without a number one by one, with why."""
        return verdicts_text(self.examination, every=every)

    def __repr__(self) -> str:
        return self.text()


def _write_one(path: Path, text: str, kind: str, sharing: Sharing) -> Path:
    write_files(path.parent, {path.name: text}, sharing, kinds={path.name: kind})
    return path
