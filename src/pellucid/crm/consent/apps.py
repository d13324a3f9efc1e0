"""The app, as Django knows it."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """See the package."""

    name = "pellucid.crm.consent"
    label = "consent"
    default_auto_field = "django.db.models.BigAutoField"
