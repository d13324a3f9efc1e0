"""The app, as Django knows it."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """See the package."""

    name = "pellucid.crm.parties"
    label = "parties"
    default_auto_field = "django.db.models.BigAutoField"
