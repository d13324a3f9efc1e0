"""The rail: what it holds is told by the project, which alone knows every app."""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One place to go. count: how much work waits there, None where none does; keys: "g p" for g, then p."""

    label: str
    href: str
    icon: str
    keys: str = ""
    count: int | None = None
    is_current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Places under one heading; the first section needs none."""

    label: str = ""
    items: tuple[Item, ...]


def mark_current(sections: Sequence[Section], path: str) -> tuple[Section, ...]:
    """Return the sections with the item marked whose address is the longest beginning of the path."""
    hrefs = [item.href for section in sections for item in section.items if _is_on(item.href, path)]
    here = max(hrefs, key=len, default=None)
    return tuple(
        replace(section, items=tuple(replace(item, is_current=item.href == here) for item in section.items))
        for section in sections
    )


def _is_on(href: str, path: str) -> bool:
    """Return whether a path is a place or inside it; nothing is inside the home page."""
    return path == href if href == "/" else path.startswith(href)
