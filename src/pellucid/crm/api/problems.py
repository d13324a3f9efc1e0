"""Refusals as RFC 9457 problems: one table says which error of ours is which answer."""

import json
import logging
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db.models import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from pellucid.crm.accounts.permissions import NotAllowed
from pellucid.crm.api.actions.tokens import TokenRefused
from pellucid.crm.api.asked import NotAField
from pellucid.crm.api.pages import NotACursor
from pellucid.crm.cleaning.actions.add import NothingSaid, NotText
from pellucid.crm.cleaning.actions.decide import NothingToMerge, NothingToSplit
from pellucid.crm.cleaning.actions.edit import ChangedSince
from pellucid.crm.cleaning.actions.imports import NothingToImport
from pellucid.crm.cleaning.actions.undo import AlreadyUndone, CannotUndo
from pellucid.crm.cleaning.actions.withdraw import AlreadyWithdrawn
from pellucid.crm.clusters.queries import NobodyThere
from pellucid.crm.parties.relate import RelatedToItself
from pellucid.crm.runs.actions import CannotResume
from pellucid.crm.sources.erasures import ErasedBefore
from pellucid.golden.intake.mapping import MappingRefused

CONTENT_TYPE = "application/problem+json"
ABOUT = "https://pellucid.example/problems/"  # names, not addresses to fetch: RFC 9457 section 3.1.1
log = logging.getLogger(__name__)


class PreconditionRefused(Exception):
    """The version that the asker saw is not the latest any more. The text is fit to show."""


TITLES: Mapping[str, tuple[int, str]] = {
    "bad-request": (400, "The request cannot be read"),
    "unauthorized": (401, "Nobody is signed in"),
    "not-allowed": (403, "Your role does not let you do this"),
    "not-found": (404, "There is no such thing"),
    "method-not-allowed": (405, "This cannot be done here"),
    "gone": (410, "It is not here any more"),
    "conflict": (409, "It does not fit how things stand"),
    "possible-duplicates": (409, "This customer may be here already"),
    "erased-before": (409, "This customer was erased"),
    "clashes": (409, "Others built on this since"),
    "changed-since": (412, "Somebody changed it since"),
    "too-large": (413, "The request is too large"),
    "not-valid": (422, "The request holds something that cannot be"),
    "key-used": (422, "This Idempotency-Key was used for another request"),
    "version-needed": (428, "Say which version you saw"),
    "fault": (500, "A fault in Pellucid"),
}
REFUSALS: tuple[tuple[type[Exception], str], ...] = (
    (NotAllowed, "not-allowed"),
    (NobodyThere, "gone"),
    (AlreadyUndone, "conflict"),
    (AlreadyWithdrawn, "conflict"),
    (CannotUndo, "conflict"),
    (CannotResume, "conflict"),
    (ErasedBefore, "erased-before"),
    (ChangedSince, "changed-since"),
    (PreconditionRefused, "changed-since"),
    (NothingSaid, "not-valid"),
    (NotText, "not-valid"),
    (NothingToMerge, "not-valid"),
    (NothingToSplit, "not-valid"),
    (NothingToImport, "not-valid"),
    (MappingRefused, "not-valid"),
    (RelatedToItself, "not-valid"),
    (TokenRefused, "not-valid"),
    (NotACursor, "not-valid"),
    (NotAField, "not-valid"),
    (RequestDataTooBig, "too-large"),
)
SLUGS = {status: slug for slug, (status, _) in reversed(list(TITLES.items()))}  # the first of a status stands for all


def problem(slug: str, detail: str, **more: Any) -> HttpResponse:
    """Return a refusal. detail: a sentence fit to show; more: what a program needs to go on."""
    status, title = TITLES[slug]
    told = {"type": ABOUT + slug, "title": title, "status": status, "detail": detail, **more}
    response = HttpResponse(json.dumps(told, default=str), status=status, content_type=CONTENT_TYPE)
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def tell_problems(api: NinjaAPI) -> None:
    """Have every error of an endpoint answered as a problem."""
    for error, slug in REFUSALS:
        api.add_exception_handler(error, _teller(slug))
    for kind, teller in TELLERS:
        api.add_exception_handler(kind, teller)


def _teller(slug: str) -> Any:
    return lambda _, error: problem(slug, str(error))


def _http_error(_request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(SLUGS.get(error.status_code, "bad-request"), error.message)


def _unauthorized(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    return problem("unauthorized", "Sign in, or send a token: Authorization: Bearer pellucid_...")


def _not_found(_request: HttpRequest, _error: Exception) -> HttpResponse:
    return problem("not-found", "Nothing here has, or ever had, this id or address.")


def _not_valid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Tell each fault by where it is; the value itself is left out, for it may be personal."""
    faults = [{"where": ".".join(map(str, each["loc"])), "message": each["msg"]} for each in error.errors]
    told = "; ".join(f"{fault['where']}: {fault['message']}" for fault in faults)
    return problem("not-valid", told, errors=faults)


def _fault(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("a fault answering %s %s", request.method, request.resolver_match, exc_info=error)
    return problem("fault", "Something went wrong in Pellucid. Nothing was changed. Please report it.")


TELLERS: tuple[tuple[type[Exception], Any], ...] = (
    (HttpError, _http_error),
    (AuthenticationError, _unauthorized),
    (ValidationError, _not_valid),
    (Http404, _not_found),
    (ObjectDoesNotExist, _not_found),
    (Exception, _fault),
)
