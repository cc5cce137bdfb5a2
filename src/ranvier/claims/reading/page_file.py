"""The file of a page: what form it has, whether it can be read, and its text."""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

from ranvier.claims.reading.extract import Progress, extract_blocks, silent
from ranvier.claims.reading.language import check_language
from ranvier.claims.reading.page import Form, Page, Role
from ranvier.claims.reading.text_blocks import blocks_of_text
from ranvier.errors import EmptyFile, FileTooLarge, MissingFile, UnreadableFile

MAX_TEXT_BYTES = 5_000_000
MAX_PDF_BYTES = 50_000_000
"""Pictures make a PDF large; its text has the same limit as any other."""

STANDARD_INPUT = "-"
_TAG = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|div|p|span|table|h[1-6]|ul|article)\b", re.IGNORECASE
)
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def read_page_file(path: str | Path, progress: Progress = silent) -> Page:
    """The page in that file, or on standard input for '-'.

    Raises FileError for a file that is missing, empty, binary, too large, encrypted or not in English.
    """
    name = str(path)
    content = sys.stdin.buffer.read(MAX_PDF_BYTES + 1) if name == STANDARD_INPUT else _content(Path(path))
    try:
        return page_of(content, progress)
    except (EmptyFile, FileTooLarge, UnreadableFile) as error:
        error.where = error.where or ("standard input" if name == STANDARD_INPUT else Path(name).name)
        raise


def page_of(content: bytes, progress: Progress = silent) -> Page:
    """The page that these bytes hold."""
    form = _form(content)
    _check_size(content, form)
    if form is Form.PDF:
        blocks = extract_blocks(content, form, progress)
    elif form is Form.HTML:
        blocks = extract_blocks(_decoded(content).encode("utf-8", "replace"), form, progress)
    else:
        blocks = blocks_of_text(_decoded(content))
    if sum(len(block.text) for block in blocks) > MAX_TEXT_BYTES:
        raise _too_large()
    if not any(block.role is not Role.HIDDEN for block in blocks):
        raise EmptyFile("The page holds no text to read", hint="save the page once it is shown in full")
    notes = (*check_language(blocks), *_hidden_note(blocks))
    return Page(form, blocks, hashlib.sha256(content).hexdigest(), notes)


def _content(path: Path) -> bytes:
    if not path.exists():
        raise MissingFile("There is no such page", where=path.name, hint="check the path")
    if not path.is_file():
        raise UnreadableFile("This is not a file", where=path.name, hint="name a .txt, .html or .pdf file")
    try:
        with path.open("rb") as file:
            return file.read(MAX_PDF_BYTES + 1)
    except OSError as error:
        raise UnreadableFile(
            "The page cannot be opened", where=path.name, hint="check its permissions"
        ) from error


def _form(content: bytes) -> Form:
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return Form.PDF
    return Form.HTML if _TAG.search(content[:20_000]) else Form.TEXT


def _check_size(content: bytes, form: Form) -> None:
    if not content.strip():
        raise EmptyFile("The page is empty", hint="save the page once it is shown in full")
    limit = MAX_PDF_BYTES if form is Form.PDF else MAX_TEXT_BYTES
    if len(content) > limit:
        raise _too_large()


def _too_large() -> FileTooLarge:
    return FileTooLarge(
        f"A page may have at most {MAX_TEXT_BYTES // 1_000_000} MB of text, "
        f"and a PDF {MAX_PDF_BYTES // 1_000_000} MB",
        hint="keep the part that promotes",
    )


def _decoded(content: bytes) -> str:
    """The text of the bytes: what they say they are, UTF-8, or Windows' Western encoding."""
    marked = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}.get(content[:2])
    declared = _DECLARED.search(content[:4096])
    named = declared.group(1).decode("ascii").lower() if declared else ""
    for encoding in (marked, "utf-8-sig", named, "cp1252"):
        text = _try(content, encoding) if encoding else None
        if text is not None:
            break
    if text is None or len(_CONTROL.findall(text)) > len(text) / 200:
        raise UnreadableFile("The page is not text, HTML or PDF", hint="save it as one of these")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _try(content: bytes, encoding: str) -> str | None:
    if encoding in ("idna", "punycode", "unicode_escape", "raw_unicode_escape"):
        return None  # these are no encodings of pages, and slow on long input
    try:
        return content.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _hidden_note(blocks: tuple[object, ...]) -> tuple[str, ...]:
    hidden = sum(1 for block in blocks if getattr(block, "role", None) is Role.HIDDEN)
    if not hidden:
        return ()
    many = "1 passage" if hidden == 1 else f"{hidden} passages"
    return (
        f"{many} of the page cannot be seen by a visitor; they were read for claims and are marked hidden",
    )
