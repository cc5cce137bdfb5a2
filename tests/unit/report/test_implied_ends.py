"""End tags left out mean the same page: every element begins and ends where it did."""

from html.parser import HTMLParser

import pytest

from ranvier.report import page
from ranvier.report.implied_ends import ENDED_BY, without_implied_ends
from tests.unit.report import example


class Elements(HTMLParser):
    """Every element with those around it and its words, as a browser takes it (HTML standard, 13.2.6)."""

    def __init__(self, text):
        super().__init__()
        self.open, self.found = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        while self.open and self.open[-1] in ENDED_BY.get(tag, ()):
            self.open.pop()
        self.found.append((*self.open, tag, str(attrs)))
        if tag not in {"meta", "br", "hr", "img", "input", "link"}:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.found.append((*self.open, tag, str(attrs)))

    def handle_endtag(self, tag):
        while self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if data.strip():
            self.found.append((*self.open, data.strip()))


@pytest.mark.parametrize("made", [example.uncontrolled, example.randomised, example.without_records])
def test_the_elements_are_the_same(made, monkeypatch):
    short = page.render_report(made())
    monkeypatch.setattr(page, "without_implied_ends", lambda text: text)
    full = page.render_report(made())
    assert len(short) < len(full)
    assert Elements(short).found == Elements(full).found


def test_a_list_in_a_list_and_a_table_in_a_cell():
    text = (
        "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><table><tr><td><ul><li>d</li></ul></td></tr></table>"
    )
    assert Elements(without_implied_ends(text)).found == Elements(text).found
