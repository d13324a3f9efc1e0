"""Any sequence of what people do keeps what always holds."""

import os
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest
from django.db import transaction
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from crm_invariants import KEPT, assert_proven, assert_sound, state
from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import NotAllowed
from pellucid.crm.accounts.roles import Role
from pellucid.crm.cleaning.actions.add import NothingSaid, PossibleDuplicates, add_record
from pellucid.crm.cleaning.actions.decide import (
    NothingToMerge,
    NothingToSplit,
    judge_pair,
    merge_customers,
    split_customer,
)
from pellucid.crm.cleaning.actions.edit import ChangedSince, edit_customer
from pellucid.crm.cleaning.actions.erase import erase_customer
from pellucid.crm.cleaning.actions.undo import AlreadyUndone, CannotUndo, Clashes, Keep, preview_undo, undo_change
from pellucid.crm.cleaning.actions.withdraw import AlreadyWithdrawn, withdraw_record
from pellucid.crm.cleaning.learn import learn_model
from pellucid.crm.cleaning.prepare import prepare
from pellucid.crm.cleaning.receive import receive
from pellucid.crm.clusters.models import Customer, Judgement, Member, Verdict
from pellucid.crm.clusters.queries import NobodyThere
from pellucid.crm.consent.actions import suppress
from pellucid.crm.consent.models import Suppression
from pellucid.crm.history.actions import recording
from pellucid.crm.history.models import Change, Kind, Verb
from pellucid.crm.matches.models import CandidatePair, MatchForm, MatchKey, MatchModel
from pellucid.crm.matches.relearn import RECORDS_MIN
from pellucid.crm.parties.models import Belonging, ContactPoint, Party, Relationship, Trace
from pellucid.crm.parties.models import Role as Stands
from pellucid.crm.parties.relate import RelatedToItself, relate
from pellucid.crm.sources.models import Source, SourceKind, SourceRecord
from pellucid.crm.timeline.actions import note
from pellucid.crm.timeline.models import Touchpoint
from pellucid.golden.model.value import Hints

REFUSALS = (
    CannotUndo,
    *(NotAllowed, NothingSaid, PossibleDuplicates, NothingToMerge, NothingToSplit, ChangedSince, NobodyThere),
    *(AlreadyUndone, Clashes, AlreadyWithdrawn, RelatedToItself),
)

LONG = os.environ.get("PELLUCID_HYPOTHESIS") == "long"
PARTS = 4  # so that two processes share them
SEQUENCES = 60 if LONG else 16  # of each part
STEPS = 60 if LONG else 25  # of each sequence, before all is taken back
START = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)

# Few values, so that records match, nearly match and collide: a family, a shared mailbox, a switchboard.
POOLS = {
    "given_name": ["Anna", "Ana", "Otto", "Mia"],
    "family_name": ["Berg", "Bergh", "Lund"],
    "email": ["anna@berg.example", "family@berg.example", "info@berg.example", "not an address"],
    "phone": ["+49 30 1234567", "030 1234567", "+49 171 5550123"],
    "birth_date": ["1980-05-17", "17.05.1980", "1990-01-02"],
    "city": ["Berlin", "berlin", "Bonn"],
    "tax_id": ["DE136695976", "DE129273398"],
    "organization": ["Berg GmbH", "Lund Holding AG"],
    "address": ["Hauptstr. 1, 10115 Berlin", "Am Hang 2, 53111 Bonn"],
    "email.2": ["info@firm.example", "ana@gmx.example"],
    "notes": ["rang twice"],
}
people = st.fixed_dictionaries(
    {"given_name": st.sampled_from(POOLS["given_name"]), "family_name": st.sampled_from(POOLS["family_name"])},
    optional={
        name: st.sampled_from(POOLS[name])
        for name in ("email", "phone", "birth_date", "city", "tax_id", "email.2", "address", "organization")
    },
)
anything = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in POOLS.items()})
companies = st.fixed_dictionaries(
    {"organization": st.sampled_from(POOLS["organization"])},
    optional={name: st.sampled_from(POOLS[name]) for name in ("email", "phone", "city", "tax_id")},
)
entered = st.one_of(people, people, people, companies, anything)
edits = st.dictionaries(
    st.sampled_from(["email", "phone", "city", "given_name", "birth_date", "email.2", "address"]),
    st.integers(-1, 3),
    min_size=1,
    max_size=2,
).map(lambda chosen: {name: "" if at < 0 else POOLS[name][at % len(POOLS[name])] for name, at in chosen.items()})
places = st.integers(0, 999)  # of whatever there is, counted round
actors = st.sampled_from([None, None, None, Role.ADMINISTRATOR, Role.STEWARD, Role.SALES, Role.READ_ONLY])


