"""The blocks of an HTML or PDF page, taken in a process of its own with a limit of time and memory."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from dataclasses import asdict
from importlib import import_module
from typing import Any

from ranvier import errors
from ranvier.claims.reading.page import Block, Form, Role
from ranvier.errors import FileError, FileTooLarge, RanvierError, UnreadableFile

MAX_SECONDS = 10
MAX_MEMORY_BYTES = 1 << 30
"""What a hostile page may cost; an honest one of 300 kB takes below 1 s and 100 MB."""

_TOO_DEAR = "The page takes too long or too much memory to read"
_READERS = {Form.HTML: ("html_blocks", "blocks_of_html"), Form.PDF: ("pdf_blocks", "blocks_of_pdf")}


def extract_blocks(content: bytes, form: Form) -> tuple[Block, ...]:
    """The blocks of a page of that form; raises FileError where it cannot be read within the limits."""
    command = [sys.executable, "-m", "ranvier.claims.reading.extract", form.value]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=MAX_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise FileTooLarge(_TOO_DEAR, hint="save it as plain text") from error
    if done.returncode != 0 or not done.stdout:
        raise FileTooLarge(_TOO_DEAR, hint="save it as plain text")
    told = json.loads(done.stdout)
    if "fault" in told:
        raise _fault(told["fault"])
    return tuple(_block(entry) for entry in told["blocks"])


def _block(entry: dict[str, Any]) -> Block:
    marks = tuple((mark[0], mark[1], mark[2]) for mark in entry["marks"])
    return Block(entry["text"], marks, Role(entry["role"]), entry["page"])


def _fault(told: dict[str, str]) -> FileError:
    kind = getattr(errors, told["kind"], UnreadableFile)
    fault: FileError = kind(told["problem"], hint=told["hint"])
    return fault


def _limit() -> None:
    """Take away what reading a page does not need, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        resource = import_module("resource")
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _told(content: bytes, form: Form) -> dict[str, Any]:
    from_module, name = _READERS[form]
    read = getattr(import_module(f"ranvier.claims.reading.{from_module}"), name)
    try:
        blocks = read(content if form is Form.PDF else content.decode("utf-8"))
    except RanvierError as error:
        return {"fault": {"kind": type(error).__name__, "problem": error.problem, "hint": error.hint}}
    return {"blocks": [asdict(block) for block in blocks]}


def main() -> int:
    """Read a page from standard input, write its blocks to standard output."""
    _limit()
    try:
        told = _told(sys.stdin.buffer.read(), Form(sys.argv[1]))
    except (MemoryError, RecursionError):
        return 1
    sys.stdout.write(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
