"""The app, as Django knows it."""

from django.apps import AppConfig


class FieldsConfig(AppConfig):
    """See the package."""

    name = "pellucid.crm.fields"
    label = "fields"
    default_auto_field = "django.db.models.BigAutoField"
