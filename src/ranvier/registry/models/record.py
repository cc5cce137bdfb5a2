"""What every record has beside its declared columns: whose it is, which version, who made and changed it."""

from __future__ import annotations

import uuid

from django.db import models

from ranvier.registry.codes import Code
from ranvier.registry.models.person import Person
from ranvier.registry.models.site import Site


class Missing(Code):
    """Why a cell is empty: an empty field never reads as "none"."""

    NOT_ASKED = "not_asked", "not asked"
    ASKED_UNKNOWN = "asked_unknown", "asked, unknown"
    REFUSED = "refused", "refused"
    NOT_APPLICABLE = "not_applicable", "not applicable"


class Record(models.Model):
    """Bookkeeping of a row. Rows are never deleted: a row made in error is void, with the reason.

    version: grows with each save; a save that did not see the latest version is refused (`saving.py`).
    absent: for an empty cell, why it is empty.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner_site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    void_reason = models.TextField(blank=True, default="")
    absent = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True
        app_label = "registry"

    @property
    def is_void(self) -> bool:
        """Whether the row was made in error."""
        return bool(self.void_reason)
