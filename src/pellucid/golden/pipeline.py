"""The stages in order: source records in, golden records out. The only module that knows all of them."""

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pellucid.golden.enrich.providers import Provider
from pellucid.golden.enrich.table import OFFLINE, enrich
from pellucid.golden.match.forms import Forms, make_forms
from pellucid.golden.match.kinds import ORGANIZATION, PERSON, PartyKind
from pellucid.golden.match.model import Thresholds
from pellucid.golden.match.own_columns import OwnColumn, own_forms, with_own_columns
from pellucid.golden.match.plan import Engine
from pellucid.golden.match.run import MatchRun, run_match
from pellucid.golden.model.catalog import CATALOG
from pellucid.golden.model.value import NO_HINTS, Hints
from pellucid.golden.resolve.conflicts import exclusive_codes
from pellucid.golden.resolve.graph import Decisions, Edges, Resolution, resolve
from pellucid.golden.standardize.parallel import HERE, Spread
from pellucid.golden.standardize.table import FileHints, StandardTable, standardize_table
from pellucid.golden.survive.policy import rules_of
from pellucid.golden.survive.table import Standing, Survived, survive
from pellucid.golden.validate.records import check_records
from pellucid.golden.validate.table import JUDGE
from pellucid.golden.validate.user_condition import UserRule

Ints = NDArray[np.int64]
Progress = Callable[[str], None]

NOT_CONTENT = ("record_id", "file", "row")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRun:
    """One match run and the records it was over: rows[i] is the record behind row i of its forms."""

    rows: Ints
    run: MatchRun


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """What cleaning gave.

    standard: the records in standard form. issues: see validate.table.ISSUES. derived: what values imply, see
    enrich.providers.DERIVED. order: see content_order. own_columns: as given. forms: match forms and the guard's
    doings. runs: people, then organizations. resolution: labels by record and the pairs held apart. customers: the
    customer of each record, 0 to m-1. customer_ids: by customer. golden: see survive.table.Survived.
    """

    records: pa.Table
    standard: StandardTable
    issues: pa.Table
    derived: pa.Table
    order: Ints
    own_columns: tuple[OwnColumn, ...]
    forms: Forms
    runs: tuple[PartyRun, ...]
    resolution: Resolution
    customers: Ints
    customer_ids: pa.Array
    survived: Survived


def clean(
    records: pa.Table,
    *,
    engine: Engine,
    hints: Hints = NO_HINTS,
    file_hints: FileHints | None = None,
    thresholds: Thresholds | None = None,
    own_columns: Sequence[OwnColumn] = (),
    decisions: Decisions | None = None,
    rules: Sequence[UserRule] = (),
    providers: Sequence[Provider] = OFFLINE,
    mapper: Spread = HERE,
    progress: Progress = lambda _: None,
) -> Cleaned:
    """Return one golden record a customer, with everything that led to it.

    records: columns record_id (0 to n-1), file, row, then raw text columns named by field (see model.catalog), by slot
    (``phone.2``) or ``other:<anything>``; see intake.gather. hints: the country of records that do not tell, and
    today's date. file_hints: what columns of files show as a whole, see intake.gather.hints_of. own_columns: what is
    compared besides the fields. rules: the user's own. providers: what derives values. mapper: spreads what
    it can over processes, to which rules and providers are copied; see standardize.parallel.
    """
    cuts = thresholds or Thresholds()
    with ThreadPoolExecutor(2) as beside:  # what nothing waits for goes on beside what everything waits for
        progress("standardize")
        ordering = beside.submit(content_order, records)
        standard = standardize_table(records, judge=JUDGE, hints=hints, file_hints=file_hints, mapper=mapper)
        order = ordering.result()
        progress("validate")
        checking = beside.submit(check_records, standard, today=hints.today, rules=rules, mapper=mapper)
        deriving = beside.submit(mapper.apart, enrich, standard.table, providers)
        progress("guard")
        forms = _forms(standard.table, own_columns)
        kinds = [with_own_columns(kind, own_columns) for kind in (PERSON, ORGANIZATION)]
        runs = _match_parties(forms, kinds, engine, order, cuts, progress)
        issues, derived = checking.result(), deriving.result()
    progress("resolve")
    decided = decisions or Decisions()
    decided = replace(decided, exclusive=(*decided.exclusive, *exclusive_codes(standard.table)))
    resolution = _resolve(records.num_rows, runs, cuts, decided, order)
    progress("survive")
    customers, ids = _customers(resolution.labels, order)
    survived = survive(
        standard.table.drop_columns(["record_id"]), customers, rules_of(CATALOG), _standing(standard.table, order)
    )
    return Cleaned(
        records=records, standard=standard, issues=issues, derived=derived, order=order,
        own_columns=tuple(own_columns), forms=forms, runs=runs,
        resolution=resolution, customers=customers, customer_ids=ids, survived=survived,
    )  # fmt: skip


