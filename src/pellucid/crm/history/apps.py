"""The app, as Django knows it."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """See the package."""

    name = "pellucid.crm.history"
    label = "history"
    default_auto_field = "django.db.models.BigAutoField"
