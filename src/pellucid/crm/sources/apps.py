"""The app, as Django knows it."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """See the package."""

    name = "pellucid.crm.sources"
    label = "sources"
    default_auto_field = "django.db.models.BigAutoField"
