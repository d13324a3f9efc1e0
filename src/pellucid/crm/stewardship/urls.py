"""The steward's desk."""

from django.urls import path

from pellucid.crm.stewardship.views import changes, feedback, groups, imports, issues, proposals, review, split

app_name = "stewardship"
urlpatterns = [
    path("imports/", imports.imports, name="imports"),
    path("imports/<uuid:uuid>/", imports.one_import, name="import"),
    path("imports/<uuid:uuid>/files/<int:number>/", imports.map_columns, name="map-columns"),
    path("imports/<uuid:uuid>/files/<int:number>/rows/<int:row>/", imports.mend, name="mend"),
    path("imports/<uuid:uuid>/start/", imports.start, name="start-import"),
    path("imports/<uuid:uuid>/stop/", imports.stop, name="stop-import"),
    path("imports/<uuid:uuid>/result.csv", imports.result, name="import-result"),
    path("review/", review.review, name="review"),
    path("review/<uuid:left>/<uuid:right>/", review.pair, name="pair"),
    path("review/merge/", review.merge, name="merge"),
    path("review/split/<uuid:uuid>/", split.split, name="split"),
    path("review/groups/", groups.patterns, name="groups"),
    path("review/groups/<str:party>/<int:pattern>/", groups.pattern, name="group"),
    path("review/apart/", groups.apart, name="apart"),
    path("review/apart/again/", groups.ask_again, name="ask-again"),
    path("review/proposals/", proposals.proposals, name="proposals"),
    path("review/proposals/<uuid:uuid>/", proposals.decide, name="decide"),
    path("issues/", issues.issues, name="issues"),
    path("issues/fix/", issues.fix, name="fix"),
    path("issues/<str:rule>/", issues.of_rule, name="rule"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("feedback/<uuid:uuid>/", feedback.resolve, name="resolve"),
    path("changes/", changes.changes, name="changes"),
    path("changes/<uuid:uuid>/", changes.change, name="change"),
    path("changes/<uuid:uuid>/undo/", changes.undo, name="undo"),
]
