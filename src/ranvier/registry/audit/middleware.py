"""In each request the one who signed in acts; before sign-in it is somebody unknown."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ranvier.registry.audit.actor import ANONYMOUS, acting_as


class ActorMiddleware:
    """Names the actor of everything a request changes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response, made in the name of whoever signed in."""
        person = request.user
        code = (person.staff_code or f"person {person.pk}") if person.is_authenticated else ANONYMOUS
        with acting_as(code, request.META.get("REMOTE_ADDR", "")):
            return self.get_response(request)
