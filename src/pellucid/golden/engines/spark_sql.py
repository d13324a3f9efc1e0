"""Keys as Spark SQL: the blocks that every record falls in."""

from collections.abc import Sequence

from pellucid.golden.match.keys import Key


def falls_sql(keys: Sequence[Key], list_columns: frozenset[str]) -> str:
    """Return a query of (id, key, block, refine) over forms: one row for each block that a record falls in.

    key: its place among the keys. block: a 64-bit hash. refine: hashes of the columns to refine by, in order, null
    where the record has no value or the key has no more of them.
    """
    refinements = max((len(key.refine) for key in keys), default=0)
    structs = ", ".join(_key_sql(place, key, refinements, list_columns) for place, key in enumerate(keys))
    return f"""SELECT id, own.key, explode(own.blocks) AS block, own.refine
        FROM (SELECT id, explode(array({structs})) AS own FROM forms)"""


def _key_sql(place: int, key: Key, refinements: int, list_columns: frozenset[str]) -> str:
    refine = [f"if(`{column}` IS NULL, NULL, xxhash64(`{column}`))" for column in key.refine]
    refine += ["CAST(NULL AS BIGINT)"] * (refinements - len(refine))
    return (
        f"named_struct('key', {place}, 'blocks', {_blocks_sql(key, list_columns)}, "
        f"'refine', CAST(array({', '.join(refine)}) AS ARRAY<BIGINT>))"
    )


def _blocks_sql(key: Key, list_columns: frozenset[str]) -> str:
    """Return an array of the blocks of one record by one key; empty where a column has no value."""
    lengths, many, values, present = dict(key.first), "array('')", [], []
    for column in key.columns:
        name = "one_value" if column in list_columns else f"`{column}`"
        if column in list_columns:
            many = f"`{column}`"
        values.append(f"left({name}, {lengths[column]})" if column in lengths else name)
        present.append(f"`{column}` IS NOT NULL")
    block = f"xxhash64('{key.name}', {', '.join(values)})"
    # A list may name a value twice; other columns make one block.
    blocks = f"array_distinct(transform({many}, one_value -> {block}))"
    return f"if({' AND '.join(present)}, {blocks}, CAST(array() AS ARRAY<BIGINT>))"
