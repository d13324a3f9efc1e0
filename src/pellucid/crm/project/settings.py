"""Settings of every process. What differs between installations comes from the environment."""

import os

from pellucid.crm.project.base import base_folder, secret_key
from pellucid.crm.project.databases import database_of

BASE = base_folder()
SECRET_KEY = secret_key(BASE)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("PELLUCID_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "pellucid.crm.ui",
    "pellucid.crm.accounts",
    "pellucid.crm.history",
    "pellucid.crm.runs",
    "pellucid.crm.fields",
    "pellucid.crm.sources",
    "pellucid.crm.issues",
    "pellucid.crm.matches",
    "pellucid.crm.clusters",
    "pellucid.crm.parties",
    "pellucid.crm.timeline",
    "pellucid.crm.consent",
    "pellucid.crm.cleaning",
    "pellucid.crm.stewardship",
]
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES = {"default": database_of(os.environ.get("DATABASE_URL"), BASE)}

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
