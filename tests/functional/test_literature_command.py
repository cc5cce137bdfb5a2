"""`ranvier literature`: lists, studies and pools as text; files of a pool; the page in a real browser."""

from __future__ import annotations

import csv
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from ranvier.cli import main
from ranvier.literature import read_literature
from ranvier.vocabulary.outcomes import SENTENCE
from tests.functional.browser import needs_browser, open_browser
from tests.functional.test_report_pages import AXE_RULES, OUTSIDE, OVERLAPPING, WIDTHS

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "use-the-literature.md"
POOLS = ("relapses-drug-placebo", "veins-ultrasound", "onset-after-loss", "edss-cells-spinal-sham")


def told(capsys, *arguments: str) -> str:
    assert main(["literature", *arguments]) == 0
    return capsys.readouterr().out


def refused(capsys, *arguments: str) -> str:
    assert main(["literature", *arguments]) == 2
    return capsys.readouterr().err


def test_it_lists_every_study_and_those_that_mention_words(capsys):
    assert len(told(capsys, "list").splitlines()) == len(read_literature().studies)
    assert told(capsys, "list", "natalizumab", "TOP").startswith("E14")


def test_a_list_is_narrowed_by_topic_endpoint_and_status(capsys):
    ids = [line.split()[0] for line in told(capsys, "list", "--topic", "ahsct").splitlines()]
    assert ids == ["E16", "E17", "E18", "E19", "E20", "E21", "E22"]
    ids = [line.split()[0] for line in told(capsys, "list", "--endpoint", "veins").splitlines()]
    assert ids == ["X01", "X02", "X03", "X04", "X05", "X15"]
    some = told(capsys, "list", "--topic", "ahsct", "--status", "memory").splitlines()
    assert [line.split()[0] for line in some] == ["E17", "E18", "E20"]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("--topic", "magnets"), "There is no topic 'magnets'"),
        (("--endpoint", "height"), "Nothing can be pooled on 'height'"),
        (("--status", "rumour"), "There is no status 'rumour'"),
        (("zebra",), "No study fits"),
        (("--topic", "prevalence", "--status", "memory"), "No study fits"),
    ],
)
def test_what_does_not_exist_is_a_wrong_call(capsys, asked, why):
    assert why in refused(capsys, "list", *asked)


def test_a_study_is_shown_with_origins_pools_and_what_is_missing(capsys):
    study = told(capsys, "show", "e23")
    assert study.startswith("E23  Connick P")
    assert "−0.02 (−0.03 to −0.01), unverified" in " ".join(study.split())
    assert "Missing: These figures are known from general knowledge only." in study
    assert "veins-ultrasound" in told(capsys, "show", "X04")


def test_a_study_is_found_by_a_word_that_it_alone_mentions(capsys):
    assert told(capsys, "show", "MESEMS").startswith("E25")
    assert "More than one study mentions 'interferon'" in refused(capsys, "show", "interferon")
    assert "There is no study 'E99'" in refused(capsys, "show", "E99")


def test_a_pool_shows_every_study_its_arithmetic_and_what_decides(capsys):
    text = told(capsys, "pool", "veins-ultrasound")
    # by metafor, from the printed numbers: validation/literature.R
    assert "mean: 0.986 (0.291 to 3.34)" in text
    assert "√(1/21 + 1/47 + 1/23 + 1/45) = 0.367" in text
    assert "Zamboni 2009, the first report: 43.0 (29.0 to 65.0) — unverified" in text
    assert text.index("Mean of 3 verified studies") < text.index("With 1 unverified (decides nothing)")
    assert " ".join(SENTENCE.split()) in " ".join(text.split())


def test_an_endpoint_of_several_questions_answers_them_one_by_one(capsys):
    text = told(capsys, "pool", "worsening")
    assert len(re.findall(r"^  measure: hazard ratio$", text, re.MULTILINE)) >= 4
    assert text.count("No mean is made") == len(read_literature().pools_on("worsening"))


def test_every_pool_can_be_asked_for_and_is_on_the_list(capsys):
    listed = told(capsys, "pool", "--list")
    for key in read_literature().pools:
        assert f"\n{key} " in listed
        assert "definition: " in told(capsys, "pool", key)


