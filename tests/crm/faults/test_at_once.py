"""Several people at once: the later sees what the first one did, and nothing is lost."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from threading import Barrier, Thread

import pytest
from django.db import connection, connections

from crm_invariants import assert_proven, assert_sound
from pellucid.crm.cleaning.actions.add import Added, add_record
from pellucid.crm.cleaning.actions.decide import merge_customers
from pellucid.crm.cleaning.actions.edit import ChangedSince, edit_customer
from pellucid.crm.cleaning.actions.undo import AlreadyUndone, undo_change
from pellucid.crm.clusters.models import Customer
from pellucid.crm.history.models import Change
from pellucid.crm.parties.models import Party
from pellucid.crm.sources.models import RecordVersion, SourceRecord

PEOPLE, THINGS = 3, 25
pytestmark = pytest.mark.slow


@pytest.fixture
def people(shop, now) -> list[Added]:
    names = ("Anna Schmidt", "Kofi Mensah", "Mia Lund", "Omar Haddad")
    return [add_record(source=shop, fields={"full_name": name}, actor=None, now=now) for name in names]


def at_once(*actions: Callable[[], object]) -> list[object]:
    """Do all at once, each with a connection of its own; return what each gave or raised."""
    start = Barrier(len(actions))
    gave: list[object] = [None] * len(actions)

    def act(number: int) -> None:
        connection.ensure_connection()
        start.wait()
        try:
            gave[number] = actions[number]()
        except Exception as error:
            gave[number] = error
        finally:
            connections.close_all()

    threads = [Thread(target=act, args=(number,)) for number in range(len(actions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return gave


def assert_whole() -> None:
    assert_sound()
    assert_proven()


def test_of_two_edits_of_what_both_saw_one_is_told_of_the_other(people, now) -> None:
    for round_ in range(5):
        customer = people[0].customer
        edit = partial(
            edit_customer, customer=customer, actor=None, now=now, seen=Party.objects.get(customer=customer).change
        )
        cities = [f"Bonn {round_}", f"Trier {round_}"]
        gave = at_once(*(partial(edit, fields={"city": city}) for city in cities))
        (won,) = [number for number, one in enumerate(gave) if isinstance(one, Change)]
        (told,) = [one for one in gave if isinstance(one, ChangedSince)]
        assert told.change == gave[won]
        assert Change.objects.latest("pk") == gave[won]
        assert Party.objects.get(customer=customer).city == cities[won]
    assert_whole()


def test_merges_that_overlap_all_hold_although_each_was_chosen_before_the_others(people, now) -> None:
    for _ in range(3):
        chosen = list(Customer.objects.order_by("pk"))
        merge = partial(merge_customers, actor=None, now=now)
        gave = at_once(*(partial(merge, customers=pair) for pair in pairwise(chosen)))
        assert all(isinstance(one, Change) for one in gave), gave
        assert Party.objects.count() == 1
        for change in reversed(gave):
            undo_change(change=change, actor=None, now=now)
        assert Party.objects.count() == len(people)
    assert_whole()


def test_one_change_is_undone_once(people, now) -> None:
    merge = merge_customers(customers=[one.customer for one in people], actor=None, now=now)
    gave = at_once(*[lambda: undo_change(change=merge, actor=None, now=now)] * 3)
    assert Counter(map(type, gave)) == {Change: 1, AlreadyUndone: 2}
    assert Party.objects.count() == len(people)
    assert_whole()


def test_one_key_that_comes_at_once_is_one_record(shop, now) -> None:
    emails = [f"anna{number}@berg.example" for number in range(3)]
    gave = at_once(
        *(
            lambda email=email: add_record(source=shop, fields={"email": email}, key="17", actor=None, now=now)
            for email in emails
        )
    )
    assert all(isinstance(one, Added) for one in gave), gave
    assert SourceRecord.objects.count() == 1
    assert sorted(RecordVersion.objects.values_list("number", flat=True)) == [1, 2, 3]
    assert_whole()


def test_people_who_add_merge_and_undo_at_once_lose_nothing(workplace) -> None:
    places = [workplace() for _ in range(PEOPLE)]
    for seed, place in enumerate(places):
        place.stdin.write(f"{seed} {THINGS} 0 add add merge undo\n")
        place.stdin.close()
    said = []
    for place in places:
        _, *did, done, gone = place.stdout.read().splitlines()
        assert (done, gone) == ("done", "gone")
        said += did
    assert set(said) <= {"refused"} | {line for line in said if line.startswith("did")}
    changes = [int(line.split()[1]) for line in said if line.startswith("did")]
    assert len(changes) == len(set(changes)) > THINGS
    assert set(changes) <= set(Change.objects.values_list("pk", flat=True))
    assert_whole()
