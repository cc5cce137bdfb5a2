"""What a patient agreed to: one purpose a row, never unsaid by another purpose, withdrawn at once."""

from __future__ import annotations

from django.db import models

from ranvier.registry.codes import Code, choices_of, values_of
from ranvier.registry.models.patient import PatientRecord


class Purpose(Code):
    """What a consent is for; each is asked and given by itself."""

    CARE_REGISTRY = "care_registry", "care registry"
    RESEARCH_EXPORT = "research_export", "research export"
    CONTACT = "contact", "contact"
    PUBLISH_STORY = "publish_story", "publish story"
    PUBLISH_PHOTO = "publish_photo", "publish photo"


class Channel(Code):
    """How it was given or withdrawn."""

    PAPER = "paper", "on paper"
    IN_PERSON = "in_person", "in person"
    TELEPHONE = "telephone", "by telephone"
    ELECTRONIC = "electronic", "electronically"


class Consent(PatientRecord):
    """One decision of one patient about one purpose. Only `withdrawn_*` is ever set later, once.

    given: no is a decision too. document_sha256: of the signed form, which is kept elsewhere.
    """

    purpose = models.CharField(max_length=20, choices=choices_of(Purpose))
    given = models.BooleanField()
    form_edition = models.CharField(max_length=40)
    decided_on = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    channel = models.CharField(max_length=20, choices=choices_of(Channel))
    document_sha256 = models.CharField(max_length=64, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_channel = models.CharField(max_length=20, blank=True, default="", choices=choices_of(Channel))

    class Meta:
        app_label = "registry"
        ordering = ("-decided_on", "-created_at")
        constraints = (
            models.UniqueConstraint(
                fields=("patient", "purpose"),
                condition=models.Q(given=True, withdrawn_at__isnull=True, void_reason=""),
                name="consent_one_open_a_purpose",
            ),
            models.CheckConstraint(
                condition=models.Q(purpose__in=values_of(Purpose)), name="consent_purpose_code"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("decided_on")),
                name="consent_valid_order",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | models.Q(given=True),
                name="consent_only_given_is_withdrawn",
            ),
        )
