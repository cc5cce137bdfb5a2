"""Text, HTML and PDF become blocks with places; hostile files end soon and run or fetch nothing."""

from __future__ import annotations

import contextlib
import io
import socket
import sys
import time
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from ranvier.claims.reading import extract, page_file
from ranvier.claims.reading.html_blocks import blocks_of_html
from ranvier.claims.reading.page import Form, Role
from ranvier.claims.reading.page_file import page_of, read_page_file
from ranvier.claims.reading.read_page import read_assertions
from ranvier.errors import EmptyFile, FileError, FileTooLarge, MissingFile, UnreadableFile
from tests.unit.claims.reading.small_pdf import bomb, pdf_of_streams, small_pdf

CLAIM = "Our treatment restores walking in 80 % of all patients."
MOST_SECONDS = 15
"""The process that reads a page is stopped after 10."""


def test_the_place_of_a_word_in_text_is_its_line_and_character() -> None:
    page = page_of(f"A page\n\n  On {CLAIM}\n".encode())
    (one,) = read_assertions(page).proposals
    assert (one.places[0].line, one.places[0].start, one.places[0].end) == (3, 2, 5 + len(CLAIM))


def test_lines_broken_to_fit_are_one_sentence() -> None:
    text = (
        "Our treatment, which we have given for more than ten years,\nrestores walking in 80 % of "
        "all patients.\n"
    )
    (one,) = read_assertions(page_of(text.encode())).proposals
    assert (one.places[0].line, one.places[0].end_line) == (1, 2)


def test_html_keeps_the_lines_of_its_source_and_sets_hidden_text_apart() -> None:
    source = (
        "<html><head><title>A page</title><style>p {color: red}</style></head><body>\n"
        "<script>document.write('Our treatment cures MS in all patients.')</script>\n"
        "<p>Our <b>treat</b>ment restores walking&nbsp;in 80&#37; of <i>all</i> patients.</p>\n"
        "<div style='display: none'><p>Our cells cure multiple sclerosis in every patient.</p></div>\n"
        "</body></html>"
    )
    page = page_of(source.encode())
    seen, hidden = read_assertions(page).proposals
    assert page.form is Form.HTML
    assert [block.text for block in page.shown][1] == "Our treatment restores walking in 80% of all patients."
    assert (seen.places[0].line, seen.places[0].start, seen.hidden) == (3, 3, False)
    assert (hidden.places[0].line, hidden.hidden) == (4, True)
    assert "1 passage of the page cannot be seen" in page.notes[0]


def test_a_pdf_is_read_page_by_page() -> None:
    page = page_of(
        small_pdf([["A brochure of a clinic, and what it says on its pages"], ["First line", CLAIM]])
    )
    (one,) = read_assertions(page).proposals
    assert page.form is Form.PDF
    assert (one.places[0].page, one.places[0].line) == (2, 2)


def test_a_list_is_read_with_the_line_before_it() -> None:
    text = "After our treatment patients report:\n• better balance\n• clearer vision\n• a chair\n"
    reading = read_assertions(page_of(text.encode()))
    assert [one.places[0].line for one in reading.proposals] == [2, 3]
    assert all(one.places[1].line == 1 for one in reading.proposals)


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        (b"", EmptyFile, "empty"),
        (b" \n\t ", EmptyFile, "empty"),
        (b"<html><body><script>x</script></body></html>", EmptyFile, "no text"),
        (bytes(range(256)) * 40, UnreadableFile, "not text, HTML or PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(5000), UnreadableFile, "not text, HTML or PDF"),
        (b"word " * 1_100_000, FileTooLarge, "at most 5 MB"),
        (b"%PDF-1.4\nnothing else", UnreadableFile, "cannot be read"),
        (small_pdf([[]]), UnreadableFile, "only pictures"),
    ],
)
def test_a_page_that_cannot_be_read_says_why(content: bytes, kind: type[FileError], words: str) -> None:
    with pytest.raises(kind, match=words):
        page_of(content)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Лечение рассеянного склероза стволовыми клетками помогает каждому пациенту.", "Russian"),
        ("Η θεραπεία βοηθά όλους τους ασθενείς με σκλήρυνση κατά πλάκας.", "Greek"),
        ("多发性硬化症的干细胞治疗对所有患者都有效。", "Chinese"),
        (
            "Die Behandlung der Multiplen Sklerose mit Stammzellen hilft den Patienten und ist für "
            "alle sicher.",
            "German",
        ),
        (
            "Le traitement par les cellules souches est efficace pour tous les patients et il est "
            "sans danger.",
            "French",
        ),
        (
            "El tratamiento con células madre es eficaz para todos los pacientes y no tiene riesgos "
            "en la clínica.",
            "Spanish",
        ),
    ],
)
def test_a_page_in_another_language_says_which(text: str, language: str) -> None:
    with pytest.raises(UnreadableFile, match=language):
        page_of((text + " ").encode() * 6)


