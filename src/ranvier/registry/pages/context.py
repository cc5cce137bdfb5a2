"""What every page shows: the sentence of the house, whether data are synthetic, where assets are."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.http import HttpRequest

from ranvier.registry.access.scope import deeds_of
from ranvier.registry.models import Site
from ranvier.registry.pages.assets import fingerprint
from ranvier.vocabulary.outcomes import SENTENCE


def every_page(request: HttpRequest) -> dict[str, Any]:
    """Values for the base template."""
    known: Any = getattr(request, "user", None)
    signed_in = known is not None and known.is_authenticated
    return {
        "sentence": SENTENCE,
        "assets": fingerprint(),
        "new_key": uuid4(),
        "deeds": deeds_of(known) if signed_in else frozenset(),
        "synthetic": signed_in and Site.objects.filter(is_synthetic=True).exists(),
    }