def content_order(records: pa.Table) -> Ints:
    """Return a number for every record that depends on its content alone, and on how many equal ones came before.

    So that ids and ties come out the same in whatever order the records arrive, and with whatever other files: a column
    that a record leaves empty is none of its content.
    """
    named = [
        pc.fill_null(pc.binary_join_element_wise(pa.scalar(name), records[name].combine_chunks(), "", "\x1f"), "")
        for name in sorted(records.column_names)
        if name not in NOT_CONTENT
    ]
    if not named:
        return np.arange(records.num_rows, dtype=np.int64)
    texts = pc.binary_join_element_wise(*named, "").to_pylist()
    seen: dict[str, int] = {}
    numbers = np.empty(len(texts), dtype=np.int64)
    for place, text in enumerate(texts):
        earlier = seen[text] = seen.get(text, -1) + 1
        digest = hashlib.blake2b(f"{earlier}\x1f{text}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
        numbers[place] = int.from_bytes(digest, "big") >> 1
    return numbers


def _forms(standard: pa.Table, own_columns: Sequence[OwnColumn]) -> Forms:
    forms = make_forms(standard)
    for name, column in own_forms(standard, own_columns).items():
        forms = replace(forms, table=forms.table.append_column(name, column))
    return forms


def _match_parties(
    forms: Forms,
    kinds: Sequence[PartyKind],
    engine: Engine,
    order: Ints,
    thresholds: Thresholds,
    progress: Progress,
) -> tuple[PartyRun, ...]:
    """Run people and organizations apart, each with its own model."""
    organizations = are_organizations(forms.table)
    runs = []
    for kind, rows in zip(kinds, (np.flatnonzero(~organizations), np.flatnonzero(organizations)), strict=True):
        if len(rows) == 0:
            continue
        own = forms.table.take(pa.array(rows)).set_column(0, "id", pa.array(np.arange(len(rows)), pa.int32()))
        run = run_match(
            own, kind=kind, engine=engine, order=order[rows],
            thresholds=thresholds, progress=progress,
        )  # fmt: skip
        runs.append(PartyRun(rows=rows, run=run))
    return tuple(runs)


def are_organizations(forms: pa.Table) -> NDArray[np.bool_]:
    """Return which records are of companies: those with a company's name and no name of a person."""
    nameless = pc.and_(pc.is_null(forms["given"]), pc.is_null(forms["family"]))
    return np.asarray(pc.and_(nameless, pc.is_valid(forms["organization"])).to_numpy(), dtype=bool)


def _resolve(
    count: int, runs: Sequence[PartyRun], thresholds: Thresholds, decisions: Decisions, order: Ints
) -> Resolution:
    nothing = np.empty(0, dtype=np.int64)
    edges = Edges(
        left=np.concatenate([nothing, *(party.rows[party.run.left] for party in runs)]),
        right=np.concatenate([nothing, *(party.rows[party.run.right] for party in runs)]),
        bits=np.concatenate([np.empty(0), *(party.run.scored.bits for party in runs)]),
    )
    return resolve(count, edges, same_bits=thresholds.same_bits, decisions=decisions, order=order)


def _customers(labels: Ints, order: Ints) -> tuple[Ints, pa.Array]:
    """Return the customer of each record, numbered from 0 by first appearance, and the id of each customer."""
    _, customers = np.unique(labels, return_inverse=True)
    customers = customers.astype(np.int64)
    count = int(customers.max()) + 1 if len(customers) else 0
    founder = np.full(count, np.iinfo(np.int64).max)
    np.minimum.at(founder, customers, order)
    return customers, pa.array([f"C{number:016X}" for number in founder.tolist()], pa.string())


def recency_of(standard: pa.Table) -> NDArray[np.float64]:
    """Return the day on which each record changed last, counted from 1970; -inf where it does not say."""
    recency = np.full(standard.num_rows, -np.inf)
    for name in ("created_date", "updated_date"):
        if name in standard.column_names:
            dates = pc.strptime(standard[name], format="%Y-%m-%d", unit="s", error_is_null=True)
            days = dates.cast(pa.int64()).to_numpy(zero_copy_only=False) / 86_400
            recency = np.where(np.isnan(days), recency, days)
    return recency


def _standing(standard: pa.Table, order: Ints) -> Standing:
    """Return what speaks for each record. Files know no verified values and no trust yet."""
    count = standard.num_rows
    return Standing(recency=recency_of(standard), trust=np.full(count, 0.5), verified=np.zeros(count), rank=order)
