"""The report as text: what must stand on every page, and what must never."""

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from itertools import pairwise
from typing import Any

import pytest

from ranvier.claims.judging.verdict import Examination
from ranvier.report.disclosure import check_shareable
from ranvier.report.page import figures_of, render_report
from ranvier.report.sharing_of import sharing_of
from ranvier.report.verdicts_json import verdicts_json
from ranvier.vocabulary.outcomes import SENTENCE
from tests.unit.report import example

MADE = [example.uncontrolled, example.randomised, example.without_records]
HOSTILE = '<script>alert("x")</script><img src=x onerror=y>'
every_report = pytest.mark.parametrize("made", MADE)
Made = Callable[[], Examination]


@every_report
def test_the_sentence_stands_word_for_word(made: Made) -> None:
    assert SENTENCE in render_report(made())


@every_report
def test_the_same_examination_gives_the_same_bytes(made: Made) -> None:
    assert render_report(made()) == render_report(made())


@every_report
def test_a_report_is_under_200_kb(made: Made) -> None:
    assert len(render_report(made()).encode()) < 200_000


@every_report
def test_no_script_and_nothing_to_fetch(made: Made) -> None:
    page = render_report(made())
    assert "<script" not in page
    assert all(
        target.startswith("#") for target in re.findall(r"""(?:src|href)\s*=\s*["']?([^"'> ]*)""", page)
    )
    assert not re.search(r"@import|url\((?!#)", page)


@every_report
def test_one_first_heading_and_none_left_out(made: Made) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", render_report(made()))]
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


@every_report
def test_no_identity_is_used_twice(made: Made) -> None:
    identities = re.findall(r'\sid="([^"]+)"', render_report(made()))
    assert len(identities) == len(set(identities))


@every_report
def test_every_link_leads_somewhere(made: Made) -> None:
    page = render_report(made())
    identities = set(re.findall(r'\sid="([^"]+)"', page))
    assert {target for target in re.findall(r'href="#([^"]+)"', page)} <= identities


@every_report
def test_every_claim_is_there(made: Made) -> None:
    examination = made()
    page = render_report(examination)
    for verdict in examination.verdicts:
        assert f'<span class="id" data-plain>{verdict.claim.id}</span>' in page
        assert f'id="claim-{verdict.claim.id.lower()}"' in page


def test_supported_is_counted_even_where_there_is_none() -> None:
    page = render_report(example.uncontrolled())
    assert re.search(r"<b data-plain>0</b><span class=\"chip supported\">", page)


def test_a_verdict_is_printed_with_its_certainty_as_one_phrase() -> None:
    assert "<b>uncontrolled</b>, very low certainty" in render_report(example.uncontrolled())


def test_cannot_be_assessed_carries_no_certainty() -> None:
    assert "<b>cannot be assessed</b>," not in render_report(example.uncontrolled())


def test_supplied_by_and_not_audited_stand_on_the_page() -> None:
    assert "Records supplied by Invented clinic A, data office, not audited." in render_report(
        example.uncontrolled()
    )


def test_without_records_the_page_says_so_and_asks_ten_questions() -> None:
    page = render_report(example.without_records())
    assert "No records were examined." in page
    assert len(re.findall(r"<li><b>Made-up question", page)) == 10
    assert "Faster than its mechanism." in page
    assert "Only small series." in page


def test_figures_are_numbered_in_order() -> None:
    page = render_report(example.randomised())
    numbers = [int(n) for n in re.findall(r'<span class="number" data-plain>Figure (\d+)</span>', page)]
    assert numbers == list(range(1, len(figures_of(example.randomised())) + 1))


def test_hostile_names_and_statements_are_shown_as_text() -> None:
    examination = _with_every_text(example.uncontrolled(), HOSTILE)
    page = render_report(examination)
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


def test_small_groups_in_any_sentence_are_told_as_such() -> None:
    """Every text that reaches the report is replaced; what is of the records must come out shareable."""
    examination = _with_every_text(example.randomised(), "3 of 20 patients (15%), n 2")
    rule = sharing_of(examination, internal=False)
    files = {"report.html": render_report(examination), "verdicts.json": verdicts_json(examination)}
    check_shareable(files, rule)


def test_an_internal_report_says_so_in_red_and_shows_patients() -> None:
    base = example.uncontrolled()
    first = base.verdicts[0]
    finding = replace(first.tried[0].finding, picture={"patients": (("QK7-2F", -1.5), ("QK7-3A", 0.5))})
    inside = replace(base, verdicts=(replace(first, tried=(replace(first.tried[0], finding=finding),)),))
    assert "QK7-2F" in render_report(inside, internal=True)
    assert "Internal: do not share." in render_report(inside, internal=True)
    assert "QK7-2F" not in render_report(inside)


def test_nothing_on_the_page_praises_or_alarms() -> None:
    words = re.sub(
        r"<style>.*?</style>|<[^>]+>", " ", render_report(example.randomised()), flags=re.DOTALL
    ).lower()
    for word in ("significant", "promising", "proves", "proven", "effective", "alarming"):
        assert not re.search(rf"\b{word}\b", words)
    assert "!" not in words


def _with_every_text(value: Any, text: str, name: str = "") -> Any:
    """A copy of a tree of dataclasses with every free text replaced; identifiers, units and columns stay."""
    if name in ("id", "unit", "key", "endpoint", "missing", "fingerprint", "picture", "file", "rule"):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{f.name: _with_every_text(getattr(value, f.name), text, f.name) for f in fields(value)}
        )
    if isinstance(value, str) and not isinstance(value, Enum):
        return text if value else value
    if isinstance(value, tuple):
        return tuple(_with_every_text(inner, text, name) for inner in value)
    return value
