"""Every text of the package that is shown to people and can be translated, with where it stands.

Templates: {% trans %} and {% blocktrans %}, and _('...') in the attributes of components. Modules: gettext and its kin.
The core knows no languages and speaks English; its sentences are found by where they stand (see core.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract_javascript, extract_python
from django.utils.translation.template import templatize
from messages.core import core_texts

PACKAGE = Path(__file__).parents[1] / "src" / "pellucid"
KEYWORDS = ("_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy")
IN_ATTRIBUTE = re.compile(r"""(?<![\w.])_\((?:'([^']+)'|"([^"]+)")\)""")
SPECIMENS = "specimens"  # mock pages that show how components are used; nobody works on them
SHOWS_SPECIMENS = ("examples.py", "views.py")  # of ui


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text. plural: empty where it has none. place: of the file in the package."""

    singular: str
    plural: str = ""
    place: str

    @property
    def id(self) -> str | tuple[str, str]:
        """How a catalog knows it."""
        return (self.singular, self.plural) if self.plural else self.singular


def all_texts() -> list[Text]:
    """Return every text, in the order of the files."""
    crm = PACKAGE / "crm"
    templates = (path for path in sorted(crm.rglob("*.html")) if SPECIMENS not in path.parts)
    modules = (path for path in sorted(crm.rglob("*.py")) if not _shows_specimens(path))
    return [
        *(text for path in templates for text in template_texts(path)),
        *(text for path in modules for text in module_texts(path)),
        *(Text(singular=said, place=_place(path)) for path, said in core_texts(PACKAGE / "golden")),
    ]


def template_texts(path: Path) -> Iterator[Text]:
    """Give the marked texts of a template."""
    source = path.read_text(encoding="utf-8")
    # The extractor of JavaScript, since what Django makes of a template is no more Python than a page is.
    marked = extract_javascript(BytesIO(templatize(source).encode()), KEYWORDS, [], {"encoding": "utf-8"})
    yield from _texts(marked, path)
    for single, double in IN_ATTRIBUTE.findall(source):
        yield Text(singular=single or double, place=_place(path))


def module_texts(path: Path) -> Iterator[Text]:
    """Give the marked texts of a module."""
    with path.open("rb") as module:
        yield from _texts(extract_python(module, KEYWORDS, [], {}), path)


def _texts(marked: Iterator[tuple[int, str, object, list[str]]], path: Path) -> Iterator[Text]:
    for _line, keyword, said, _comments in marked:
        parts = [said] if isinstance(said, str) else [part for part in said or () if isinstance(part, str)]
        if parts:
            plural = parts[1] if keyword.startswith("ngettext") else ""
            yield Text(singular=parts[0], plural=plural, place=_place(path))


def _shows_specimens(path: Path) -> bool:
    return path.parent.name == "ui" and path.name in SHOWS_SPECIMENS


def _place(path: Path) -> str:
    return str(path.relative_to(PACKAGE))
