"""What the pages of the desk write."""

from collections.abc import Mapping

from django import template
from django.conf import settings
from django.utils.translation import gettext as _

from pellucid.crm.stewardship import words

register = template.Library()

register.filter("title_of", words.title_of)
register.filter("icon_of", words.icon_of)
register.filter("who", words.who)
register.filter("label_of", words.label_of)
register.filter("told_counts", words.told_counts)
register.filter("how_sure", words.how_sure)
register.filter("severity_words", words.severity_words)
register.filter("trouble_words", words.trouble_words)
register.filter("outcome_words", words.outcome_words)


@register.simple_tag
def counted(name: str, number: int) -> str:
    """Return a count by its name as words."""
    return words.counted(name, number)


@register.simple_tag
def parts_of(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return what became of the rows of an import, as parts that add up to them."""
    joined = counts.get("records_joined", 0)
    return [
        (_("new customers' records"), counts["records_new"] - joined),
        (_("join customers you have"), joined + counts["records_updated"]),
        (_("say nothing new"), counts["records_unchanged"]),
        (_("were erased, and stay so"), counts["records_erased"]),
        (_("set aside, unreadable"), counts["quarantined"]),
    ]


@register.simple_tag
def asks_four_eyes() -> bool:
    """Return whether the policy asks for a second person."""
    return settings.FOUR_EYES_FROM > 0


@register.filter
def as_text(raw: bytes) -> str:
    """Return bytes as they can be shown; what is no text is marked so."""
    return bytes(raw).decode("utf-8", "replace").rstrip("\r\n")
