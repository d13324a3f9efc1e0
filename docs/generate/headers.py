"""The page of known headers, from the dictionaries of intake."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files

from docs.generate.markdown import code, page, table

from pellucid.golden.model.catalog import CATALOG

INTRODUCTION = """\
Headers by which a column is recognized, in every language that is delivered. Case, spaces, marks and accents do not
matter: `First_Name`, `firstName` and `FIRST NAME` are one. A number, and what stands in brackets, is left out where
that helps: `Phone 2`, `Date of birth (dd/mm/yyyy)`. What the values look like can overrule a header: a column `Name`
that holds e-mail addresses is taken for e-mail.

*Exports* are headers that HubSpot, Salesforce, Mailchimp, Google Contacts, Outlook, Shopify and WooCommerce write and
that plain English does not already cover.

To teach Pellucid a header, add it to a dictionary in `src/pellucid/golden/intake/headers` and run `./dev docs`; to
map one column of one file, see [map a column](../how-to/map-a-column.md)."""
CONTEXTS = """\
A word before or behind a header says which of several it is: *billing city* is the city of the billing address. Such a
word counts where a dictionary knows the rest of the header."""


def headers_page() -> str:
    """Return the page of all headers, one section a field."""
    folder = files("pellucid.golden.intake").joinpath("headers")
    documents = {
        entry.name.removesuffix(".toml"): tomllib.loads(entry.read_text("utf-8"))
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".toml")
    }
    contexts = documents.pop("contexts")
    sections = [_section(spec.name, spec.label, documents) for spec in CATALOG]
    which = table(("Which", "Words"), ((code(name), _words(words)) for name, words in contexts.items()))
    return page(
        "Known headers",
        INTRODUCTION,
        *(section for section in sections if section),
        f"## Which of several\n\n{CONTEXTS}\n\n{which}",
        source="golden/intake/headers/*.toml",
    )


def _section(name: str, label: str, documents: Mapping[str, Mapping[str, list[str]]]) -> str:
    rows = [(language.capitalize(), _words(known[name])) for language, known in documents.items() if name in known]
    return f"## {label}: `{name}`\n\n{table(('In', 'Headers'), rows)}" if rows else ""


def _words(words: list[str]) -> str:
    return ", ".join(words)
