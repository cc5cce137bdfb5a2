"""What is only in passing: drafts as typed, and keys of forms already saved; neither is a record."""

from __future__ import annotations

from django.db import models

from ranvier.registry.models.person import Person


class Draft(models.Model):
    """What a person typed in a form and has not saved; of that person only."""

    is_passing = True

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=200)
    content = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        app_label = "registry"
        constraints = (models.UniqueConstraint(fields=("person", "page"), name="draft_one_a_page"),)


class UsedKey(models.Model):
    """A form or request that was carried out: sent again, its answer is given again and nothing is done."""

    is_passing = True

    key = models.CharField(max_length=120, unique=True)
    answer = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "registry"
