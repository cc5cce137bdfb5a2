"""One signature under one version of a visit."""

from __future__ import annotations

from django.db import models

from ranvier.registry.models.person import Person
from ranvier.registry.models.visit import Visit


class Signature(models.Model):
    """Who answered for the content of a visit, with which role and meaning, by password once more.

    version, content_sha256: of what was signed; a later version makes the signature void, visibly.
    """

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="signatures")
    version = models.PositiveIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    meaning = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)
    content_sha256 = models.CharField(max_length=64)

    class Meta:
        app_label = "registry"
        ordering = ("-at",)
        constraints = (
            models.UniqueConstraint(fields=("visit", "version", "person"), name="signature_once_a_version"),
        )
