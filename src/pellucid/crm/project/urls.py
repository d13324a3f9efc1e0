"""Every address."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from pellucid.crm.project.health import health

urlpatterns = [
    path("health/", health, name="health"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("api/v1/", include("pellucid.crm.api.urls")),
    path("ui/", include("pellucid.crm.ui.urls")),
    path("", include("pellucid.crm.workspace.urls")),
    path("", include("pellucid.crm.stewardship.urls")),
    path("accounts/", include("allauth.urls")),
]
