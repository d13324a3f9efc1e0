"""What people are answered when they ask for what they may not have, or what is not there any more."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pellucid.crm.accounts.permissions import NotAllowed
from pellucid.crm.clusters.models import Customer
from pellucid.crm.clusters.queries import NobodyThere


class Refusals:
    """Turns refusals that a view lets pass into pages: 403 for a right that is missing, 404 for what nobody holds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the view does."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; leave everything else to Django."""
        if isinstance(exception, NotAllowed):
            return render(request, "403.html", {"refusal": exception}, status=403)
        if isinstance(exception, NobodyThere | Customer.DoesNotExist):
            raise Http404(str(exception)) from exception
        return None
