"""A headless browser for tests of pages; tests that need it are skipped, visibly, where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

SHELL = shutil.which("chromium-headless-shell")
ARGUMENTS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]

needs_browser = pytest.mark.skipif(SHELL is None, reason="chromium-headless-shell is not installed")


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Debian's headless Chromium, closed afterwards."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=SHELL, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
