"""The door for programs: every endpoint, and its description."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.openapi.schema import REF_TEMPLATE, OpenAPISchema
from ninja.operation import Operation

from pellucid import __version__
from pellucid.crm.api.asking import Asking
from pellucid.crm.api.once import answer_once
from pellucid.crm.api.problems import problem, tell_problems
from pellucid.crm.api.refusals import IDEMPOTENCY_KEY, PROBLEM, described
from pellucid.crm.api.shapes.customers import Candidate
from pellucid.crm.api.shapes.done import Clash
from pellucid.crm.api.views import changes, customers, decisions, imports, registers

ABOUT = """\
Customers, the records they are made of, and everything that was done to them; the same actions as on the pages.

Every id is a UUID, and an id given out leads for ever to the customer that holds its records. Long lists come in pages:
follow `next`. Refusals are problems (RFC 9457, `application/problem+json`)."""


class Door(NinjaAPI):
    """The API, with the refusals that every endpoint can give in its description."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return what generated clients call an endpoint: its summary."""
        return (operation.summary or "").lower().replace("'", "").replace(" ", "_")

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> OpenAPISchema:
        """Return the OpenAPI document."""
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        schemas = schema["components"]["schemas"]
        schemas |= {"Problem": PROBLEM, "Candidate": Candidate.model_json_schema(ref_template=REF_TEMPLATE)}
        schemas["Clash"] = Clash.model_json_schema(ref_template=REF_TEMPLATE)
        for path, methods in schema["paths"].items():
            for method, operation in methods.items():
                _describe(path, method, operation)
        return schema


def _describe(path: str, method: str, operation: dict[str, Any]) -> None:
    slugs = ["bad-request", "unauthorized", "not-allowed", "not-valid", "fault"]
    slugs += ["not-found", "gone"] if "{" in path or method != "get" else []
    if method != "get":
        slugs += ["key-used", "too-large"]
        operation.setdefault("parameters", []).append(dict(IDEMPOTENCY_KEY))
    operation["responses"] = {
        str(status): told for status, told in {**described(*slugs), **operation["responses"]}.items()
    }


door = Door(
    title="Pellucid", version=__version__, description=ABOUT, urls_namespace="api", auth=Asking(), docs_url=None
)
tell_problems(door)
door.add_router("/customers", customers.router)
door.add_router("/changes", changes.router)
door.add_router("", decisions.router)
door.add_router("", imports.router)
door.add_router("", registers.router)

View = Callable[..., HttpResponse]


def opened(view: View) -> View:
    """Return a view that asks by itself who is there, answers once, and tells a wrong method as a problem."""

    @csrf_exempt  # a session's is checked when it is asked who is there
    @login_not_required
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = answer_once(request, lambda: view(request, *args, **kwargs))
        if response.status_code != 405:
            return response
        allowed = ", ".join(sorted(response["Allow"].split(", ")))
        told = problem("method-not-allowed", f"Here only {allowed} can be done.")
        told["Allow"] = allowed
        return told

    return answer


def nothing_here(_request: HttpRequest) -> HttpResponse:
    """Answer for an address that nothing has."""
    return problem("not-found", "Nothing is at this address. /api/v1/openapi.json lists what there is.")