def test_a_paragraph_in_another_language_is_noted_and_not_read() -> None:
    russian = "Лечение рассеянного склероза стволовыми клетками помогает каждому пациенту в нашей клинике."
    page = page_of(f"{CLAIM}\n\n{CLAIM} It is safe.\n\n{CLAIM} It works.\n\n{russian}\n".encode())
    assert page.notes == ("1 paragraph is in another language and not read",)
    assert {one.places[0].line for one in read_assertions(page).proposals} <= {1, 3, 5}


def test_an_encrypted_pdf_is_refused() -> None:
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(small_pdf([[CLAIM]]))))
    writer.encrypt("secret", algorithm="RC4-128")
    kept = io.BytesIO()
    writer.write(kept)
    with pytest.raises(UnreadableFile, match="encrypted"):
        page_of(kept.getvalue())


def test_a_missing_page_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match="no such page"):
        read_page_file(tmp_path / "none.html")
    with pytest.raises(UnreadableFile, match="not a file"):
        read_page_file(tmp_path)


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CLAIM.encode())))
    assert read_page_file("-").form is Form.TEXT


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 200_000 + CLAIM,
        "<p>" + "&" + "a" * 200_000 + ";</p>" + CLAIM,
        "<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><p>&b;&b;</p><p>" + CLAIM,
        "<html>" + "<!--" * 10_000 + CLAIM,
        "<html>" + "<a " * 20_000 + CLAIM,
        "<html>" + "</" * 50_000 + CLAIM,
        "<html>" + "<![CDATA[" * 20_000 + CLAIM,
        "<html><p hidden>" + "</b>" * 200_000 + CLAIM,
        "<html><p " + "x=1 " * 200_000 + ">" + CLAIM,
        "<html>" + "&#x110000;&#0;&#xD800;" * 1000 + CLAIM,
    ],
    ids=[
        "deep",
        "entity",
        "entities",
        "comments",
        "tags",
        "ends",
        "cdata",
        "closed",
        "attributes",
        "characters",
    ],
)
def test_hostile_html_ends_soon(source: str) -> None:
    began = time.monotonic()
    try:
        page = page_of(source.encode())
    except (FileTooLarge, EmptyFile, UnreadableFile):
        page = None
    assert time.monotonic() - began < MOST_SECONDS
    assert page is None or page.form is Form.HTML


