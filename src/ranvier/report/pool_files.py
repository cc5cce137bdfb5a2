"""Published studies pooled, as a file: a figure, a page, a table or JSON, by the ending of its name."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ranvier.errors import UsageError
from ranvier.estimates.as_json import to_dict
from ranvier.estimates.pooling.pooled_estimate import PooledEstimate
from ranvier.estimates.pooling.published_pool import PublishedPool
from ranvier.literature.collection import Literature
from ranvier.report.figures.drawing import wrapped
from ranvier.report.figures.figure import WIDE
from ranvier.report.figures.forest import description_of, draw_forest, draw_forest_sheet, finding_of
from ranvier.report.figures.forest_lines import ends_words, forest_lines, study_details, unit_of
from ranvier.report.figures.standalone import standalone_svg
from ranvier.report.pool_text import mean_rows, means_of, question_rows
from ranvier.report.templates_used import render_template
from ranvier.report.versions import versions_used
from ranvier.report.write import write_whole
from ranvier.vocabulary.outcomes import SENTENCE


def write_pool(found: PublishedPool, literature: Literature, out: Path) -> Path:
    """Write the pool as the ending of *out* says: .svg, .html, .csv or .json; its path comes back.

    Raises UsageError for another ending.
    """
    render = _RENDER.get(out.suffix.lower())
    if render is None or out.is_dir():
        raise UsageError(
            "The ending of the file says what is written",
            where=str(out),
            hint=f"end it with {', '.join(_RENDER)}",
        )
    write_whole(out, render(found, literature))
    return out


def render_pool_svg(found: PublishedPool) -> str:
    """The forest plot as an SVG file, with the question above and the sentence of every result below."""
    pool = found.pool
    words = "; ".join(f"{name}: {words}" for name, words in question_rows(pool))
    head = [pool.title, *wrapped(words, WIDE)]
    warnings = [line for told in found.warnings for line in wrapped(told, WIDE, size=11.5)]
    foot = [*warnings, *wrapped(SENTENCE, WIDE, size=11.5)]
    drawing = draw_forest_sheet(found, head, foot)
    description = f"{description_of(found, forest_lines(found))} {' '.join(found.warnings)}"
    return standalone_svg(drawing, finding_of(found), description)


def render_pool_html(found: PublishedPool, literature: Literature) -> str:
    """The pool as one HTML page: no script, nothing fetched, light and dark, printable."""
    unit = unit_of(found.pool)
    studies = [
        (
            row.effect.label,
            ends_words(row.estimate, row.lower, row.upper, unit),
            row.part,
            study_details(row),
            row.arithmetic,
            "; ".join(filter(None, (row.effect.how, row.effect.caveat))),
            literature.study(row.effect.study).reference,
        )
        for row in found.rows
    ]
    return render_template(
        "pool.html",
        pool=found.pool,
        finding=finding_of(found),
        figure_of=draw_forest(found, "forest"),
        question=question_rows(found.pool),
        warnings=found.warnings,
        studies=studies,
        means=[(head, mean_rows(together, unit)) for head, together in means_of(found)],
        sentence=SENTENCE,
        fingerprint=literature.fingerprint,
        versions=versions_used(),
    )


def render_pool_csv(found: PublishedPool) -> str:
    """One row a study and one a mean; the first line is the sentence of every result, as a comment."""
    table = found.table
    text = io.StringIO()
    text.write(f"# {SENTENCE}\n")
    writer = csv.DictWriter(text, table.columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {name: "" if value is None else value for name, value in row.items()}
        for row in table.iter_rows(named=True)
    )
    for head, together in means_of(found):
        mean = together.pooled
        ends = {"estimate": mean.estimate, "lower": mean.lower, "upper": mean.upper}
        writer.writerow({"label": head, **ends, "part": "mean", "std_error": together.std_error})
    return text.getvalue()


def render_pool_json(found: PublishedPool, literature: Literature) -> str:
    """The pool for programs: question, studies, means and warnings."""
    pool = found.pool
    content: Mapping[str, Any] = {
        "pool": pool.key,
        "endpoint": pool.endpoint,
        "title": pool.title,
        "question": dict(question_rows(pool)),
        "studies": found.table.to_dicts(),
        "deciding": _mean(found.deciding),
        "with_unverified": _mean(found.with_unverified),
        "warnings": list(found.warnings),
        "literature_sha256": literature.fingerprint,
        "versions": dict(versions_used()),
        "sentence": SENTENCE,
    }
    return f"{json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)}\n"


def _mean(together: PooledEstimate | None) -> dict[str, Any] | None:
    if together is None:
        return None
    return {
        "mean": to_dict(together.pooled),
        "further_study": to_dict(together.prediction),
        "tau_squared": to_dict(together.between),
        "i2_percent": together.i2_percent,
        "q": together.q,
        "q_p_value": together.q_p_value,
    }


_RENDER: Mapping[str, Callable[[PublishedPool, Literature], str]] = {
    ".svg": lambda found, _: render_pool_svg(found),
    ".html": render_pool_html,
    ".csv": lambda found, _: render_pool_csv(found),
    ".json": render_pool_json,
}
