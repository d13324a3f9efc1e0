"""The app, as Django knows it."""

from django.apps import AppConfig


class ClustersConfig(AppConfig):
    """See the package."""

    name = "pellucid.crm.clusters"
    label = "clusters"
    default_auto_field = "django.db.models.BigAutoField"
