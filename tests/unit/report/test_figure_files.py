"""Every figure as a file that stands alone: valid XML, told in words, light and dark, with the sentence."""

import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from ranvier.claims.judging.verdict import Examination
from ranvier.report.disclosure import check_shareable
from ranvier.report.figure_files import figure_files
from ranvier.report.page import figures_of
from ranvier.report.sharing_of import sharing_of
from ranvier.vocabulary.outcomes import SENTENCE
from tests.unit.report import example

SVG = "{http://www.w3.org/2000/svg}"
Made = Callable[[], Examination]
every_report = pytest.mark.parametrize("made", [example.uncontrolled, example.randomised])


def _drawings(examination: Examination) -> dict[str, str]:
    files = figure_files(examination)
    return {name: text for name, text in files.items() if name.endswith(".svg")}


@every_report
def test_each_figure_is_a_drawing_and_a_table(made: Made) -> None:
    examination = made()
    names = [figure.name for figure in figures_of(examination)]
    drawn = [f"figures/{name}.svg" for name in names]
    assert sorted(figure_files(examination)) == sorted([*drawn, *(f"data/{name}.csv" for name in names)])


@every_report
def test_each_is_xml_with_title_description_and_the_sentence(made: Made) -> None:
    for text in _drawings(made()).values():
        root = ET.fromstring(text)
        title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None and title.text
        assert description is not None and description.text
        assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
        words = " ".join(one.text or "" for one in root.iter(f"{SVG}text"))
        assert SENTENCE in words


@every_report
def test_each_follows_the_reader_into_the_dark_and_fetches_nothing(made: Made) -> None:
    for text in _drawings(made()).values():
        assert "prefers-color-scheme:dark" in text
        assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
        assert "<script" not in text
        assert text.count("url(") == text.count("url(#hatch)")
        assert 'id="hatch"' in text


@every_report
def test_the_finding_stands_above_the_drawing(made: Made) -> None:
    examination = made()
    for figure in figures_of(examination):
        root = ET.fromstring(_drawings(examination)[f"figures/{figure.name}.svg"])
        words = " ".join(one.text or "" for one in root.iter(f"{SVG}text"))
        assert words.startswith(figure.finding)


@every_report
def test_all_may_be_shared(made: Made) -> None:
    examination = made()
    check_shareable(figure_files(examination), sharing_of(examination, internal=False))
