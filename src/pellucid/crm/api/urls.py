"""The addresses of the door."""

from collections.abc import Sequence

from django.urls import URLPattern, URLResolver, re_path

from pellucid.crm.api.door import door, nothing_here, opened

app_name = "api"


def _opened(patterns: Sequence[URLPattern | URLResolver]) -> Sequence[URLPattern | URLResolver]:
    for pattern in patterns:
        assert isinstance(pattern, URLPattern)  # the endpoints lie flat
        pattern.callback = opened(pattern.callback)
    return patterns


urlpatterns = [*_opened(door.urls[0]), re_path("^.*$", opened(nothing_here), name="nothing")]
