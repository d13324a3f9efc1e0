"""The pages of customers."""

from django.urls import path

from pellucid.crm.workspace.views import acting, customer, new, values

app_name = "workspace"
urlpatterns = [
    path("customers/new/", new.new, name="new"),
    path("customers/duplicates/", new.duplicates, name="duplicates"),
    path("customers/<uuid:uuid>/", customer.customer, name="customer"),
    path("customers/<uuid:uuid>/sources/", customer.sources, name="sources"),
    path("customers/<uuid:uuid>/together/", customer.together, name="together"),
    path("customers/<uuid:uuid>/history/", customer.past, name="past"),
    path("customers/<uuid:uuid>/edit/", new.edit, name="edit"),
    path("customers/<uuid:uuid>/notes/", acting.add_note, name="note"),
    path("customers/<uuid:uuid>/split/", acting.split, name="split"),
    path("customers/<uuid:uuid>/merge/", acting.merge, name="merge"),
    path("customers/<uuid:uuid>/records/<uuid:record>/withdraw/", acting.withdraw, name="withdraw"),
    path("customers/<uuid:uuid>/values/<path:column>/why/", values.why, name="why"),
    path("customers/<uuid:uuid>/values/<path:column>/suppress/", acting.suppress_value, name="suppress"),
    path("customers/<uuid:uuid>/values/<path:column>/", values.correct, name="correct"),
]
