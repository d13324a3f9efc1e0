"""The app, as Django knows it."""

from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    """See the package."""

    name = "pellucid.crm.workspace"
    label = "workspace"
    default_auto_field = "django.db.models.BigAutoField"
