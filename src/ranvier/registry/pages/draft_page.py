"""What is typed in a form is kept as it is typed, for the person who types it, until it is saved."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from ranvier.registry.access.gate import page_for
from ranvier.registry.models import Draft
from ranvier.registry.roles import Deed

_MOST_BYTES = 100_000


@page_for(Deed.SEE_RECORDS)
def draft_page(request: HttpRequest) -> HttpResponse:
    """Keep, give back or forget the draft of one page."""
    page = request.GET.get("page", "")[:200]
    mine = Draft.objects.filter(person=request.user, page=page)
    if request.method == "POST":
        if len(request.body) > _MOST_BYTES:
            return JsonResponse({"problem": "too long for a draft"}, status=413)
        mine_or_new, _made = Draft.objects.update_or_create(
            person=request.user, page=page, defaults={"content": json.loads(request.body)}
        )
        return JsonResponse({"at": timezone.localtime(mine_or_new.at).strftime("%H:%M")})
    if request.method == "DELETE":
        mine.delete()
        return JsonResponse({})
    kept = mine.first()
    if kept is None:
        return JsonResponse({})
    return JsonResponse({"content": kept.content, "at": timezone.localtime(kept.at).strftime("%H:%M")})
