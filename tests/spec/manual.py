"""Writes the definitions chapter of the manual from the drawings: docs/definitions/*.md.

python -m tests.spec.manual
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.spec.drawing import Drawing
from tests.spec.runners.every import NAMES, chapter_of

PAGES = Path(__file__).parents[2] / "docs" / "definitions"
"""Where the chapters lie."""

_INDEX = """# Definitions, drawn

Every rule by which ranvier reads a course, one picture each. A test runs each picture and compares what is
found with what stands under it, so a page cannot say what is not so. The rules as numbered text are in
[course.md](../reference/course.md).

How to read a picture: an entry stands under its day, a dot is a day without one, `*` marks a day. Day 0 is
the first dose where there is one. "from" is the day of the reference, "confirmed" that of the visit that
confirms.

After "Asked" stand the settings unlike the chapter's own definition, or another definition first. They are
told, not Python: a dot reaches into a part of the definition, numbers in brackets are the days of a window or
a distance in the order of its fields (`relapse_to_onset = (30, 0)`: after_days=30, before_days=0), and "open"
is no limit, `None` in Python.

"""


def page_of(name: str) -> str:
    """The page of one chapter."""
    chapter = chapter_of(name)
    parts = [
        f"<!-- made from tests/spec/{name}.toml; change it there -->\n# {chapter.title}",
        chapter.text,
        f"Source: {chapter.source}",
        *(_shown(drawing) for drawing in chapter.drawings),
    ]
    return "\n\n".join(parts) + "\n"


def index_of() -> str:
    """The page that lists the chapters."""
    rows = []
    for name in NAMES:
        chapter = chapter_of(name)
        n_drawings = len(chapter.drawings)
        rows.append(f"- [{chapter.title}]({name}.md), {n_drawings} drawings")
    return _INDEX + "\n".join(rows) + "\n"


def _shown(drawing: Drawing) -> str:
    lines = [f"## {drawing.title}", ""]
    asked = ", ".join([*([drawing.asked] if drawing.asked else []), *_settings(drawing.settings)])
    if asked:
        lines += [f"Asked: `{asked}`", ""]
    lines += ["```", textwrap.dedent(drawing.picture).strip("\n").rstrip(), "```", ""]
    return "\n".join([*lines, f"Found: {'; '.join(drawing.found) or 'nothing'}"])


def _settings(settings: Mapping[str, Any], within: str = "") -> list[str]:
    said = []
    for name, value in settings.items():
        if isinstance(value, dict):
            said += _settings(value, f"{within}{name}.")
        else:
            said.append(f"{within}{name} = {_text(value)}")
    return said


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "(" + ", ".join(_text(part) for part in value) + ")"
    return str(value)


def main() -> None:
    """Writes every page."""
    PAGES.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        (PAGES / f"{name}.md").write_text(page_of(name), encoding="utf-8")
    (PAGES / "README.md").write_text(index_of(), encoding="utf-8")


if __name__ == "__main__":
    main()
