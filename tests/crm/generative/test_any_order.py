"""The order in which rows come, and in what pieces, leaves no trace."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pyarrow as pa
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_invariants import assert_proven, assert_sound, state
from pellucid.crm.cleaning.actions.undo import undo_change
from pellucid.crm.cleaning.actions.withdraw import withdraw_record
from pellucid.crm.cleaning.prepare import prepare
from pellucid.crm.cleaning.receive import receive
from pellucid.crm.clusters.models import Member
from pellucid.crm.history.actions import recording
from pellucid.crm.history.models import Change, Kind
from pellucid.crm.matches.counted import counted_bytes, documents_of
from pellucid.crm.matches.models import CandidatePair, MatchModel
from pellucid.crm.matches.queries import current_versions
from pellucid.crm.matches.relearn import MODEL
from pellucid.crm.sources.models import Source, SourceKind, SourceRecord
from pellucid.golden.model.value import Hints

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
CUT = 3  # records of a block that still proposes: so few that blocks of a dozen rows outgrow it, and shrink below again
FOLLOWS = ("matches_matchform", "matches_matchkey", "matches_candidatepair", "clusters_member", "parties_contactpoint")

Row = dict[str, str]
rows = st.fixed_dictionaries(
    {"given_name": st.sampled_from(["Anna", "Ana", "Otto"]), "family_name": st.sampled_from(["Berg", "Bergh"])},
    optional={
        "email": st.sampled_from(["anna@berg.example", "family@berg.example"]),
        "phone": st.sampled_from(["+49 30 1234567", "+49 171 5550123"]),
        "birth_date": st.sampled_from(["1980-05-17", "1990-01-02"]),
        "city": st.sampled_from(["Berlin", "Bonn"]),
        "tax_id": st.sampled_from(["DE136695976", "DE129273398"]),
    },
)
lists = st.lists(rows, min_size=4, max_size=14)
several = settings(max_examples=25, suppress_health_check=list(HealthCheck))


@contextmanager
def empty_base(*, small_cuts: bool) -> Iterator[Source]:
    """A base that is thrown away, with a source, under the priors or under a version whose cuts are small."""
    with transaction.atomic():
        if small_cuts:
            use_small_cuts()
        yield Source.objects.create(name="Shop", kind=SourceKind.FILE, created_at=NOW)
        transaction.set_rollback(True)


def use_small_cuts() -> None:
    versions = {
        party: replace(version, cuts={name: (CUT,) * len(cuts) for name, cuts in version.cuts.items()})
        for party, version in current_versions().items()
    }
    with recording(kind=Kind.MODEL, actor=None, now=NOW) as recorder:
        model = MatchModel.objects.create(
            change=recorder.change, version="small cuts", documents=documents_of(versions),
            counted=counted_bytes(versions), record_count=0, is_current=True,
        )  # fmt: skip
        recorder.added(MODEL, [model.pk])


def take_in(source: Source, numbered: Sequence[tuple[int, Row]]) -> Change:
    """Take rows in as one piece. numbered: each with the number that is its key."""
    names = sorted({name for _, row in numbered for name in row})
    count = len(numbered)
    table = {"record_id": pa.array(range(count)), "file": pa.array([""] * count), "row": pa.array(range(count))}
    table |= {name: pa.array([row.get(name) for _, row in numbered], pa.string()) for name in names}
    with recording(kind=Kind.IMPORT, actor=None, now=NOW) as recorder:
        receive(
            prepare(pa.table(table), hints=Hints(country="DE", today="2026-01-31")),
            source=source, recorder=recorder, keys=[str(number) for number, _ in numbered],
        )  # fmt: skip
    return recorder.change


def take_in_pieces(source: Source, numbered: Sequence[tuple[int, Row]], ends: Sequence[int]) -> None:
    for start, end in zip([0, *ends], [*ends, len(numbered)], strict=True):
        if numbered[start:end]:
            take_in(source, numbered[start:end])


def partition(contents: Sequence[Row]) -> list[list[list[tuple[str, str]]]]:
    """Return what the records of each customer say: of two that say the same nobody knows which is which."""
    groups: dict[int, list[list[tuple[str, str]]]] = {}
    for key, customer in Member.objects.values_list("record__key", "customer"):
        groups.setdefault(customer, []).append(sorted(contents[int(key)].items()))
    return sorted(sorted(group) for group in groups.values())


@pytest.mark.slow
@pytest.mark.parametrize("small_cuts", [False, True], ids=["cuts as believed", "small cuts"])
def test_rows_in_any_order_and_in_any_pieces_end_in_the_same_customers(small_cuts: bool, db: None) -> None:
    @several
    @given(lists, st.data())
    def in_any_order(contents: list[Row], data: st.DataObject) -> None:
        numbered = list(enumerate(contents))
        with empty_base(small_cuts=small_cuts) as source:
            take_in(source, numbered)
            whole = partition(contents)
            assert_proven()
        order = data.draw(st.permutations(numbered))
        ends = sorted(data.draw(st.sets(st.integers(1, len(contents) - 1))))
        with empty_base(small_cuts=small_cuts) as source:
            take_in_pieces(source, order, ends)
            assert partition(contents) == whole
            assert_sound()
            assert_proven()

    in_any_order()


@pytest.mark.slow
@pytest.mark.parametrize("undone", [False, True], ids=["withdrawn", "undone"])
def test_rows_that_are_taken_back_give_back_what_was_there(undone: bool, db: None) -> None:
    @several
    @given(lists, lists)
    def and_back(contents: list[Row], more: list[Row]) -> None:
        with empty_base(small_cuts=True) as source:
            take_in(source, list(enumerate(contents)))
            before = state(FOLLOWS)
            added = take_in(source, list(enumerate(more, len(contents))))
            if undone:
                undo_change(change=added, actor=None, now=NOW)
            else:
                for record in SourceRecord.objects.order_by("pk")[len(contents) :]:
                    withdraw_record(record=record, actor=None, now=NOW)
            after = state(FOLLOWS)
            after["clusters_member"] = [row for row in after["clusters_member"] if row[2] != "None"]
            assert after == before
            assert_sound()
            assert_proven()

    and_back()


@pytest.mark.slow
def test_a_block_that_outgrows_its_cut_takes_its_pairs_back_and_gives_them_again(db: None) -> None:
    alike = {"given_name": "Anna", "family_name": "Berg", "email": "anna@berg.example"}
    with empty_base(small_cuts=True) as source:
        take_in(source, [(number, alike) for number in range(CUT)])
        assert CandidatePair.objects.count() == CUT * (CUT - 1) / 2
        one_more = take_in(source, [(CUT, alike)])
        assert not CandidatePair.objects.exists()
        undo_change(change=one_more, actor=None, now=NOW)
        assert CandidatePair.objects.count() == CUT * (CUT - 1) / 2
        assert_proven()
