"""The plain values of whole columns, read with Arrow at a fraction of what one value costs; others are left alone."""

from collections.abc import Callable

from pellucid.golden.standardize.plain.address import read_plain_address
from pellucid.golden.standardize.plain.email import read_plain_email
from pellucid.golden.standardize.plain.name import read_plain_name
from pellucid.golden.standardize.plain.phone import read_plain_phone
from pellucid.golden.standardize.plain.text import read_plain_text
from pellucid.golden.standardize.plain.values import Cells, Plain

__all__ = ["PLAIN", "Cells", "Plain"]

PLAIN: dict[str, Callable[[Cells], Plain | None]] = {
    "address": read_plain_address,
    "email": read_plain_email,
    "name": read_plain_name,
    "phone": read_plain_phone,
    "text": read_plain_text,
}
