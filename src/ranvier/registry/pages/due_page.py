"""The work list: what is overdue first, with its window and the way to its form."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from ranvier.registry.access.gate import page_for
from ranvier.registry.access.scope import sites_for, visible
from ranvier.registry.models import PlanItem
from ranvier.registry.plan.due import Urgency, due_list
from ranvier.registry.roles import Deed

_MOST_SHOWN = 200


@page_for(Deed.SEE_RECORDS)
def due_page(request: HttpRequest) -> HttpResponse:
    """What is due at the sites of whoever asks, within the next 30 days."""
    found = due_list(visible(PlanItem, request.user), timezone.localdate())
    counted = {urgency: sum(due.urgency is urgency for due in found) for urgency in Urgency}
    shown = found[:_MOST_SHOWN]
    context = {"due": shown, "counted": counted, "n_more": len(found) - len(shown), "here": "due"}
    return render(request, "registry/due.html", context)


@login_required
def home_page(request: HttpRequest) -> HttpResponse:
    """The first page that whoever signed in may see."""
    if sites_for(request.user, Deed.SEE_RECORDS):
        return redirect("due")
    return redirect("people" if sites_for(request.user, Deed.MANAGE_PEOPLE) else "mfa_index")
