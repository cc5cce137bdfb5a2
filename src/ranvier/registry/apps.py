"""The registry as an application of Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class RegistryConfig(AppConfig):
    """Its name and label."""

    name = "ranvier.registry"
    label = "registry"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connections learn what the audit trail's triggers ask; migrations put the triggers in place."""
        from ranvier.registry.audit.connection import prepare_connections  # noqa: PLC0415
        from ranvier.registry.audit.triggers import install_triggers  # noqa: PLC0415

        def after_migration(using: str, **_: object) -> None:
            install_triggers(connections[using])

        prepare_connections()
        post_migrate.connect(after_migration, sender=self, weak=False, dispatch_uid="ranvier-audit")