def test_nothing_on_a_page_is_fetched_or_run(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    monkeypatch.setattr(socket.socket, "connect", lambda *_: opened.append(1))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        for content in _pages_that_call(address):
            assert len(read_assertions(page_of(content)).proposals) == 1
        with pytest.raises(TimeoutError):
            listening.accept()
    assert opened == []


def _pages_that_call(address: str) -> tuple[bytes, bytes]:
    """A page and a PDF that ask for what lies at *address*, in every way their forms know."""
    source = (
        f"<html><head><link rel=stylesheet href='{address}a'><base href='{address}'>"
        f"<meta http-equiv=refresh content='0;url={address}'></head>"
        f"<body onload='fetch(\"{address}\")'><img src='{address}b'><iframe src='{address}c'></iframe>"
        f"<form action='{address}'><input name=x></form><object "
        f"data='{address}d'></object><p>{CLAIM}</p></body>"
    )
    pdf = small_pdf(
        [["A brochure of a clinic, and what it says", CLAIM]],
        extra=b"/OpenAction << /S /URI /URI (%s) >> /AA << /O << /S /JavaScript /JS (app.alert\\(1\\)) >> >>"
        % address.encode(),
    )
    return source.encode(), pdf


def test_a_pdf_that_unpacks_without_end_is_stopped() -> None:
    began = time.monotonic()
    with pytest.raises((FileTooLarge, UnreadableFile)):
        page_of(pdf_of_streams([bomb(400_000_000)]))
    assert time.monotonic() - began < MOST_SECONDS


def test_pages_of_a_pdf_that_contain_one_another_are_stopped() -> None:
    looped = small_pdf([[CLAIM]]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")
    began = time.monotonic()
    with pytest.raises((FileTooLarge, UnreadableFile)):
        page_of(looped)
    assert time.monotonic() - began < MOST_SECONDS


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    with pytest.raises(FileTooLarge, match="500 pages"):
        page_of(small_pdf([["x"]] * 501))


def test_plain_text_made_to_be_slow_is_read_soon() -> None:
    for text in (
        "a " * 10_000,
        "9" * 20_000,
        "(" * 10_000 + CLAIM,
        "1 to " * 5_000,
        "No " * 10_000,
        "“" * 10_000,
    ):
        began = time.process_time()
        try:
            read_assertions(page_of((CLAIM + " It is the best of all.\n\n" + text).encode()))
        except UnreadableFile:
            continue
        finally:
            assert time.process_time() - began < MOST_SECONDS


def test_a_page_of_usual_size_is_read_within_two_seconds() -> None:
    text = "\n\n".join(f"{CLAIM} It lasts for {years} years in most people." for years in range(2, 202))
    read_assertions(page_of(CLAIM.encode()))
    began = time.process_time()
    reading = read_assertions(page_of(text.encode()))
    assert reading.n_sentences == 400
    assert time.process_time() - began < 2


def test_limits_are_those_of_the_page_on_rules() -> None:
    assert (page_file.MAX_TEXT_BYTES, page_file.MAX_PDF_BYTES) == (5_000_000, 50_000_000)
    assert Role.HIDDEN not in {block.role for block in page_of(CLAIM.encode()).shown}


def test_a_row_of_a_table_is_read_with_the_heads_of_its_columns() -> None:
    source = (
        "<table><tr><th>Measure</th><th>Before</th><th>After 12 months</th></tr>\n"
        "<tr><td>EDSS</td><td>5.5</td><td>3.0</td></tr></table>" + f"<p>{CLAIM}</p>"
    )
    row, _ = read_assertions(page_of(source.encode())).proposals
    assert row.statement == "The EDSS goes from 5.5 to 3 points, after 12 months."
    assert row.places[0].line == 2


@pytest.mark.parametrize("line", ["EDSS\t5.5\t3.0", "EDSS before 5.5 | after 3.0", "| EDSS | 5.5 | 3.0 |"])
def test_a_table_in_plain_text_is_read_by_rows(line: str) -> None:
    text = f"{CLAIM}\n\nMeasure\tbefore\tafter 12 months\n{line}\n"
    proposals = read_assertions(page_of(text.encode())).proposals
    assert "goes from 5.5 to 3 points" in proposals[-1].statement


def test_a_table_of_results_by_name_repeats_no_name() -> None:
    source = (
        "<table><tr><th>Patient</th><th>EDSS before</th><th>EDSS after</th></tr>"
        "<tr><td>Tilda</td><td>5.5</td><td>3.0</td></tr></table>" + f"<p>{CLAIM}</p>"
    )
    assert "Tilda" not in repr(read_assertions(page_of(source.encode())).proposals)


def test_a_layout_in_cells_stays_prose() -> None:
    source = (
        f"<table><tr><td>Home</td><td>{CLAIM} It has done so for more than twenty years.</td></tr></table>"
    )
    assert Role.ROW not in {block.role for block in page_of(source.encode()).blocks}


def test_an_answer_is_read_with_its_question() -> None:
    text = f"{CLAIM}\n\nAre there any side effects?\n\nNo, none.\n"
    proposals = read_assertions(page_of(text.encode())).proposals
    assert proposals[-1].kind.value == "safety"
    assert proposals[-1].places[0].line == 5


def test_it_stands_for_the_therapy_named_before() -> None:
    text = f"{CLAIM}\n\nStem cells are given by drip. They also improve vision.\n"
    proposals = read_assertions(page_of(text.encode())).proposals
    assert proposals[-1].statement.startswith("Cell therapy improves vision")


def test_null_bytes_and_giant_attributes_end_soon() -> None:
    for source in (
        f"<p title='{'x' * 4_000_000}'>{CLAIM}</p>".encode(),
        f"<p>{CLAIM}</p>\x00\x00<p>More.</p>".encode(),
        b"<p>" + b"\x00" * 100_000 + b"</p>",
    ):
        began = time.monotonic()
        with contextlib.suppress(UnreadableFile, FileTooLarge, EmptyFile):
            assert page_of(source).form is Form.HTML
        assert time.monotonic() - began < MOST_SECONDS


def test_long_text_takes_time_in_proportion_to_its_length() -> None:
    paragraph = f"{CLAIM} It lasts for five years in most people, and nobody has had a side effect.\n\n"
    took = []
    for times in (100, 1_000):
        page = page_of((paragraph * times).encode())
        began = time.process_time()
        read_assertions(page)
        took.append(time.process_time() - began)
    assert took[1] < 25 * took[0] + 0.5


def test_taking_the_text_out_tells_how_far_it_is() -> None:
    told: list[str] = []
    slow = [sys.executable, "-c", "import time; time.sleep(1.3); print('done')"]
    assert extract._run(slow, b"", told.append) == (0, b"done\n")
    assert told[0] == "taking the text out of the page, 1 of at most 10 seconds"


@pytest.mark.parametrize("drawing", ["<svg>", "<svg><g><path d='M0 0'>", "<math><mi>x"])
def test_a_drawing_that_nobody_closed_hides_nothing_behind_it(drawing):
    blocks = blocks_of_html(f"<h1>MS</h1>{drawing}<p>The cells cure MS.</p><p>Nobody relapsed.</p>")
    assert [block.text for block in blocks] == ["MS", "The cells cure MS.", "Nobody relapsed."]


def test_text_in_a_drawing_that_is_closed_is_not_read():
    blocks = blocks_of_html("<p>One.</p><svg><text>hidden words</text></svg><p>Two.</p>")
    assert [block.text for block in blocks] == ["One.", "Two."]
