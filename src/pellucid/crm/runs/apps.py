"""The app, as Django knows it."""

from django.apps import AppConfig


class RunsConfig(AppConfig):
    """See the package."""

    name = "pellucid.crm.runs"
    label = "runs"
    default_auto_field = "django.db.models.BigAutoField"