def test_a_wrong_call_of_pool_says_what_to_do(capsys, tmp_path):
    assert "pool --list" in refused(capsys, "pool")
    assert "pool --list" in refused(capsys, "pool", "veins", "--list")
    assert "never mixed" in refused(capsys, "pool", "veins", "-o", str(tmp_path / "a.svg"))
    assert "end it with .svg" in refused(capsys, "pool", "veins-catheter", "-o", str(tmp_path / "a.pdf"))
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("pools")
    for key in POOLS:
        for ending in ("svg", "html", "csv", "json"):
            assert main(["literature", "pool", key, "-o", str(out / f"{key}.{ending}")]) == 0
    return out


@pytest.mark.parametrize("key", POOLS)
def test_a_picture_stands_alone_and_names_itself(folder, key):
    text = (folder / f"{key}.svg").read_text(encoding="utf-8")
    root = ET.fromstring(text)
    inside = {part.tag.rpartition("}")[2]: part.text or "" for part in root}
    pool = read_literature().pools[key]
    assert root.get("role") == "img"
    assert inside["title"].startswith(pool.title)
    assert all(effect.label in inside["desc"] for effect in pool.effects)
    assert "prefers-color-scheme:dark" in inside["style"]
    assert SENTENCE.split(". ")[0].split(" with ")[0] in text
    for outward in ("<script", "@import", "href=", "url(http"):
        assert outward not in text


def test_the_table_holds_every_study_and_mean(folder):
    lines = (folder / "veins-ultrasound.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == f"# {SENTENCE}"
    rows = list(csv.DictReader(lines[1:]))
    assert [row["part"] for row in rows] == ["pooled", "pooled", "pooled", "unverified", "mean", "mean"]
    assert rows[1]["figures"] == "X04a"
    assert float(rows[4]["estimate"]) == pytest.approx(0.986, abs=5e-4)


def test_json_tells_what_decides(folder):
    content = json.loads((folder / "veins-ultrasound.json").read_text(encoding="utf-8"))
    assert content["deciding"]["mean"]["estimate"] == pytest.approx(0.986, abs=5e-4)
    assert content["with_unverified"]["mean"]["definition"].endswith("1 of 4 unverified")
    assert json.loads((folder / "onset-after-loss.json").read_text(encoding="utf-8"))["deciding"] is None
    assert content["sentence"] == SENTENCE


def test_the_same_pool_gives_the_same_bytes(folder, tmp_path):
    for ending in ("svg", "html", "csv", "json"):
        again = tmp_path / f"again.{ending}"
        assert main(["literature", "pool", "veins-ultrasound", "-o", str(again)]) == 0
        assert again.read_bytes() == (folder / f"veins-ultrasound.{ending}").read_bytes()


def test_every_command_of_the_how_to_prints_what_the_page_shows(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = HOW_TO.read_text(encoding="utf-8")
    assert f"\n{len(read_literature().studies)} published studies ship" in page
    blocks = re.findall(r"```console\n(.*?)```", page, re.DOTALL)
    assert len(blocks) >= 5
    for block in blocks:
        command, *shown = block.strip().split("\n")
        assert main(command.removeprefix("$ ranvier ").split()) == 0
        printed = capsys.readouterr().out
        for line in shown:
            assert line == "…" or line in printed.split("\n"), (command, line)


def test_the_python_of_the_how_to_runs_as_it_stands(capsys):
    page = HOW_TO.read_text(encoding="utf-8")
    names: dict[str, object] = {}
    pairs = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", page, re.DOTALL)
    assert len(pairs) >= 2
    for code, shown in pairs:
        exec(code, names)  # the page is ours
        assert capsys.readouterr().out == shown


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.mark.browser
@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("key", POOLS)
def test_axe_finds_nothing_and_words_stay_inside(browser, folder, key, width, scheme):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto((folder / f"{key}.html").as_uri())
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
    found = Axe().run(page, options=AXE_RULES)
    outside, overlapping = page.evaluate(OUTSIDE), page.evaluate(OVERLAPPING)
    reach, scripts = (
        page.evaluate("document.documentElement.scrollWidth"),
        page.locator("script").count(),
    )
    page.close()
    assert found.violations_count == 0, found.generate_report()
    assert outside == []
    assert overlapping == []
    assert reach <= width
    assert scripts == 0