class Base(RuleBasedStateMachine):
    """A base that people work in. It is rolled back when the sequence ends."""

    def __init__(self) -> None:
        super().__init__()
        self.undoing = transaction.atomic()
        self.undoing.__enter__()
        self.minutes = 0
        self.users = {
            role: User.objects.create_user(email=f"{role}@example.com", password=None, role=role, name=role.value)
            for role in (Role.ADMINISTRATOR, Role.STEWARD, Role.SALES, Role.READ_ONLY)
        }
        self.sources = [
            Source.objects.create(name=name, kind=SourceKind.FILE, trust=trust, created_at=START)
            for name, trust in (("Shop", 0.4), ("CRM", 0.8))
        ]

    def teardown(self) -> None:
        try:
            assert_proven()
            self.take_everything_back()
        finally:
            transaction.set_rollback(True)
            self.undoing.__exit__(None, None, None)

    def do(self, action, actor: Role | None = None, **arguments):
        """Do something, a little later than what was done before. What is refused leaves everything as it was."""
        self.minutes += 7
        before = state()
        try:
            return action(actor=actor and self.users[actor], now=START + timedelta(minutes=self.minutes), **arguments)
        except REFUSALS:
            assert state() == before
            return None

    # what there is to choose from

    def customer(self, place: int) -> Customer | None:
        return self.one_of(Customer.objects.order_by("pk"), place)

    def record(self, place: int) -> SourceRecord | None:
        return self.one_of(SourceRecord.objects.order_by("pk"), place)

    def change(self, place: int) -> Change | None:
        return self.one_of(Change.objects.order_by("-pk"), place)

    @staticmethod
    def one_of(found, place: int):
        count = found.count()
        return found[place % count] if count else None

    # what people do

    @initialize(files=st.one_of(st.just([]), st.lists(people, min_size=RECORDS_MIN, max_size=RECORDS_MIN + 4)))
    def begin_with_a_file(self, files) -> None:
        """Every other base has so many records from the start that learning learns something."""
        with recording(kind=Kind.IMPORT, actor=None, now=START) as recorder:
            if files:
                columns = {name: [row.get(name) for row in files] for row in files for name in row}
                table = {"record_id": range(len(files)), "file": [""] * len(files), "row": range(len(files)), **columns}
                prepared = prepare(pa.table({name: list(values) for name, values in table.items()}), hints=Hints())
                receive(prepared, source=self.sources[1], recorder=recorder)

    @rule(
        fields=entered, source=places, key=st.one_of(st.none(), st.integers(1, 6)), another=st.booleans(), actor=actors
    )
    def add(self, fields, source, key, another, actor) -> None:
        self.do(
            add_record, actor, source=self.sources[source % 2], fields=fields, key=key and str(key), another=another
        )

    @precondition(lambda self: Customer.objects.exists())
    @rule(fields=entered, at=places, actor=actors)
    def add_to_a_customer(self, fields, at, actor) -> None:
        self.do(add_record, actor, source=self.sources[0], fields=fields, belongs_to=self.customer(at))

    @precondition(lambda self: Customer.objects.exists())
    @rule(fields=edits, at=places, actor=actors)
    def edit(self, fields, at, actor) -> None:
        self.do(edit_customer, actor, customer=self.customer(at), fields=fields)

    @precondition(lambda self: Customer.objects.exists())
    @rule(chosen=st.lists(places, min_size=2, max_size=4), actor=actors)
    def merge(self, chosen, actor) -> None:
        customers = [self.customer(at) for at in chosen]
        records = list(Member.objects.filter(customer__aliases__in=customers).values_list("record", flat=True))
        if self.do(merge_customers, actor, customers=customers):
            assert Member.objects.filter(record__in=records).values("customer").distinct().count() == 1

    @precondition(lambda self: Customer.objects.exists())
    @rule(at=places, parted=st.lists(places, min_size=1, max_size=3), actor=actors)
    def split(self, at, parted, actor) -> None:
        customer = self.customer(at)
        own = list(SourceRecord.objects.filter(member__customer__aliases=customer).order_by("pk"))
        if own:
            group = [own[place % len(own)] for place in parted]
            self.do(split_customer, actor, customer=customer, groups=[group])

    @precondition(lambda self: SourceRecord.objects.count() > 1)
    @rule(left=places, right=places, verdict=st.sampled_from(Verdict), actor=actors)
    def judge(self, left, right, verdict, actor) -> None:
        self.do(judge_pair, actor, left=self.record(left), right=self.record(right), verdict=verdict)

    @precondition(lambda self: SourceRecord.objects.exists())
    @rule(at=places, actor=actors)
    def withdraw(self, at, actor) -> None:
        self.do(withdraw_record, actor, record=self.record(at))

    @precondition(lambda self: Customer.objects.exists())
    @rule(at=places, actor=actors)
    def note(self, at, actor) -> None:
        self.do(note, actor, customer=self.customer(at), title="called")

    @precondition(lambda self: Customer.objects.count() > 1)
    @rule(subject=places, other=places, role=st.sampled_from(Stands), actor=actors)
    def relate(self, subject, other, role, actor) -> None:
        self.do(relate, actor, subject=self.customer(subject), role=role, object=self.customer(other))

    @precondition(lambda self: Customer.objects.exists())
    @rule(at=places, actor=actors)
    def erase(self, at, actor) -> None:
        self.do(erase_customer, actor, customer=self.customer(at))

    @rule(value=st.sampled_from(POOLS["email"]), actor=actors)
    def suppress(self, value, actor) -> None:
        self.do(suppress, actor, kind="email", value=value)

    @rule(actor=actors)
    def learn(self, actor) -> None:
        self.do(learn_model, actor)

    @precondition(lambda self: Change.objects.exists())
    @rule(at=st.one_of(st.integers(0, 3), places), keep=st.sampled_from([None, *Keep]), actor=actors)
    def undo(self, at, keep, actor) -> None:
        self.do(undo_change, actor, change=self.change(at), keep=keep)

    @precondition(lambda self: Change.objects.exists())
    @rule(at=st.one_of(st.integers(0, 3), places), keep=st.sampled_from([None, *Keep]))
    def undo_and_undo_that(self, at, keep) -> None:
        before = state(FOLLOWS)
        undone = self.do(undo_change, change=self.change(at), keep=keep)
        if undone is not None and Change.objects.latest("pk") == undone:  # else it undid theirs too
            assert self.do(undo_change, change=undone) is not None
            assert without_new_ids(state(FOLLOWS), before) == before

    @precondition(lambda self: Change.objects.exists())
    @rule(at=places)
    def look_what_undoing_would_do(self, at) -> None:
        before = state()
        self.do(preview_undo, change=self.change(at))
        assert state() == before

    @invariant()
    def what_always_holds_does(self) -> None:
        assert_sound()
        if LONG:
            assert_proven()

    def take_everything_back(self) -> None:
        """Undo everything, every other time last things first, and find nothing left."""
        last_first = Change.objects.count() % 2 == 0
        changes = list(Change.objects.order_by("-pk" if last_first else "pk"))
        while left := [change for change in changes if self.is_to_be_taken_back(change)]:
            self.do(undo_change, change=left[0], keep=Keep.MINE)
        assert_sound()
        assert_proven()
        for model in (Party, ContactPoint, Trace, Belonging, MatchForm, MatchKey, CandidatePair):
            assert not model.objects.exists(), model
        for facts in (Judgement, Touchpoint, Relationship, Suppression, MatchModel):
            assert not facts.objects.filter(is_current=True).exists(), facts

    @staticmethod
    def is_to_be_taken_back(change: Change) -> bool:
        """A change that counts and can be undone; an undo only if it kept records that others needed."""
        counts = Change.objects.filter(pk=change.pk, undone=None).exclude(kind=Kind.ERASE)
        return counts.filter(undoes=None).exists() or counts.filter(entries__verb=Verb.ADDED).exists()


FOLLOWS = [
    table
    for table in KEPT
    if not table.startswith("history") and table not in ("clusters_claim", "sources_recordversion")
]


def without_new_ids(found, before):
    """Return a state without the ids given out since another: an id is never taken back."""
    known = {customer for customer, _ in before["clusters_customer"]}
    return {**found, "clusters_customer": [row for row in found["clusters_customer"] if row[0] in known]}


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_any_sequence_of_actions_keeps_what_always_holds(part: int, db: None) -> None:
    machine = type("Base", (Base,), {})
    run_state_machine_as_test(
        machine if LONG else seed(part)(machine),
        settings=settings(
            max_examples=SEQUENCES,
            stateful_step_count=STEPS,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
