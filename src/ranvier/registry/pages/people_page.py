"""Who may sign in at a site, and as what; an administrator adds, changes and ends memberships."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy

from ranvier.registry.access.gate import or_404, page_for
from ranvier.registry.access.scope import sites_for
from ranvier.registry.codes import choices_of
from ranvier.registry.models import Membership, Person, Site
from ranvier.registry.roles import Deed, Role

_INITIAL_BYTES = 12


class MemberForm(forms.Form):
    """Somebody new, or somebody known by user name, at a site in a role."""

    username = forms.SlugField(max_length=60, label=gettext_lazy("User name"))
    staff_code = forms.SlugField(
        max_length=20, label=gettext_lazy("Staff code"), help_text=gettext_lazy("stands in records: R-07")
    )
    site = forms.ModelChoiceField(queryset=Site.objects.none(), label=gettext_lazy("Site"))
    role = forms.ChoiceField(choices=choices_of(Role), label=gettext_lazy("Role"))


@page_for(Deed.MANAGE_PEOPLE)
def people_page(request: HttpRequest) -> HttpResponse:
    """Members of the sites that whoever asks manages, and a form for the next one."""
    sites = Site.objects.filter(pk__in=sites_for(request.user, Deed.MANAGE_PEOPLE))
    form = MemberForm(request.POST or None)
    form.fields["site"].queryset = sites
    if request.method == "POST" and form.is_valid():
        problem = _add(request, form.cleaned_data)
        if problem is None:
            return redirect("people")
        form.add_error(*problem)
    members = (
        Membership.objects.filter(site__in=sites)
        .select_related("person", "site")
        .order_by("person__username")
    )
    return render(request, "registry/people.html", {"form": form, "members": members, "here": "people"})


@page_for(Deed.MANAGE_PEOPLE)
def end_membership_page(request: HttpRequest, membership_id: int) -> HttpResponse:
    """End what a person is at a site; what they recorded stays theirs."""
    sites = sites_for(request.user, Deed.MANAGE_PEOPLE)
    membership = or_404(Membership.objects.filter(site_id__in=sites), pk=membership_id)
    if request.method == "POST" and membership.person_id != request.user.pk:
        membership.delete()
    return redirect("people")


def _add(request: HttpRequest, typed: dict[str, Any]) -> tuple[str, str] | None:
    """The membership, with a new account where there is none; a field and its problem if it cannot be."""
    known = Person.objects.filter(username=typed["username"]).first()
    if known is None and Person.objects.filter(staff_code=typed["staff_code"]).exists():
        return "staff_code", _("Another person has this code.")
    if known is not None and Membership.objects.filter(person=known, site=typed["site"]).exists():
        return "username", _("This person is a member of the site already. End that first.")
    with transaction.atomic():
        if known is None:
            password = secrets.token_urlsafe(_INITIAL_BYTES)
            known = Person.objects.create_user(
                typed["username"],
                password=password,
                staff_code=typed["staff_code"],
                must_change_password=True,
            )
            messages.info(
                request,
                _("First password of %(name)s, shown once: %(password)s")
                % {"name": known.username, "password": password},
            )
        Membership.objects.create(person=known, site=typed["site"], role=typed["role"])
    return None
