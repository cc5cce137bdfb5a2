"""What somebody has to do before anything else: a password of their own, then a second factor."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.signals import password_changed
from allauth.mfa.utils import is_mfa_enabled
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from ranvier.registry.access.scope import needs_second_factor
from ranvier.registry.models import Person

_ALWAYS_REACHED = ("/account/", "/style.css", "/registry.js")


class FirstStepsMiddleware:
    """Nobody with a password from somebody else, or without a factor that is needed, reaches a record."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response, or the way to the next step."""
        step = _next_step(request)
        return self.get_response(request) if step is None else HttpResponseRedirect(reverse(step))


def _next_step(request: HttpRequest) -> str | None:
    person = request.user
    if not person.is_authenticated or request.path.startswith(_ALWAYS_REACHED):
        return None
    if person.must_change_password:
        return "account_change_password"
    if needs_second_factor(person) and not is_mfa_enabled(person):
        return "mfa_activate_totp"
    return None


@receiver(password_changed)
def _own_password(user: Person, **_: object) -> None:
    """From now on the password is the person's own."""
    Person.objects.filter(pk=user.pk).update(must_change_password=False)
