"""The app, as Django knows it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """See the package."""

    name = "pellucid.crm.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
