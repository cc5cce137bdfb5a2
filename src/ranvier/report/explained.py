"""The page that explains one patient's course; for those who keep the records, never for sharing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ranvier.course.explain_asked import event_words
from ranvier.course.explanation import Explanation, ToldVisit
from ranvier.definitions.confirmed_change import ConfirmedChange, Occurrence
from ranvier.definitions.settings_used import settings_used
from ranvier.errors import UsageError
from ranvier.report.figures.course_timeline import draw_course
from ranvier.report.templates_used import render_template
from ranvier.report.versions import versions_used
from ranvier.report.write import write_whole
from ranvier.vocabulary.course_rules import COURSE_RULES
from ranvier.vocabulary.measures import EDSS
from ranvier.vocabulary.outcomes import SENTENCE

HEADLINE = (
    "Per-patient figures, not for sharing; a record-keeping aid, not for the diagnosis, monitoring or "
    "treatment of any person."
)

REPORT_FILES = ("report.html", "verdicts.json", "provenance.json")
"""Files by which the folder of a report is known."""


def render_explained(explanation: Explanation) -> str:
    """The explanation as one HTML page: no script, nothing fetched, light and dark, printable."""
    return render_template(
        "explained.html",
        headline=HEADLINE,
        sentence=SENTENCE,
        patient_id=explanation.patient_id,
        programme=explanation.programme,
        asked=asked_words(explanation.definition),
        answer=explanation.answer,
        label=explanation.definition.measure.label,
        picture=draw_course(explanation),
        start=explanation.start,
        decisions=explanation.decisions,
        visits_title=visits_title(explanation),
        visits=[_shown(visit, explanation) for visit in explanation.visits],
        end=explanation.end,
        used=settings_used(explanation.definition),
        rules=[(rule, COURSE_RULES[rule]) for rule in explanation.rules],
        files=[(Path(name).name, sha) for name, sha in explanation.files],
        versions=versions_used(),
    )


def write_explained(explanation: Explanation, out: Path) -> Path:
    """Write the page; its path comes back. Raises UsageError where *out* lies in the folder of a report."""
    if any((folder / name).exists() for folder in (out.parent, out.parent.parent) for name in REPORT_FILES):
        raise UsageError(
            "A page about one patient does not go into the folder of a report, which may be shared",
            where=str(out.parent),
            hint="name a file in a folder of its own",
        )
    if out.is_dir():
        raise UsageError("The page needs the name of a file", where=str(out), hint=f"-o {out / 'page.html'}")
    write_whole(out, render_explained(explanation))
    return out


def asked_words(definition: ConfirmedChange) -> str:
    """What is looked for, in words.

    >>> asked_words(ConfirmedChange()), asked_words(ConfirmedChange(occurrence=Occurrence.EVERY))
    ('first confirmed change', 'every confirmed change')
    """
    which = "first" if definition.occurrence is Occurrence.FIRST else "every"
    return f"{which} {event_words(definition)}"


def visits_title(explanation: Explanation) -> str:
    """The heading of the visits: with an event they say why it is not dated earlier."""
    return "Why not earlier: visit by visit" if explanation.events else "Visit by visit"


def _shown(visit: ToldVisit, explanation: Explanation) -> dict[str, object]:
    is_edss = explanation.definition.measure.name == EDSS.name
    since = visit.days_since_relapse
    return {
        "date": iso(visit.date),
        "day": "" if visit.day is None else f"{visit.day:,}".replace("-", "\u2212"),
        "score": f"{visit.score:.1f}" if is_edss else f"{round(visit.score, 3):g}",
        "since": "none known" if since is None else f"{since:,} days",
        "mark": visit.mark,
        "why": visit.why,
    }


def iso(day: date) -> str:
    """A date as it stands in a table."""
    return day.isoformat()
