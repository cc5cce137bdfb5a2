"""PDF as paragraphs, page by page; only the text is taken, forms, scripts and files inside are not opened."""

from __future__ import annotations

import io
import logging

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from ranvier.claims.reading.page import Block
from ranvier.claims.reading.text_blocks import blocks_of_text
from ranvier.errors import FileTooLarge, RanvierError, UnreadableFile

MAX_PAGES = 500
"""A promoter's brochure has a few pages; a document of more is refused."""


def blocks_of_pdf(content: bytes) -> tuple[Block, ...]:
    """The blocks of all pages; raises FileError for one encrypted, broken, too long or of mere pictures."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks may repeat what the file holds
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        pages = _pages(reader)
    except RanvierError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, OSError) as error:
        raise broken() from error
    blocks = tuple(
        block for number, text in enumerate(pages, 1) for block in blocks_of_text(text, page=number)
    )
    if not blocks:
        raise UnreadableFile(
            "The PDF holds no text, only pictures",
            hint="save the page as text or HTML, or have its text recognised first",
        )
    return blocks


def _pages(reader: PdfReader) -> list[str]:
    """The text of each page."""
    if reader.is_encrypted:
        raise UnreadableFile("The PDF is encrypted", hint="save it without a password")
    if len(reader.pages) > MAX_PAGES:
        raise FileTooLarge(f"A PDF may have at most {MAX_PAGES} pages", hint="keep the pages that promote")
    return [page.extract_text() or "" for page in reader.pages]


def broken() -> UnreadableFile:
    """What is said of a PDF that cannot be read."""
    return UnreadableFile(
        "The PDF cannot be read: it is broken or not what its name says", hint="save it anew"
    )
