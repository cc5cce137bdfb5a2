"""Style sheet and script, from this machine only; a cache may keep them under their fingerprint."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from django.http import HttpRequest, HttpResponse

from ranvier.report.templates_used import template_text

_DAY = 24 * 3600


@cache
def style_sheet() -> str:
    """Tokens and base of the reports, then what only the registry has."""
    own = files("ranvier.registry").joinpath("web/registry.css").read_text(encoding="utf-8")
    return "".join((template_text("tokens.css"), template_text("base.css"), own))


@cache
def script() -> str:
    """What a form does by itself: the computed EDSS, drafts, and a warning before leaving."""
    return files("ranvier.registry").joinpath("web/registry.js").read_text(encoding="utf-8")


@cache
def fingerprint() -> str:
    """Of both, for their addresses."""
    return hashlib.sha256((style_sheet() + script()).encode()).hexdigest()[:12]


def style_page(_request: HttpRequest) -> HttpResponse:
    """The style sheet."""
    return _kept(style_sheet(), "text/css; charset=utf-8")


def script_page(_request: HttpRequest) -> HttpResponse:
    """The script."""
    return _kept(script(), "text/javascript; charset=utf-8")


def _kept(text: str, kind: str) -> HttpResponse:
    return HttpResponse(text, content_type=kind, headers={"Cache-Control": f"public, max-age={_DAY}"})
