"""Companies that stand where a person's name should: taken for the company the record is about."""

import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.standardize.distinct import flat, over_distinct
from pellucid.golden.standardize.organization import is_organization


def with_companies_from_names(records: pa.Table) -> pa.Table:
    """Return records whose column organization also holds the companies found in a cell for names.

    Looked for in the full name, and in a family name that stands alone. A record that names a company keeps that. The
    name's cell stays as it came, and its issue says what stands in it.
    """
    blank = pa.nulls(records.num_rows, pa.string())
    full, given, family, known = (
        flat(records[name]) if name in records.column_names else blank
        for name in ("full_name", "given_name", "family_name", "organization")
    )
    alone = pc.if_else(pc.is_null(given), family, pa.scalar(None, pa.string()))
    cells = pc.if_else(pc.is_null(known), pc.coalesce(full, alone), pa.scalar(None, pa.string()))
    found = over_distinct(cells, lambda text: text if is_organization(text) else None)
    if found.null_count == len(found):
        return records
    companies = pc.coalesce(known, found)
    if "organization" not in records.column_names:
        return records.append_column("organization", companies)
    return records.set_column(records.column_names.index("organization"), "organization", companies)
