"""The app, as Django knows it."""

from django.apps import AppConfig


class StewardshipConfig(AppConfig):
    """See the package."""

    name = "pellucid.crm.stewardship"
    label = "stewardship"
    default_auto_field = "django.db.models.BigAutoField"
