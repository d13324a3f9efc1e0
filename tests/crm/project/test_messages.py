"""Every text has a translation that says the same with the same gaps, and the translations are those of the texts."""

import re

import pytest
from babel.messages.catalog import Message
from messages.catalog import languages, mo_bytes, po_bytes, po_path, read_catalog, untranslated, updated
from messages.core import put_together
from messages.extract import PACKAGE, all_texts, module_texts, template_texts

from pellucid.crm.ui.core_words import GAP as GAP_OF_CORE
from pellucid.crm.ui.core_words import PUT_TOGETHER

GAP = re.compile(r"%\((\w+)\)[sd]|(%%)")
in_every_language = pytest.mark.parametrize("language", languages())


@pytest.mark.slow
@in_every_language
def test_every_text_has_a_translation(language: str) -> None:
    waiting = [f"{m.locations[0][0]}: {m.id}" for m in untranslated(updated(read_catalog(language), all_texts()))]
    assert waiting == [], "run ./dev messages, and translate these in " + str(po_path(language))


@pytest.mark.slow
@in_every_language
def test_the_catalog_is_the_one_of_the_texts(language: str) -> None:
    new = updated(read_catalog(language), all_texts())
    assert po_bytes(new) == po_path(language).read_bytes(), "run ./dev messages"
    assert mo_bytes(new) == po_path(language).with_suffix(".mo").read_bytes(), "run ./dev messages"


@in_every_language
def test_translations_have_the_gaps_of_their_text(language: str) -> None:
    wrong = [m.id for m in read_catalog(language) if m.id and _gaps_differ(m)]
    assert wrong == []


def _gaps_differ(message: Message) -> bool:
    texts = message.id if isinstance(message.id, tuple) else (message.id,)
    said = message.string if isinstance(message.string, tuple) else (message.string,)
    gaps = {tuple(sorted(GAP.findall(text))) for text in texts}
    return any(tuple(sorted(GAP.findall(each))) not in gaps for each in said)


def test_every_sentence_the_core_puts_together_has_a_pattern() -> None:
    known = {GAP_OF_CORE.sub("{}", template) for template in PUT_TOGETHER}
    assert set(put_together(PACKAGE / "golden")) - known == set()


def test_texts_are_found_in_templates_components_and_modules(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("messages.extract.PACKAGE", tmp_path)
    page, module = tmp_path / "page.html", tmp_path / "module.py"
    page.write_text(
        """{% trans "A’s “page”" %}<c-x :label="_('Its label')" />"""
        "{% blocktrans count n=2 %}{{ n }} row{% plural %}{{ n }} rows{% endblocktrans %}"
    )
    module.write_text('told = ngettext("%(n)s cell", "%(n)s cells", 2)')
    assert [text.id for text in template_texts(page)] == ["A’s “page”", ("%(n)s row", "%(n)s rows"), "Its label"]
    assert [text.id for text in module_texts(module)] == [("%(n)s cell", "%(n)s cells")]
