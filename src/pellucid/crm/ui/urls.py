"""The living page of components, and pages of invented customers that prove them."""

from django.urls import path

from pellucid.crm.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.components, name="components"),
    path("people/", views.people, name="people"),
    path("person/", views.person, name="person"),
    path("import/", views.dry_run, name="import"),
    path("review/", views.review, name="review"),
    path("home/", views.home, name="home"),
    path("empty/", views.empty, name="empty"),
    path("sign-in/", views.sign_in, name="sign-in"),
    path("search/", views.search, name="search"),
    path("peek/", views.peek, name="peek"),
    path("why/", views.why, name="why"),
    path("save/", views.save, name="save"),
]
