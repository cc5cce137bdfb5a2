"""The blocks of an HTML or PDF page, taken in a process of its own with a limit of time and memory."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from typing import Any

from ranvier import errors
from ranvier.claims.reading.page import Block, Form, Role
from ranvier.errors import FileError, FileTooLarge, RanvierError, UnreadableFile

Progress = Callable[[str], None]


def silent(_message: str) -> None:
    """Tells nobody."""


MAX_SECONDS = 10
MAX_MEMORY_BYTES = 1 << 30
"""What a hostile page may cost; an honest one of 300 kB takes below 1 s and 100 MB."""

_TOO_DEAR = "The page takes too long or too much memory to read"
_READERS = {Form.HTML: ("html_blocks", "blocks_of_html"), Form.PDF: ("pdf_blocks", "blocks_of_pdf")}


def extract_blocks(content: bytes, form: Form, progress: Progress = silent) -> tuple[Block, ...]:
    """The blocks of a page of that form; raises FileError where it cannot be read within the limits."""
    command = [sys.executable, "-m", "ranvier.claims.reading.extract", form.value]
    done = _run(command, content, progress)
    if done[0] != 0 or not done[1]:
        raise FileTooLarge(_TOO_DEAR, hint="save it as plain text")
    told = json.loads(done[1])
    if "fault" in told:
        raise _fault(told["fault"])
    return tuple(_block(entry) for entry in told["blocks"])


def _run(command: list[str], content: bytes, progress: Progress) -> tuple[int, bytes]:
    """Exit code and output of a process that is stopped when it takes too long, with a word now and then."""
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        given: bytes | None = content
        for seconds in range(1, MAX_SECONDS + 1):
            try:
                output, _ = process.communicate(given, timeout=1)
            except subprocess.TimeoutExpired:
                given = None
                progress(f"taking the text out of the page, {seconds} of at most {MAX_SECONDS} seconds")
            else:
                return process.returncode, output
        process.kill()
    raise FileTooLarge(_TOO_DEAR, hint="save it as plain text")


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
