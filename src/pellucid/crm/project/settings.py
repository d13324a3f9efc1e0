"""Settings of every process. What differs between installations comes from the environment."""

import os
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO

from pellucid.crm.project.base import base_folder, secret_key
from pellucid.crm.project.databases import database_of

BASE = base_folder()
SECRET_KEY = secret_key(BASE)
DEBUG = False

# Where people find it. With https:// a proxy in front is taken to end the encryption and to say whom it speaks for.
URL = urlsplit(os.environ.get("PELLUCID_URL", "http://localhost"))
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *filter(None, [URL.hostname])]
IS_ENCRYPTED = URL.scheme == "https"

INSTALLED_APPS = [
    "pellucid.crm.ui",  # first: its templates stand before those of others
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_cotton",
    "django_htmx",
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
    "pellucid.crm.audits",
    "pellucid.crm.cleaning",
    "pellucid.crm.archive",
    "pellucid.crm.api",
    "pellucid.crm.workspace",
    "pellucid.crm.stewardship",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",  # a view is closed unless it says otherwise
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pellucid.crm.project.refusals.Refusals",
]
ROOT_URLCONF = "pellucid.crm.project.urls"
WSGI_APPLICATION = "pellucid.crm.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["pellucid.crm.ui.templatetags.moments"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pellucid.crm.project.shell.shell",
            ],
        },
    }
]

DATABASES = {"default": database_of(os.environ.get("DATABASE_URL"), BASE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# From so many customers made one at once, a second person has to approve; 0 for never.
FOUR_EYES_FROM = int(os.environ.get("PELLUCID_FOUR_EYES_FROM", "0"))

# What else forgets whom an administrator erases: apps that cleaning does not know, each called with whom.
FORGETTING = (
    "pellucid.crm.stewardship.actions.forget.forget_at_desk",
    "pellucid.crm.api.once.forget_answers",
)

# Who may come in. There is no open sign-up: see sign_in.py.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
        "UserAttributeSimilarityValidator": {"user_attributes": ("email", "name")},
    }.items()
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "pellucid.crm.project.sign_in.ClosedAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # whoever adds a user vouches for the address
ACCOUNT_SESSION_REMEMBER = None
# 5 wrong passwords for an address, or 10 from one machine, and neither gets another try for a while.
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/300s/key", "reset_password": "20/m/ip,5/m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if IS_ENCRYPTED else 0
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Pellucid"

# What browsers are told. Scripts and styles come from here and from files alone.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the code that is scanned to set up a second factor
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [f"{URL.scheme}://{URL.netloc}"] if URL.netloc else []
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_ENCRYPTED
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_ENCRYPTED else None
SECURE_SSL_REDIRECT = IS_ENCRYPTED
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_ENCRYPTED else 0

# Files of the interface: collected into the base when it is served, under names that say what is in them.
STATIC_URL = "static/"
STATIC_ROOT = BASE / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "pellucid.crm.ui.fonts.FontFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = BASE / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000  # bytes of a form without its files

# Mails lie in the base until a mail server is named.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = BASE / "mail"

USE_TZ = True
TIME_ZONE = os.environ.get("PELLUCID_TIME_ZONE", "UTC")
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("is", "Íslenska"), ("fil", "Filipino"), ("fa", "فارسی"), ("km", "ខ្មែរ")]
LOCALE_PATHS = [os.path.join(os.path.dirname(__file__), "locale")]
# Django knows the other four.
LANG_INFO.setdefault("fil", {"bidi": False, "code": "fil", "name": "Filipino", "name_local": "Filipino"})

# No personal values: formatters leave out what exceptions say, and nothing logs a form or a query.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "pellucid.crm.project.logs.WithoutValues"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "pellucid": {"level": os.environ.get("PELLUCID_LOG_LEVEL", "INFO")},
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
    },
}
