"""The app, as Django knows it."""

from django.apps import AppConfig


class IssuesConfig(AppConfig):
    """See the package."""

    name = "pellucid.crm.issues"
    label = "issues"
    default_auto_field = "django.db.models.BigAutoField"
