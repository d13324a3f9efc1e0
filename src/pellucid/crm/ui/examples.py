"""Invented customers for the pages that prove the components: long names, empty values, several scripts."""

from itertools import cycle, islice
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ROWS_SHOWN = 50
COLORS = [
    "canvas",
    "rail",
    "sunken",
    "hover",
    "line",
    "line-strong",
    "ink",
    "ink-soft",
    "ink-faint",
    "accent",
    "accent-soft",
    "attention",
    "attention-soft",
    "wrong",
    "wrong-soft",
    "right",
    "right-soft",
]

# name, company, e-mail, its certainty, phone, its certainty, town, quality, freshness, open issues
_PEOPLE = (
    ("Guðrún Helga Sigurðardóttir", "Norðurljós ehf.", "gudrun@nordurljos.is", "verified", "+354 555 0142", "verified", "Reykjavík", 96, 0.94, 0),
    ("María Clara de los Santos", "Bayanihan Trading Corp.", "maria.clara@bayanihan.ph", "believed", "+63 917 555 0119", "doubtful", "Quezon City", 71, 0.52, 1),
    ("نگار محمدی", "شرکت آبی روشن", "negar.m@abiroshan.ir", "verified", "+98 912 555 0188", "believed", "تهران", 88, 0.81, 0),
    ("សុខ ចាន់ថា", "", "chantha.sok@example.com.kh", "doubtful", "", "", "ភ្នំពេញ", 54, 0.33, 2),
    ("J. Smith", "Smith & Sons", "", "", "0000000000", "wrong", "", 23, 0.08, 3),
    ("Maximilian-Alexander Freiherr von Hohenstein-Wittgenstein", "Gesellschaft für angewandte Datenreinheit mbH & Co. KG", "maximilian-alexander.von.hohenstein@gesellschaft-datenreinheit.example", "believed", "+49 30 5550 1234", "believed", "Königs Wusterhausen", 82, 0.7, 0),
    ("Björn Þór Ólafsson", "Norðurljós ehf.", "bjorn@nordurljos.is", "believed", "+354 555 0177", "verified", "Akureyri", 91, 0.88, 0),
    ("Aisha Rahman", "Clearwater Clinics", "a.rahman@clearwater.example", "verified", "+44 20 7946 0321", "verified", "London", 99, 0.97, 0),
    ("Li Wei", "", "liwei@example.com", "doubtful", "+86 10 5550 1188", "believed", "北京", 63, None, 1),
    ("Ann-Marie O’Brien", "Quay Street Books", "annmarie@quaystreet.example", "believed", "+353 1 555 0144", "believed", "Dublin", None, None, 0),
)  # fmt: skip


def people() -> list[dict[str, Any]]:
    """Return rows for a list of people."""
    keys = ("name", "company", "email", "email_is", "phone", "phone_is", "town", "quality", "fresh", "issues")
    rows = [dict(zip(keys, row, strict=True)) for row in islice(cycle(_PEOPLE), ROWS_SHOWN)]
    for number, row in enumerate(rows, start=1):
        row["id"] = f"P-{4180 + number * 7}"
    return rows


def search_results() -> list[dict[str, str]]:
    """Return what a search could find."""
    return [
        {"name": name, "kind": "person", "note": " · ".join(filter(None, (email, town))), "href": reverse("ui:person")}
        for name, _company, email, _e, _phone, _p, town, *_rest in _PEOPLE
    ]


STEPS = (
    {"label": gettext_lazy("E-mail"), "bits": 11.8, "words": gettext_lazy("the same mailbox, which nobody else uses")},
    {"label": gettext_lazy("Family name"), "bits": 6.4, "words": gettext_lazy("the same, and rare: 1 in 4,100")},
    {"label": gettext_lazy("Given name"), "bits": 2.1, "words": gettext_lazy("one letter apart")},
    {"label": gettext_lazy("Phone"), "bits": -1.9, "words": gettext_lazy("different numbers; people change them")},
    {"label": gettext_lazy("Town"), "bits": 1.2, "words": gettext_lazy("the same, but many live there")},
    {"label": gettext_lazy("Born"), "bits": -4.0, "words": gettext_lazy("a year apart")},
)


def import_parts() -> list[tuple[str, int]]:
    """Return what an import would make of its rows."""
    return [
        (_("new customers"), 11_204),
        (_("join customers you have"), 5_873),
        (_("wait for you"), 412),
        (_("set aside, unreadable"), 19),
    ]


# column of the file, field, two samples, certainty of the mapping
MAPPING = (
    ("Full Name", gettext_lazy("Name"), "SMITH, JOHN", "maría clara santos", "verified"),
    ("E-Mail Adresse", gettext_lazy("E-mail"), "J.Smith@EXAMPLE.com", "maria@example", "verified"),
    ("Tel.", gettext_lazy("Phone"), "(0917) 555-0119", "+44 20 7946 0321", "believed"),
    ("geb.", gettext_lazy("Born"), "03.04.1981", "1981-04-03", "doubtful"),
    ("Kd-Nr", gettext_lazy("Their id for it"), "100482", "100483", "believed"),
    ("Bemerkung 2", gettext_lazy("Note"), "", "ruft zurück", "believed"),
)


def compared_fields() -> list[dict[str, Any]]:
    """Return fields of two records, their evidence in bits, and which side wins."""
    rows = (
        (_("Name"), "Jonathan Smyth", "Jonathon Smyth", 8.5, "left"),
        (_("E-mail"), "j.smyth@quaystreet.example", "j.smyth@quaystreet.example", 11.8, "left"),
        (_("Phone"), "+353 1 555 0144", "+353 1 555 0177", -1.9, "right"),
        (_("Street"), "12 Quay Street", "12 Quay St.", 3.1, "left"),
        (_("Town"), "Dublin", "Dublin", 1.2, "left"),
        (_("Born"), "3 April 1981", "3 April 1982", -4.0, "left"),
        (_("Company"), "", "Quay Street Books", None, "right"),
    )
    return [
        {"label": label, "key": f"field{at}", "left": left, "right": right, "bits": bits, "wins": wins}
        for at, (label, left, right, bits, wins) in enumerate(rows)
    ]
