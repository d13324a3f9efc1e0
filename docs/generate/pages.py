"""Every generated page by its path; what is here is what ./dev docs writes and what the tests compare."""

from pathlib import Path

from docs.generate.api import api_page
from docs.generate.fields import fields_page
from docs.generate.headers import headers_page
from docs.generate.markdown import GENERATED
from docs.generate.matching import matching_page
from docs.generate.rule_language import rule_language_page
from docs.generate.rules import PAGES, kind_page, rules_index
from docs.generate.survivorship import survivorship_page

REFERENCE = Path(__file__).parents[1] / "reference"


def all_pages() -> dict[Path, str]:
    """Return the text of every generated page by its path."""
    return {
        REFERENCE / "api.md": api_page(),
        REFERENCE / "fields.md": fields_page(),
        REFERENCE / "headers.md": headers_page(),
        REFERENCE / "matching.md": matching_page(),
        REFERENCE / "rule-language.md": rule_language_page(),
        REFERENCE / "survivorship.md": survivorship_page(),
        REFERENCE / "rules" / "README.md": rules_index(),
        **{REFERENCE / "rules" / f"{kind}.md": kind_page(kind) for kind in PAGES},
    }


def stale_pages() -> list[Path]:
    """Return pages that say they are generated and that nothing makes any more."""
    made = all_pages()
    mark = GENERATED.partition("{")[0]
    return [
        path
        for path in sorted(REFERENCE.rglob("*.md"))
        if path not in made and path.read_text(encoding="utf-8").startswith(mark)
    ]
