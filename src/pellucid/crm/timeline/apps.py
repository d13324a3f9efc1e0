"""The app, as Django knows it."""

from django.apps import AppConfig


class TimelineConfig(AppConfig):
    """See the package."""

    name = "pellucid.crm.timeline"
    label = "timeline"
    default_auto_field = "django.db.models.BigAutoField"
