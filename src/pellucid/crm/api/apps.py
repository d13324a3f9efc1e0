"""The app, as Django knows it."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """See the package."""

    name = "pellucid.crm.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
