"""Editing a customer: what somebody says is one more source record, and wins until somebody says otherwise."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from pellucid.crm.accounts.ids import new_uuid
from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.cleaning.actions.add import NothingSaid, prepare_one
from pellucid.crm.cleaning.receive import receive
from pellucid.crm.clusters.actions import judge
from pellucid.crm.clusters.models import Customer, Verdict
from pellucid.crm.clusters.queries import living, records_of
from pellucid.crm.history.actions import recording
from pellucid.crm.history.models import Change, Kind
from pellucid.crm.parties.models import Party
from pellucid.crm.sources.models import Source, SourceKind
from pellucid.crm.ui.dates import write_moment
from pellucid.golden.model.field import split_slot

EDITS = "Edited here"  # the source of what people say on screen


class ChangedSince(Exception):
    """Somebody changed the customer after the editor looked at it. change: what they did. The text is fit to show."""

    def __init__(self, change: Change) -> None:
        told = {
            "who": change.actor or "Pellucid",
            "time": write_moment(localtime(change.at), "TIME_FORMAT"),
        }
        super().__init__(
            _("%(who)s changed this customer at %(time)s while you did. Look at both, then save again.") % told
        )
        self.change = change


def edit_customer(
    *,
    customer: Customer,
    fields: Mapping[str, str],
    actor: User | None,
    now: datetime,
    seen: Change | None = None,
    reason: str = "",
) -> Change:
    """Say what is true of a customer, or with an empty text that a value is wrong.

    fields: raw text by field or slot. A value in place of another rejects that one. seen: the change the editor saw as
    the customer's latest; a later one stops the edit, so that no update is lost. Raises ChangedSince, NobodyThere,
    NothingSaid, NotText, NotAllowed.
    """
    require(actor, Permission.EDIT)
    if not fields:
        raise NothingSaid
    with recording(kind=Kind.EDIT, actor=actor, now=now, reason=reason) as recorder:
        party = Party.objects.select_related("change__actor").get(customer=living(customer))
        if seen is not None and party.change_id != seen.pk:
            raise ChangedSince(party.change)
        said = {name: text for name, text in fields.items() if text.strip()}
        prepared = prepare_one(said or {"notes": ""}, now, party.country)
        rejects = _rejected(party.golden, fields, json.loads(prepared.arrivals["standard"][0].as_py()))
        anchor = records_of([party.pk])[0]
        receive(
            prepared,
            source=source_of_edits(now),
            recorder=recorder,
            keys=[str(new_uuid())],
            rejects=[json.dumps(rejects)],
            verified_at=now,
            judge=lambda records: judge([(records[0], anchor)], Verdict.SAME, recorder=recorder, reason="edited"),
        )
        recorder.count(fields=len(fields))
    return recorder.change


def _rejected(
    golden: Mapping[str, str], fields: Mapping[str, str], standard: Mapping[str, str]
) -> dict[str, list[str]]:
    """Return the standard values, by field, that the new ones stand in place of; who says the same confirms it."""
    rejects: dict[str, list[str]] = {}
    for name in fields:
        if golden.get(name) and golden[name] not in standard.values():
            rejects.setdefault(split_slot(name)[0], []).append(golden[name])
    return rejects


def source_of_edits(now: datetime) -> Source:
    """Return the source of what people say on screen."""
    source, _ = Source.objects.get_or_create(
        name=EDITS, defaults={"kind": SourceKind.PERSON, "trust": 1.0, "created_at": now}
    )
    return source
