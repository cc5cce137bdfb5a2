"""A site: one clinic of the programme; records of different sites are kept apart."""

from __future__ import annotations

from django.db import models


class Site(models.Model):
    """One clinic. code: short, in pseudonyms' lists and exports; never the name of a person."""

    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    country = models.CharField(max_length=60, blank=True, default="")
    time_zone = models.CharField(max_length=60, default="UTC")
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        app_label = "registry"
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code
