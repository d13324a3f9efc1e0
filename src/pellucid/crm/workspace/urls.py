"""Customers as people work with them."""

from django.urls import path, register_converter

from pellucid.crm.sources.models import PartyKind
from pellucid.crm.workspace.views import acting, customer, find, home, lists, new, picked, spreadsheet, values


class PartyKindConverter:
    """A kind of party in an address."""

    regex = "|".join(PartyKind.values)

    def to_python(self, value: str) -> PartyKind:
        """Return the kind of its name."""
        return PartyKind(value)

    def to_url(self, value: str) -> str:
        """Return the name of a kind."""
        return str(value)


register_converter(PartyKindConverter, "party_kind")

app_name = "workspace"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", find.find, name="search"),
    path("people/", lists.people, name="people"),
    path("companies/", lists.companies, name="companies"),
    path("lists/<party_kind:kind>/values/<slug:facet>/", lists.values, name="values"),
    path("lists/<party_kind:kind>/export.csv", spreadsheet.export, name="export"),
    path("lists/<party_kind:kind>/views/", lists.keep, name="keep"),
    path("customers/picked/suppress/", picked.suppress_picked, name="suppress-picked"),
    path("customers/picked/export.csv", picked.export_picked, name="export-picked"),
    path("customers/<uuid:uuid>/peek/", find.peek, name="peek"),
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
