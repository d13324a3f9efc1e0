"""Sentences of the core, in the language of the reader.

The core knows no languages: it says English sentences, which are kept with what they are about. Here they are told
anew in the reader's words, also those that were put together when they were said. What somebody wrote, such as the
message of a rule of their own, stays as it is.
"""

import re
from functools import cache

from django.utils.translation import get_language_bidi, gettext, gettext_noop

from pellucid.crm.ui.numbers import write_change

PUT_TOGETHER = (
    gettext_noop("This is not a postal code of %(country)s."),
    gettext_noop("A postal code of %(country)s is longer."),
    gettext_noop("%(code)s is not in %(region)s."),
    gettext_noop("No region is called %(region)s."),
    gettext_noop("No country is called %(country)s."),
    gettext_noop("%(country)s may be more than one country."),
    gettext_noop("%(country)s is no longer a country."),
    gettext_noop("More than %(years)s years ago."),
    gettext_noop("Less than %(years)s years old."),
    gettext_noop("This is a number of %(country)s."),
    gettext_noop("The number is of %(country)s, not of %(home)s."),
    gettext_noop("The mailbox spells another name: %(name)s."),
    gettext_noop("%(label_later)s comes before %(label_earlier)s, %(date)s."),
    gettext_noop("The others with postal code %(code)s are in %(city)s."),
    gettext_noop("The others with %(domain)s are of %(company)s."),
    # why a row was set aside
    gettext_noop("The row ends early: it has %(count)s of %(width)s cells."),
    gettext_noop("The row has %(count)s cells where the table has %(width)s columns."),
    gettext_noop("The row holds bytes that are not %(encoding)s."),
    gettext_noop("The card holds bytes that are not %(encoding)s."),
    gettext_noop("The card has a line that is no property: %(line)s."),
    gettext_noop("The row is not JSON: %(fault)s."),
    # why a file was not read
    gettext_noop("%(file)s is empty; choose a file with a table of customers."),
    gettext_noop("%(file)s holds no table; choose a CSV, Excel, vCard or JSON file of customers."),
    gettext_noop("%(file)s has a header but no rows below it; export it again with its rows."),
    gettext_noop("%(file)s cannot be opened as a workbook (%(fault)s); save it again as .xlsx or CSV."),
    gettext_noop("%(file)s is %(label_what)s, not a table; choose a CSV, Excel, vCard or JSON file."),
    gettext_noop("%(file)s is not text; choose a CSV, Excel, vCard or JSON file."),
    # why columns cannot mean something
    gettext_noop("Column “%(column)s” cannot be both %(one)s and %(other)s."),
)
WHOLE = (
    gettext_noop("The row repeats the header."),
    gettext_noop("The row holds a zero byte."),
    gettext_noop("The row holds a zero byte or half a character."),
    gettext_noop("The row is not an object."),
    gettext_noop("The card holds a zero byte."),
    gettext_noop("The card has no end."),
    gettext_noop("The card has no beginning."),
    gettext_noop("a PNG picture"),
    gettext_noop("a JPEG picture"),
    gettext_noop("a GIF picture"),
    gettext_noop("a PDF document"),
    gettext_noop("a ZIP archive"),
    gettext_noop("a compressed file"),
    gettext_noop("a compressed archive"),
    gettext_noop("an SQLite database"),
    gettext_noop("a Parquet file"),
    gettext_noop("a program"),
    gettext_noop("a text document"),
    gettext_noop("an old Office document"),
)
GAP = re.compile(r"%\((\w+)\)s")
LABEL = "label_"  # beginning of the name of a gap that holds words of the core itself, not of a customer


def in_language(sentence: str) -> str:
    """Return a sentence of the core in the language of this page; as it is where nobody translated it."""
    if not sentence:
        return sentence
    for template, pattern in _patterns():
        said = pattern.fullmatch(sentence)
        if said is not None:
            return gettext(template) % {name: _filled(name, text) for name, text in said.groupdict().items()}
    return gettext(sentence)


def evidence_in_language(reasons: str) -> str:
    """Return what speaks for and against a pair, as golden.match.explain.pattern_reasons tells it."""
    told = (reason.rpartition(" (") for reason in reasons.split("; ") if reason)
    return "; ".join(
        f"{in_language(words)} ({_apart(write_change(float(bits.rstrip(')'))))})" for words, _, bits in told
    )


def _filled(name: str, text: str) -> str:
    """Return what fills a gap."""
    if not name.startswith(LABEL):
        return _apart(text)
    label = text[:1].upper() + text[1:]
    return next((told for said in (text, label) if (told := gettext(said)) != said), text)


def _apart(text: str) -> str:
    """Return a text that keeps its own direction in a sentence that runs the other way."""
    return f"\u2068{text}\u2069" if get_language_bidi() else text


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((template, _pattern(template)) for template in PUT_TOGETHER)


def _pattern(template: str) -> re.Pattern[str]:
    """Return what recognizes the sentences of a template; texts lie between its gaps."""
    texts = GAP.split(template)
    gaps = "".join(f"(?P<{part}>.+)" if number % 2 else re.escape(part) for number, part in enumerate(texts))
    return re.compile(gaps, re.DOTALL)
