"""Whose records a person sees, and what the person may do there: nothing at a site without a membership."""

from __future__ import annotations

from typing import Any

from ranvier.registry.models import Membership, Person, Site
from ranvier.registry.roles import Deed, Role


def roles_of(person: Person) -> dict[int, Role]:
    """The person's role at each site, by the site's key."""
    if not person.is_active:
        return {}
    found = Membership.objects.filter(person=person).values_list("site_id", "role")
    return {site: Role(role) for site, role in found}


def sites_for(person: Person, deed: Deed) -> list[int]:
    """Keys of the sites where the person may do *deed*."""
    return [site for site, role in roles_of(person).items() if deed in role.deeds]


def deeds_of(person: Person) -> frozenset[str]:
    """Names of everything the person may do anywhere."""
    return frozenset(deed.name for role in roles_of(person).values() for deed in role.deeds)


def visible(model: Any, person: Person, deed: Deed = Deed.SEE_RECORDS) -> Any:
    """The rows of *model* that the person may see, or do *deed* with; every page and export starts here."""
    return model.objects.filter(owner_site_id__in=sites_for(person, deed))


def may(person: Person, deed: Deed, site: Site) -> bool:
    """Whether the person may do *deed* at *site*."""
    return site.pk in sites_for(person, deed)


def needs_second_factor(person: Person) -> bool:
    """Whether any of the person's roles asks for a second factor at sign-in."""
    return person.is_superuser or any(role.needs_second_factor for role in roles_of(person).values())
