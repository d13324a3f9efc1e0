"""The app, as Django knows it."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """See the package."""

    name = "pellucid.crm.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"
