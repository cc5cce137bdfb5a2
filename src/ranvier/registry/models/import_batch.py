"""One import that was carried out; the same files are never imported twice."""

from __future__ import annotations

from django.db import models

from ranvier.registry.models.person import Person
from ranvier.registry.models.site import Site


class ImportBatch(models.Model):
    """Files by the hash of their content, and how many rows of each table became new."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    content_sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    rows = models.JSONField(default=dict)

    class Meta:
        app_label = "registry"
        constraints = (
            models.UniqueConstraint(fields=("site", "content_sha256"), name="import_batch_once_a_site"),
        )
