"""The one place where templates are loaded: everything is escaped unless it is markup of our own."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


def render_template(name: str, **values: Any) -> str:
    """A template of this package with its values; a name that is missing is an error, never a blank."""
    return _environment().get_template(name).render(**values)


def template_text(name: str) -> str:
    """A file beside the templates as it is, such as a style sheet."""
    source, *_ = PackageLoader("ranvier.report").get_source(_environment(), name)
    return source


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("ranvier.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
