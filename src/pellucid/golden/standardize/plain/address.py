"""Plain addresses: street, house number, postal code and city in columns, of which none holds a part of another."""

from collections.abc import Sequence
from itertools import product

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.standardize.country import country_code
from pellucid.golden.standardize.distinct import distinct_rows, encode
from pellucid.golden.standardize.kinds import ADDRESS_PARTS
from pellucid.golden.standardize.plain.address_part import CHANGES, PLAIN_PARTS, AddressPart, read_part, template
from pellucid.golden.standardize.plain.values import TEXT, Bools, Cells, Ints, Plain, nulls, truth

_PLACES = {part: 1 + place for place, part in enumerate(ADDRESS_PARTS)}  # among the cells; the first is the whole
_WRITTEN = pa.array(
    [
        " ".join(name for name, bit in CHANGES.items() if bit & changes) or None
        for changes in range(1 << len(CHANGES))
    ],
    TEXT,
)  # fmt: skip


def read_plain_address(cells: Cells) -> Plain | None:
    """Return the values that hold nothing but plain parts of an address in a country that is told."""
    filled = [truth(pc.greater(pc.binary_length(column), 0)) for column in cells.columns]
    known = {_PLACES[part] for part in (*PLAIN_PARTS, "country")}
    others = np.any([mask for place, mask in enumerate(filled) if place not in known], axis=0)
    street, number = filled[_PLACES["street"]], filled[_PLACES["house_number"]]
    rows = np.flatnonzero(street & number & ~others)
    if len(rows) == 0:
        return None
    pieces = []
    columns = [cells.columns[_PLACES[part]].take(pa.array(rows)) for part in PLAIN_PARTS]
    for country, change, at in _by_country(cells, rows):
        where = pa.array(at)
        pieces.append((at, _read_country([column.take(where) for column in columns], country, change)))
    return _whole(cells, rows, [(at[own], columns) for at, (own, columns) in pieces])


def _by_country(cells: Cells, rows: Ints) -> list[tuple[str, int, Ints]]:
    """Return the countries of addresses, what reading it changed, and which rows are there."""
    named = cells.columns[_PLACES["country"]].take(pa.array(rows))
    hinted = cells.hinted[rows]
    firsts, groups = distinct_rows([named, pa.array(hinted)])
    found = []
    for group, first in enumerate(firsts.tolist()):
        text, hint = named[first].as_py() or "", cells.known[hinted[first]].country
        country, change = (country_code(text), 0) if text else (hint, CHANGES["address_country_assumed"])
        if text and country != text:
            change = CHANGES["address_country_recognized"]
        if country and text == text.strip() and text.isprintable():
            found.append((country, change, np.flatnonzero(groups == group)))
    return found


def _read_country(columns: Sequence[pa.Array], country: str, change: int) -> tuple[Ints, list[pa.Array]]:
    """Return which addresses of a country are plain; of these the whole, the changes, and each of PLAIN_PARTS."""
    count = len(columns[0])
    plain, latin, changes = np.ones(count, dtype=bool), np.ones(count, dtype=bool), np.full(count, change)
    there = np.empty((count, len(columns)), dtype=bool)
    standard = []
    for place, (name, column) in enumerate(zip(PLAIN_PARTS, columns, strict=True)):
        texts = encode(pc.fill_null(column, ""))
        codes = texts.indices.to_numpy()
        parts = [read_part(name, text, country) if text else _MISSING for text in texts.dictionary.to_pylist()]
        plain &= np.array([part is not None for part in parts])[codes]
        latin &= np.array([part is None or part.latin for part in parts])[codes]
        changes |= np.array([part.changes if part else 0 for part in parts])[codes]
        there[:, place] = np.array([bool(part and part.standard) for part in parts])[codes]
        standard.append(pa.array([part.standard or None if part else None for part in parts], TEXT).take(texts.indices))
    code, city = (PLAIN_PARTS.index(name) for name in ("postal_code", "city"))
    spaced = truth(pc.match_substring(pc.coalesce(columns[code], ""), " "))
    plain &= there[:, city] | ~spaced
    whole, written = _write(standard, there, latin, country)
    at = np.flatnonzero(plain & written)
    where = pa.array(at)
    return at, [
        whole.take(where),
        _WRITTEN.take(pa.array(changes[at])),
        pa.array([country], TEXT).take(pa.array(np.zeros(len(at), np.int64))),
        *(column.take(where) for column in standard),
    ]


_MISSING = AddressPart("", True, 0)


def _write(standard: Sequence[pa.Array], there: Bools, latin: Bools, country: str) -> tuple[pa.Array, Bools]:
    """Return every address on one line, and which could be written."""
    shape = there @ (1 << np.arange(there.shape[1])) * 2 + latin
    count = len(shape)
    whole, done = [], []
    for has, is_latin in product(product((False, True), repeat=len(PLAIN_PARTS)), (False, True)):
        code = sum(1 << place for place, own in enumerate(has) if own) * 2 + is_latin
        at = np.flatnonzero(shape == code)
        form = template(country, has, latin=is_latin) if len(at) and any(has) else None
        if form is None:
            continue
        texts, places = form
        where = pa.array(at)
        pieces: list[pa.Array | str] = [texts[0]]
        for text, place in zip(texts[1:], places, strict=True):
            pieces += [standard[place].take(where), text]
        whole.append(pc.binary_join_element_wise(*pieces, ""))
        done.append(at)
    rows = np.concatenate([*done, np.empty(0, dtype=np.int64)])
    written = np.zeros(count, dtype=bool)
    written[rows] = True
    places_of = np.zeros(count, dtype=np.int64)
    places_of[rows] = np.arange(len(rows))
    lines = pa.concat_arrays([*whole, nulls(1)])
    return lines.take(pa.array(np.where(written, places_of, len(rows)))), written


def _whole(cells: Cells, rows: Ints, pieces: Sequence[tuple[Ints, list[pa.Array]]]) -> Plain | None:
    if not pieces:
        return None
    at = np.concatenate([own for own, _ in pieces])
    order = np.argsort(at, kind="stable")
    joined = [pa.concat_arrays(column).take(pa.array(order)) for column in zip(*(c for _, c in pieces), strict=True)]
    standard, changes, country, *parts = joined
    found = rows[at[order]]
    return Plain(
        rows=found,
        cells=cells.take(found),
        standard=standard,
        changes=changes,
        parts={**dict(zip(PLAIN_PARTS, parts, strict=True)), "country": country},
    )
