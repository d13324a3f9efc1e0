"""JSON: lines of objects, or an array of them."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyarrow as pa

from pellucid.golden.intake.encoding import Encoding, detect_encoding
from pellucid.golden.intake.records import decode_line, split_lines
from pellucid.golden.intake.table import RawTable, build_columns
from pellucid.golden.intake.words import meaning_of
from pellucid.golden.model.catalog import FIELDS
from pellucid.golden.model.delivery import Quarantined

_SUFFIXES = (".json", ".jsonl", ".ndjson")
_NEXT_OBJECT = re.compile(r"(?<=\})\s*,?\s*(?=\{)")
_SPACE_OR_COMMA = re.compile(r"[\s,]*")
NOT_TEXT = re.compile("[\ud800-\udfff\0]")
_DEPTH_MAX = 20  # objects within objects; deeper ones are kept as JSON text

Cells = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class _Item:
    """One row while it is read: its bytes, and its cells or the reason why it has none."""

    raw: bytes
    cells: Cells | None
    reason: str = ""


# Numbers stay as they are written: 007 is refused by JSON, but 1.50 must not become 1.5.
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)


def is_json(data: bytes, file: str) -> bool:
    """Tell whether data is JSON: it begins with an object, or with an array of them, or is called so."""
    encoding = detect_encoding(data[:4_096])
    head = data[encoding.mark_length : 4_096].decode(encoding.name, "replace").lstrip()
    return bool(re.match(r'\{\s*["}]|\[\s*[{\]]', head)) or (
        file.lower().endswith(_SUFFIXES) and head[:1] in ("{", "[")
    )


def read_json(data: bytes) -> RawTable:
    """Read one object a line, or an array of objects, also where an object wraps that array.

    A row is an object. Objects within are flattened (``address.city``), lists of objects numbered (``emails.1.value``),
    lists of values numbered too where the field may hold several, else joined by ``; ``. What is no object or cannot
    be read is quarantined.
    """
    encoding = detect_encoding(data)
    body = data[encoding.mark_length :]
    text = decode_line(body, encoding)[0]
    if text.lstrip().startswith("["):
        shape, items = "JSON array", list(_array_items(text, text.index("[") + 1, encoding))
    elif (start := _wrapped_array(text)) is not None:
        shape, items = "JSON array in an object", list(_array_items(text, start, encoding))
    else:
        shape, items = "JSON lines", list(_line_items(body, encoding))
    return _table(items, {"format": shape, "encoding": encoding.name, "encoding decided by": encoding.reason})


def _table(items: list[_Item], detected: dict[str, str]) -> RawTable:
    kept = [(row, item.cells) for row, item in enumerate(items, start=1) if item.cells is not None]
    headers = tuple(dict.fromkeys(header for _, cells in kept for header in cells))
    return RawTable(
        headers=headers or (("object",) if items else ()),
        columns=build_columns(
            ([cells.get(header) for header in headers or ("object",)] for _, cells in kept), width=max(len(headers), 1)
        ),
        rows=pa.array([row for row, _ in kept], pa.int64()),
        quarantined=tuple(
            Quarantined(row=row, reason=f"The row {item.reason}.", raw=item.raw)
            for row, item in enumerate(items, start=1)
            if item.cells is None
        ),
        detected=detected,
    )


def _line_items(body: bytes, encoding: Encoding) -> Iterator[_Item]:
    for line in split_lines(body, encoding):
        text, decoded = decode_line(line, encoding)
        if text.strip():
            yield _item(text.strip(), line, decoded, encoding)


def _item(text: str, raw: bytes, decoded: bool, encoding: Encoding) -> _Item:
    if not decoded or ("\ufffd" in text and not _is_written(raw, encoding)):
        return _Item(raw, None, f"holds bytes that are not {encoding.name.upper()}")
    try:
        value = _DECODER.decode(text)
    except (json.JSONDecodeError, RecursionError) as error:
        return _Item(raw, None, f"is not JSON: {_plainly(error)}")
    return _object_item(value, raw)


def _plainly(error: Exception) -> str:
    return error.msg.lower() if isinstance(error, json.JSONDecodeError) else "it is nested too deeply"


def _is_written(raw: bytes, encoding: Encoding) -> bool:
    """Tell whether raw decodes without fault, so that U+FFFD in its text is a character that was really written."""
    return decode_line(raw, encoding)[1]


def _object_item(value: object, raw: bytes) -> _Item:
    if not isinstance(value, dict):
        return _Item(raw, None, "is not an object")
    cells: Cells = {}
    _flatten(value, "", cells.__setitem__, 0)
    if any(NOT_TEXT.search(name) or (cell and NOT_TEXT.search(cell)) for name, cell in cells.items()):
        return _Item(raw, None, "holds a zero byte or half a character")
    return _Item(raw, cells)


def _wrapped_array(text: str) -> int | None:
    """Return where the rows begin in ``{"customers": [{...``, or None; a line of its own objects is not meant."""
    match = re.match(r'\s*\{\s*"[^"]*"\s*:\s*\[(?=\s*\{)', text)
    if not match:
        return None
    try:
        _, end = _DECODER.raw_decode(text.lstrip())
    except (json.JSONDecodeError, RecursionError):
        return None
    return None if text.lstrip()[end:].strip() else match.end()


def _array_items(text: str, at: int, encoding: Encoding) -> Iterator[_Item]:
    """Yield the elements of an array whose content begins at; behind a broken one the next object is sought."""
    while (at := _SPACE_OR_COMMA.match(text, at).end()) < len(text) and text[at] != "]":  # type: ignore[union-attr]
        try:
            value, end = _DECODER.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError) as error:
            following = _NEXT_OBJECT.search(text, at + 1)
            end = following.end() if following else len(text)
            yield _Item(_raw(text[at:end], encoding), None, f"is not JSON: {_plainly(error)}")
        else:
            raw = _raw(text[at:end], encoding)
            bad = "\ufffd" in text[at:end]
            yield _Item(raw, None, "holds bytes that cannot be decoded") if bad else _object_item(value, raw)
        at = end


def _raw(text: str, encoding: Encoding) -> bytes:
    return text.encode(encoding.name, "replace")


def _flatten(value: object, name: str, put: Callable[[str, str | None], None], depth: int) -> None:
    """Put each value under its dotted name."""
    if depth > _DEPTH_MAX:
        put(name, json.dumps(value, ensure_ascii=False))
    elif isinstance(value, dict):
        for key, inner in value.items():
            _flatten(inner, f"{name}.{key}" if name else key, put, depth + 1)
    elif isinstance(value, list):
        _flatten_list(value, name, put, depth)
    else:
        put(name or "value", _scalar(value))


def _flatten_list(values: list[object], name: str, put: Callable[[str, str | None], None], depth: int) -> None:
    meaning = meaning_of(name)
    several = meaning is not None and FIELDS[meaning.field].many
    if several or any(isinstance(value, dict | list) for value in values):
        for number, value in enumerate(values, start=1):
            _flatten(value, f"{name}.{number}", put, depth + 1)
    elif values:
        put(name, "; ".join(_scalar(value) or "" for value in values))


def _scalar(value: object) -> str | None:
    """Return a JSON value as text; null is None, truth is ``true`` or ``false`` as JSON writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value)
