"""The app, as Django knows it."""

from django.apps import AppConfig


class AuditsConfig(AppConfig):
    """See the package."""

    name = "pellucid.crm.audits"
    label = "audits"
    default_auto_field = "django.db.models.BigAutoField"
