"""A request that changes something is done whole or not at all, and with an Idempotency-Key never twice."""

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta

from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja.errors import HttpError

from pellucid.crm.accounts.models import User
from pellucid.crm.api.asking import SAFE, asker_of
from pellucid.crm.api.models import Answer
from pellucid.crm.api.problems import problem
from pellucid.crm.cleaning.actions.erase import Forgotten

HEADER = "Idempotency-Key"
KEY = re.compile(r"[A-Za-z0-9_.:-]{1,200}")
KEPT = timedelta(days=1)
HEADERS_KEPT = ("Content-Type", "ETag", "Location")
View = Callable[[], HttpResponse]


def answer_once(request: HttpRequest, view: View) -> HttpResponse:
    """Answer a request; one that is refused leaves nothing behind, and its key free."""
    if request.method in SAFE:
        return view()
    try:
        asker = asker_of(request)
    except HttpError:
        return view()  # which tells what is missing
    key = request.headers.get(HEADER)
    if key is not None and not KEY.fullmatch(key):
        return problem("bad-request", f"An {HEADER} has up to 200 letters, digits, and any of . _ : - alone.")
    try:
        fingerprint = _fingerprint(request)
    except RequestDataTooBig:
        return problem("too-large", "Send less at once; files go to /imports as multipart/form-data.")
    with transaction.atomic():
        response = _keyed(asker, key, fingerprint, view) if key else view()
        if response.status_code >= 400:
            transaction.set_rollback(True)
    return response


def _keyed(asker: User, key: str, fingerprint: str, view: View) -> HttpResponse:
    now = timezone.now()
    Answer.objects.filter(at__lt=now - KEPT).delete()
    # A second request with the key waits here until the first one's transaction has ended.
    answer, is_first = Answer.objects.get_or_create(
        asker=asker, key=key, defaults={"fingerprint": fingerprint, "at": now}
    )
    if not is_first:
        return _again(answer, fingerprint)
    response = view()
    answer.status, answer.body = response.status_code, response.content.decode()
    answer.headers = {name: response[name] for name in HEADERS_KEPT if name in response}
    answer.save()
    return response


def _again(answer: Answer, fingerprint: str) -> HttpResponse:
    if answer.fingerprint != fingerprint:
        return problem("key-used", f"Take a new {HEADER} for a new request; this one was used for another.")
    response = HttpResponse(answer.body, status=answer.status, headers=answer.headers)
    response["Idempotent-Replayed"] = "true"
    return response


def forget_answers(whom: Forgotten) -> None:
    """Empty the kept answers that tell of customers who are erased: asked again, they are gone, and nothing is done."""
    gone = problem("gone", "What this request told of was erased since.")
    for uuid in whom.uuids:
        Answer.objects.filter(Q(body__contains=uuid) | Q(headers__icontains=uuid)).update(
            status=gone.status_code, headers={"Content-Type": gone["Content-Type"]}, body=gone.content.decode()
        )


def _fingerprint(request: HttpRequest) -> str:
    """Return the SHA-256 of what is asked: method, address, version seen, body. Files are read in pieces."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()} {request.headers.get('If-Match')}".encode())
    if request.content_type != "multipart/form-data":
        digest.update(request.body)
        return digest.hexdigest()
    for name, values in sorted(request.POST.lists()):
        digest.update(repr((name, values)).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            digest.update(repr((name, file.name)).encode())
            for piece in file.chunks():
                digest.update(piece)
            file.seek(0)
    return digest.hexdigest()
