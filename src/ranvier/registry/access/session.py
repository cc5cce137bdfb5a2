"""A session ends twelve hours after sign-in, and after fifteen minutes without a request."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

_BEGAN = "ranvier_began"


class SessionEndMiddleware:
    """Signs out who has been in for too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response; that of somebody unknown once the session is over. No page is kept by a cache."""
        if request.user.is_authenticated:
            began = request.session.setdefault(_BEGAN, time.time())
            if time.time() - began > settings.SESSION_LASTS_SECONDS:
                logout(request)
        response = self.get_response(request)
        response.setdefault("Cache-Control", "no-store")
        return response
