"""Those who sign in, and what each is at each site."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models

from ranvier.registry.models.site import Site
from ranvier.registry.roles import Role


class Person(AbstractUser):
    """Somebody who signs in. staff_code: stands for the person in records and exports (R-07).

    must_change_password: somebody else chose it, and knows it.
    """

    staff_code = models.CharField(max_length=20, unique=True, null=True)
    interest = models.TextField(blank=True, default="", verbose_name="interest in the therapy")
    language = models.CharField(max_length=5, default="en")
    must_change_password = models.BooleanField(default=False)

    class Meta:
        app_label = "registry"

    def __str__(self) -> str:
        return self.staff_code or "person"


class Membership(models.Model):
    """What a person is at a site; nobody sees records of a site where they are nothing."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, role.words) for role in Role])

    class Meta:
        app_label = "registry"
        constraints = (
            models.UniqueConstraint(fields=("person", "site"), name="membership_one_role_a_site"),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="membership_role_code"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.role}"
