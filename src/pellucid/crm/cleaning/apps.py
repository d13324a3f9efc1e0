"""The app, as Django knows it."""

from django.apps import AppConfig


class CleaningConfig(AppConfig):
    """See the package."""

    name = "pellucid.crm.cleaning"
    label = "cleaning"
    default_auto_field = "django.db.models.BigAutoField"
