"""The app, as Django knows it."""

from django.apps import AppConfig


class MatchesConfig(AppConfig):
    """See the package."""

    name = "pellucid.crm.matches"
    label = "matches"
    default_auto_field = "django.db.models.BigAutoField"
