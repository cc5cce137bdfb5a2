"""Six questions of a reader, put to the page of four kinds of programme; the text has to answer each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ranvier.report.page import render_report
from tests.functional.report_pages import PLANS, Answers, examined

WORKS, SURE, COMPARED, WHOM, CHANGE, WHOSE = (
    "Does it say the therapy works?",
    "How sure is that?",
    "Compared with what?",
    "Of whom, and who was not seen?",
    "What would change it?",
    "Whose records, who signs, and is it advice?",
)

MUST_SAY = {
    "uncontrolled": {
        WORKS: r"^No\. .*nobody was compared.*not the same as showing that there is no effect",
        SURE: r"^Very low certainty\. .*without a control",
        COMPARED: r"^With nobody\. .*not a control group",
        WHOM: r"^Of 150 treated patients, as a group\. Not seen: \d+ of them .*worst case .*best case",
        CHANGE: r"^A comparison\. .*who did not get the therapy, best chosen by lot",
        WHOSE: r"not audited, not signed\. .*supplier alone answers.*no medical advice.*any one person",
    },
    "fair_with_effect": {
        WORKS: r"^Yes, for \d of \d claims about an effect \(.*C33.*\)",
        SURE: r"(?i)^(?:low|moderate|low to moderate) certainty\. Assigned by lot, assessor blinded",
        COMPARED: r"^With 75 patients who got a sham treatment\. Lot decided .*blinded",
        WHOM: r"^Of 75 treated patients, as a group\. (?:All have a result|Not seen)",
        CHANGE: r"^Unseen failures, or another trial\. C33: \d+ unreported patients.*would overturn this",
        WHOSE: r"not audited, not signed\. .*no medical advice",
    },
    "fair_without_effect": {
        WORKS: r"^No\. None of the .* is supported by the comparison.*not the same as showing",
        SURE: r"certainty\. ",
        COMPARED: r"^With 75 patients who got a sham treatment\. Lot decided",
        WHOM: r"^Of 75 treated patients, as a group\. ",
        CHANGE: r"^More patients, or another trial\. \S",
        WHOSE: r"not audited, not signed\. .*no medical advice",
    },
    "no_records": {
        WORKS: r"^It cannot say\. No records",
        SURE: r"^Nothing can be said with any certainty",
        COMPARED: r"^With nothing: no records were examined",
        WHOM: r"^Of nobody at this clinic",
        CHANGE: r"^Records, and a comparison\. Records of all whom this clinic treated",
        WHOSE: r"^Nobody’s records; nobody has signed\. .*no medical advice",
    },
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("answers")
    paths = {kind: folder / f"{kind}.html" for kind in PLANS}
    for kind, path in paths.items():
        path.write_text(render_report(examined(kind, few=True)), encoding="utf-8")
    return paths


@pytest.mark.parametrize("kind", MUST_SAY)
@pytest.mark.parametrize("question", [WORKS, SURE, COMPARED, WHOM, CHANGE, WHOSE])
def test_the_page_answers(pages: dict[str, Path], kind: str, question: str) -> None:
    told = Answers(pages[kind]).told
    assert re.search(MUST_SAY[kind][question], told[question]), told[question]


@pytest.mark.parametrize("kind", MUST_SAY)
def test_six_questions_and_no_more(pages: dict[str, Path], kind: str) -> None:
    assert list(Answers(pages[kind]).told) == [WORKS, SURE, COMPARED, WHOM, CHANGE, WHOSE]


@pytest.mark.parametrize("kind", ["uncontrolled", "fair_without_effect", "no_records"])
def test_only_a_fair_comparison_with_an_effect_says_yes(pages: dict[str, Path], kind: str) -> None:
    assert not Answers(pages[kind]).told[WORKS].startswith("Yes")
    assert (
        '<span class="chip supported"><svg aria-hidden="true"><use href="#i-supported"/></svg>'
        not in re.sub(
            r'<div class="strip">.*?</ul>', "", pages[kind].read_text(encoding="utf-8"), flags=re.DOTALL
        )
    )
