"""vCards, versions 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350), read tolerantly: a bad card costs that card alone."""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pyarrow as pa

from pellucid.golden.intake.encoding import Encoding, detect_encoding
from pellucid.golden.intake.records import decode_line, split_lines
from pellucid.golden.intake.table import RawTable, build_columns
from pellucid.golden.model.catalog import FIELDS
from pellucid.golden.model.delivery import Quarantined
from pellucid.golden.model.field import OTHER, slot_name

_BEGIN = re.compile(rb"\s*BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END = re.compile(rb"\s*END\s*:\s*VCARD\s*", re.IGNORECASE)
_PROPERTY = re.compile(r"(?:[\w-]+\.)?([\w-]+)((?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):(.*)", re.DOTALL)
_QUOTED_PRINTABLE = re.compile(r"QUOTED-PRINTABLE", re.IGNORECASE)
_CHARSET = re.compile(r"CHARSET=\"?([\w-]+)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SEMICOLON = re.compile(r"(?<!\\);")

_PARTS: dict[str, tuple[str, ...]] = {
    "N": ("family_name", "given_name", "middle_name", "prefix", "suffix"),
    "ADR": ("po_box", "unit", "street", "city", "region", "postal_code", "country"),
    "ORG": ("organization", "department"),
}
_WHOLE: dict[str, str] = {
    "FN": "full_name",
    "NICKNAME": "nickname",
    "TITLE": "job_title",
    "TEL": "phone",
    "EMAIL": "email",
    "BDAY": "birth_date",
    "URL": "website",
    "NOTE": "notes",
    "CATEGORIES": "tags",
    "UID": "source_key",
    "REV": "updated_date",
    "GENDER": "gender",
    "LANG": "language",
    "X-SOCIALPROFILE": "social",
    "IMPP": "social",
}
_LEFT_OUT = frozenset({"BEGIN", "END", "VERSION", "PRODID"})


@dataclass(slots=True)
class _Card:
    """A card while it is read: its lines as bytes, and whether its END was seen."""

    lines: list[bytes] = field(default_factory=list)
    is_ended: bool = False


def is_vcard(data: bytes) -> bool:
    """Tell whether data begins with a vCard."""
    encoding = detect_encoding(data[:4_096])
    head = data[encoding.mark_length : 4_096].decode(encoding.name, "replace").encode("utf-8", "replace")
    return bool(_BEGIN.match(head))


def read_vcard(data: bytes) -> RawTable:
    """Read cards. A row is a card, from BEGIN to END or to the next BEGIN.

    Several phones, mailboxes and addresses take slots in their order, the preferred first. What no field claims is
    kept as it is under its own name. A card without an end, or with bytes or lines that cannot be read, is quarantined.
    """
    encoding = detect_encoding(data)
    rows: list[tuple[int, dict[str, str]]] = []
    quarantined: list[Quarantined] = []
    for row, card in enumerate(_cards(data[encoding.mark_length :], encoding), start=1):
        cells, reason = _read_card(card, encoding)
        if reason:
            quarantined.append(Quarantined(row=row, reason=f"The card {reason}.", raw=b"".join(card.lines)))
        else:
            rows.append((row, cells))
    found = dict.fromkeys(target for _, cells in rows for target in cells)
    targets = _ordered(found) or ["full_name"]
    return RawTable(
        headers=tuple(target.removeprefix(OTHER) for target in targets),
        columns=build_columns(([cells.get(target) for target in targets] for _, cells in rows), width=len(targets)),
        rows=pa.array([row for row, _ in rows], pa.int64()),
        quarantined=tuple(quarantined),
        detected={"format": "vCard", "encoding": encoding.name, "encoding decided by": encoding.reason},
        targets=tuple(targets),
    )


def _ordered(found: dict[str, None]) -> list[str]:
    """Return targets in the order of the catalog, slots together, other columns behind them."""
    order = {name: at for at, name in enumerate(FIELDS)}
    return sorted(found, key=lambda target: (order.get(target.split(".")[0], len(order)), len(target)))


def _cards(body: bytes, encoding: Encoding) -> Iterator[_Card]:
    card: _Card | None = None
    for line in split_lines(body, encoding):
        plain = line if encoding.unit == 1 else decode_line(line, encoding)[0].encode()
        begins = bool(_BEGIN.fullmatch(plain))
        if card and begins:
            yield card
            card = None
        if card is None:
            if not plain.strip():
                continue
            card = _Card()
        card.lines.append(line)
        if _END.fullmatch(plain):
            card.is_ended = True
            yield card
            card = None
    if card:
        yield card


def _read_card(card: _Card, encoding: Encoding) -> tuple[dict[str, str], str]:
    """Return the cells of a card by target, and the reason why it cannot be read, or ""."""
    texts = [decode_line(line, encoding) for line in card.lines]
    if not all(decoded for _, decoded in texts):
        return {}, f"holds bytes that are not {encoding.name.upper()}"
    lines = [text for text, _ in texts]
    if any("\0" in line for line in lines):
        return {}, "holds a zero byte"
    if not card.is_ended:
        return {}, "has no end"
    if not _BEGIN.fullmatch(lines[0].encode()):
        return {}, "has no beginning"
    properties: list[tuple[str, str, str]] = []
    for line in _unfolded(lines):
        match = _PROPERTY.fullmatch(line)
        if not match:
            return {}, f"has a line that is no property: {line[:40]}"
        properties.append((match[1].upper(), match[2], match[3]))
    return _cells(properties), ""


def _unfolded(lines: list[str]) -> Iterator[str]:
    """Yield whole lines: those that begin with a space, or follow a soft line break, belong to the one before."""
    whole = ""
    for line in (text.rstrip("\r\n") for text in lines):
        if whole.endswith("=") and _QUOTED_PRINTABLE.search(whole.partition(":")[0]):
            whole = whole[:-1] + line
        elif line[:1] in (" ", "\t"):
            whole += line[1:]
        else:
            if whole.strip():
                yield whole
            whole = line
    if whole.strip():
        yield whole


def _cells(properties: list[tuple[str, str, str]]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for name, parameters, written in sorted(properties, key=lambda found: "PREF" not in found[1].upper()):
        if name in _LEFT_OUT:
            continue
        value = _decoded(written, parameters)
        if parts := _PARTS.get(name):
            values = [_unescaped(part) for part in _SEMICOLON.split(value)]
            values = [*values[: len(parts) - 1], " ".join(filter(None, values[len(parts) - 1 :]))]
            _put_parts(cells, name, parts, values)
        elif _unescaped(value).strip():
            _put(cells, _WHOLE.get(name, OTHER + name), _unescaped(value))
    return cells


def _put(cells: dict[str, str], target: str, value: str) -> None:
    """Put a value into the first free slot; a field that holds one keeps further ones as columns of their own."""
    spec = FIELDS.get(target)
    slot = 1
    name = target
    while name in cells:
        slot += 1
        name = slot_name(target, slot) if spec and spec.many else f"{OTHER}{target.removeprefix(OTHER)} ({slot})"
    cells[name] = value


def _put_parts(cells: dict[str, str], name: str, parts: tuple[str, ...], values: list[str]) -> None:
    """Put the parts of one name, address or organization; those of a further address all take its slot."""
    if not any(value.strip() for value in values):
        return
    slot = 1
    while any(slot_name(part, slot) in cells for part in parts):
        slot += 1
    if slot > 1 and name != "ADR":
        _put(cells, f"{OTHER}{name}", "; ".join(filter(None, values)))
        return
    for part, value in zip(parts, values, strict=False):
        if value.strip():
            cells[slot_name(part, slot)] = value


def _decoded(written: str, parameters: str) -> str:
    """Return a value without its transfer encoding; a picture or a key in base64 stays as it is."""
    if not _QUOTED_PRINTABLE.search(parameters):
        return written
    charset = _CHARSET.search(parameters)
    data = quopri.decodestring(written.encode("utf-8", "replace"))
    try:
        return data.decode(charset[1] if charset else "utf-8")
    except (LookupError, UnicodeDecodeError):
        return data.decode("cp1252", "replace")


def _unescaped(value: str) -> str:
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value).replace("\0", "")
