"""On which line of a TOML text each table, key and list entry stands; `tomllib` itself does not tell."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field

from ranvier.literature.place import Path

_QUOTES = ('"""', "'''", '"', "'")
_BARE_VALUE = re.compile(r"[^\s,#\]}]+(?: \d[^\s,#\]}]*)?")  # a date and a time may have a blank between
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def find_lines(text: str) -> dict[Path, int]:
    """The line, from 1, of every table, key and entry of a list, by its path from the top.

    text: TOML that `tomllib` has read; of any other text the lines may be wrong. A table written twice in
    parts has the line of the first one.
    """
    scan = _Scan(text.replace("\r\n", "\n"))
    while scan.skip_blanks():
        if scan.at("["):
            scan.read_header()
        else:
            scan.read_pair(scan.table)
    return scan.lines


@dataclass
class _Scan:
    """A place in the text, the table it is in, and the lines found so far."""

    text: str
    place: int = 0
    line: int = 1
    table: Path = ()
    lines: dict[Path, int] = field(default_factory=dict)
    counts: dict[Path, int] = field(default_factory=dict)

    def at(self, mark: str) -> bool:
        """Whether *mark* stands here."""
        return self.text.startswith(mark, self.place)

    def go(self, n: int) -> None:
        """Go *n* characters on."""
        self.line += self.text.count("\n", self.place, self.place + n)
        self.place += n

    def skip_blanks(self) -> bool:
        """Go over blanks, line ends and comments; False at the end of the text."""
        while self.place < len(self.text):
            if self.at("#"):
                end = self.text.find("\n", self.place)
                self.go((end if end >= 0 else len(self.text)) - self.place)
            elif self.text[self.place].isspace():
                self.go(1)
            else:
                return True
        return False

    def read_header(self) -> None:
        """[table] or [[list of tables]]."""
        is_list, line = self.at("[["), self.line
        self.go(2 if is_list else 1)
        path = self._within(self._read_keys())
        if is_list:
            self.counts[path] = self.counts.get(path, -1) + 1
            self.lines.setdefault(path, line)
            path = (*path, self.counts[path])
        self._keep(path, line)
        self.table = path
        self.skip_blanks()
        self.go(2 if is_list else 1)

    def read_pair(self, table: Path) -> None:
        """key = value."""
        self.skip_blanks()
        line = self.line
        path = (*table, *self._read_keys())
        for end in range(len(table) + 1, len(path) + 1):  # a.b.c = 1 makes a and a.b too
            self._keep(path[:end], line)
        self.skip_blanks()
        self.go(1)  # the sign =
        self._read_value(path)

    def _within(self, keys: tuple[str, ...]) -> Path:
        """The path of a header, in the last entry of every list of tables above it."""
        path: Path = ()
        for i, key in enumerate(keys):
            path = (*path, key)
            if path in self.counts and i < len(keys) - 1:
                path = (*path, self.counts[path])
        return path

    def _read_keys(self) -> tuple[str, ...]:
        """A key, or several with dots between."""
        keys = []
        while True:
            self.skip_blanks()
            keys.append(self._read_key())
            self.skip_blanks()
            if not self.at("."):
                return tuple(keys)
            self.go(1)

    def _read_key(self) -> str:
        if self.at('"') or self.at("'"):
            return _unquoted(self._read_string())
        found = _BARE_KEY.match(self.text, self.place)
        key = found.group() if found else self.text[self.place]
        self.go(len(key))
        return key

    def _read_string(self) -> str:
        """The string that begins here, with its quotes."""
        quote = next(mark for mark in _QUOTES if self.at(mark))
        start, end = self.place, self.place + len(quote)
        while end < len(self.text) and not self.text.startswith(quote, end):
            end += 2 if quote[0] == '"' and self.text[end] == "\\" else 1
        end += len(quote)
        while len(quote) > 1 and self.text.startswith(quote[0], end):
            end += 1  # up to two quotes may stand right before the closing three
        self.go(end - start)
        return self.text[start:end]

    def _read_value(self, path: Path) -> None:
        self.skip_blanks()
        if self.at('"') or self.at("'"):
            self._read_string()
        elif self.at("["):
            self._read_list(path)
        elif self.at("{"):
            self._read_inline_table(path)
        else:
            found = _BARE_VALUE.match(self.text, self.place)
            self.go(len(found.group()) if found else 1)

    def _read_list(self, path: Path) -> None:
        self.go(1)
        i = 0
        while self.skip_blanks() and not self.at("]"):
            self._keep((*path, i), self.line)
            self._read_value((*path, i))
            i += 1
            self._skip_comma()
        self.go(1)

    def _read_inline_table(self, path: Path) -> None:
        self.go(1)
        while self.skip_blanks() and not self.at("}"):
            self.read_pair(path)
            self._skip_comma()
        self.go(1)

    def _skip_comma(self) -> None:
        self.skip_blanks()
        if self.at(","):
            self.go(1)

    def _keep(self, path: Path, line: int) -> None:
        self.lines.setdefault(path, line)


def _unquoted(string: str) -> str:
    """The text of a quoted key."""
    return str(tomllib.loads(f"key = {string}")["key"])
