"""The sample: what five systems of the invented company Harbor & Pine export, and whose each row truly is."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import csv

from pellucid.sample.contacts import table_of
from pellucid.sample.exports.crm import FILE as CRM_FILE
from pellucid.sample.exports.crm import write_crm
from pellucid.sample.exports.newsletter import FILE as NEWSLETTER_FILE
from pellucid.sample.exports.newsletter import write_newsletter
from pellucid.sample.exports.phone import FILE as PHONE_FILE
from pellucid.sample.exports.phone import write_phone
from pellucid.sample.exports.shop import FILE as SHOP_FILE
from pellucid.sample.exports.shop import write_shop
from pellucid.sample.exports.support import FILE as SUPPORT_FILE
from pellucid.sample.exports.support import write_support
from pellucid.sample.exports.written import Written, write_truth
from pellucid.sample.generate import generate
from pellucid.sample.records import Records
from pellucid.sample.sources import SOURCES

TRUTH_FILE = "truth/truth.csv"
FLAT_FILE = "contacts.csv"
# What a folder of the sample holds, of whichever sort.
SAMPLE_NAMES = frozenset({CRM_FILE, SHOP_FILE, NEWSLETTER_FILE, SUPPORT_FILE, PHONE_FILE, FLAT_FILE, "truth"})
BUNDLE_ROWS_MIN = 200  # fewer leave a system without the rows that are broken on purpose
BUNDLE_SOURCES = ("crm", "shop", "newsletter", "support", "phone")
_EXPORTS: tuple[Callable[[Path, Records, np.random.Generator], Written], ...] = (
    write_crm,
    write_shop,
    write_newsletter,
    write_support,
    write_phone,
)


def write_bundle(folder: Path, *, rows: int, seed: int) -> tuple[Written, ...]:
    """Write the five exports with rows records in all, and the truth in its own folder; the same for the same numbers.

    Raises ValueError for fewer than BUNDLE_ROWS_MIN rows.
    """
    if rows < BUNDLE_ROWS_MIN:
        raise ValueError(f"a bundle has at least {BUNDLE_ROWS_MIN} rows")
    _, records = generate(rows, seed, BUNDLE_SOURCES)
    rngs = np.random.default_rng([seed, rows, 3]).spawn(len(_EXPORTS))
    names = [source.name for source in SOURCES]
    written = tuple(
        write(folder, records.take(np.flatnonzero(records.source == names.index(name))), rng)
        for name, write, rng in zip(BUNDLE_SOURCES, _EXPORTS, rngs, strict=True)
    )
    (folder / TRUTH_FILE).parent.mkdir()
    write_truth(folder / TRUTH_FILE, written)
    return written


def write_flat(folder: Path, *, rows: int, seed: int) -> Written:
    """Write rows records as one CSV, and the truth in its own folder; the same for the same numbers."""
    _, records = generate(rows, seed)
    table = table_of(records, np.random.default_rng([seed, rows, 1]))
    csv.write_csv(table.drop_columns(["truth_id"]), folder / FLAT_FILE, csv.WriteOptions(quoting_style="needed"))
    truth = pa.table(
        {
            "file": pa.DictionaryArray.from_arrays(pa.array(np.zeros(rows, np.int8)), pa.array([FLAT_FILE])).cast(
                "string"
            ),
            "row": pa.array(np.arange(1, rows + 1)),
            "truth_id": table["truth_id"],
        }
    )
    (folder / TRUTH_FILE).parent.mkdir()
    csv.write_csv(truth, folder / TRUTH_FILE, csv.WriteOptions(quoting_style="needed"))
    return Written(file=FLAT_FILE, about="all systems in one table, UTF-8", row_count=rows, truth=())
