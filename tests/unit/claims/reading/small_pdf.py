"""A PDF small enough to be written by hand: one content stream a page."""

from __future__ import annotations

import zlib
from collections.abc import Sequence


def small_pdf(pages: Sequence[Sequence[str]], *, extra: bytes = b"") -> bytes:
    """A PDF whose pages hold these lines of plain text; *extra* is put into the catalogue."""
    streams = [_stream(lines) for lines in pages]
    return pdf_of_streams([(stream, b"") for stream in streams], extra=extra)


def pdf_of_streams(streams: Sequence[tuple[bytes, bytes]], *, extra: bytes = b"") -> bytes:
    """A PDF of content streams, each with the entries that its dictionary has besides its length."""
    first = 4
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + extra + b" >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(streams), kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, (stream, entries) in enumerate(streams):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (first + 2 * number + 1)
        )
        objects.append(b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(stream), entries, stream))
    return _file(objects)


def bomb(size: int) -> tuple[bytes, bytes]:
    """A stream of a few kilobytes that unpacks to *size* bytes."""
    packer = zlib.compressobj(9)
    block = b" " * 1_000_000
    packed = b"".join(packer.compress(block) for _ in range(size // len(block)))
    return packed + packer.flush(), b"/Filter /FlateDecode"


def _stream(lines: Sequence[str]) -> bytes:
    shown = b"".join(b"(%s) Tj 0 -20 Td " % _escaped(line) for line in lines)
    return b"BT /F1 12 Tf 40 760 Td " + shown + b"ET"


def _escaped(text: str) -> bytes:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("latin-1")


def _file(objects: Sequence[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + head + table + tail
