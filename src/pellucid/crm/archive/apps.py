"""The app, as Django knows it."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """See the package."""

    name = "pellucid.crm.archive"
    label = "archive"
    default_auto_field = "django.db.models.BigAutoField"
