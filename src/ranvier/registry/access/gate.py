"""Which deed a page asks for; without it at any site the page does not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from ranvier.registry.access.scope import sites_for
from ranvier.registry.roles import Deed

View = Callable[..., HttpResponse]


def page_for(deed: Deed) -> Callable[[View], View]:
    """A page for those who may do *deed* somewhere; what it shows is still of those sites only."""

    def wrapped(view: View) -> View:
        @login_required
        @wraps(view)
        def checked(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            if not sites_for(request.user, deed):
                raise Http404
            return view(request, *arguments, **named)

        return checked

    return wrapped


def or_404(rows: Any, **named: Any) -> Any:
    """The one row of a query, or a page that does not exist: of another site and not there are alike."""
    found = rows.filter(**named).first()
    if found is None:
        raise Http404
    return found
