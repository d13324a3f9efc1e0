"""The steward's desk."""

from django.urls import path

from pellucid.crm.stewardship.views import changes, imports

app_name = "stewardship"
urlpatterns = [
    path("imports/", imports.imports, name="imports"),
    path("imports/<uuid:uuid>/", imports.one_import, name="import"),
    path("imports/<uuid:uuid>/files/<int:number>/", imports.map_columns, name="map-columns"),
    path("imports/<uuid:uuid>/start/", imports.start, name="start-import"),
    path("imports/<uuid:uuid>/stop/", imports.stop, name="stop-import"),
    path("imports/<uuid:uuid>/result.csv", imports.result, name="import-result"),
    path("changes/", changes.changes, name="changes"),
    path("changes/<uuid:uuid>/", changes.change, name="change"),
    path("changes/<uuid:uuid>/undo/", changes.undo, name="undo"),
]
