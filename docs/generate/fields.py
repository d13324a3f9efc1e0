"""The page of fields, from the field catalog."""

from docs.generate.markdown import code, page, table
from docs.generate.rules import page_of_kind

from pellucid.golden.model.catalog import CATALOG
from pellucid.golden.model.field import FieldClass, FieldSpec

ABOUT = {
    FieldClass.IDENTITY: "Who it is, and how to reach them.",
    FieldClass.PERMISSION: "What we may do.",
    FieldClass.QUANTITATIVE: "What can be counted.",
    FieldClass.DESCRIPTIVE: "What they are like.",
    FieldClass.QUALITATIVE: "What somebody wrote about them.",
}
INTRODUCTION = """\
What a column can mean. `--map FIELD=COLUMN` takes these names, and results have them as columns.

A field marked *many* may come several times in one record. The second e-mail address is the **slot** `email.2`, the
third `email.3`. Fields of one address share the slot: `street.2`, `city.2` and `postal_code.2` are the second address.
A column that no field claims is kept as it is, under `other:` and its header.

- **Kind**: which rules standardize and check it; see [the rules](rules/README.md).
- **Survives with**: fields that are taken from one record together, so that no customer gets the street of one record
  and the city of another; see [which value wins](survivorship.md).
- **Half-life**: the age at which half of such values are no longer true; see
  [the quality score](../explanation/quality-score.md).
- **Worth**: what a missing or wrong value costs the business, relative to the others."""


def fields_page() -> str:
    """Return the page of all fields, one table a class."""
    parts = []
    for field_class in FieldClass:
        rows = [_row(spec) for spec in CATALOG if spec.field_class is field_class]
        head = ("Field", "Shown as", "Kind", "Many", "Survives with", "Half-life", "Worth")
        parts.append(f"## {field_class.value.capitalize()}\n\n{ABOUT[field_class]}\n\n{table(head, rows)}")
    return page("Fields", INTRODUCTION, *parts, source="golden/model/catalog.py")


def _row(spec: FieldSpec) -> tuple[str, ...]:
    return (
        code(spec.name),
        spec.label,
        f"[{spec.kind.replace('_', ' ')}](rules/{page_of_kind(spec.kind)}.md)",
        "many" if spec.many else "",
        spec.group,
        f"{spec.stale_after_days:,} days" if spec.stale_after_days else "",
        f"{spec.worth:g}",
    )
