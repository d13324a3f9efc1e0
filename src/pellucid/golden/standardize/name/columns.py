"""A name that came in several columns: each read, what stands in the wrong one put right, joined to one name."""

from collections.abc import Mapping

from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.name.clean import NAME_CHARACTERS_MAX, Cell, says_nothing, squeeze, take_apart, tidy
from pellucid.golden.standardize.name.couple import find_couple
from pellucid.golden.standardize.name.culture import Culture, culture_of
from pellucid.golden.standardize.name.letters import case_of
from pellucid.golden.standardize.name.plain import read_plain
from pellucid.golden.standardize.name.standard import Draft, finish, place_words, read_name
from pellucid.golden.standardize.name.structure import Words
from pellucid.golden.standardize.name.tables import all_words, is_latin, word_list
from pellucid.golden.standardize.name.titles import split_words, strip_titles
from pellucid.golden.standardize.name.words import restore_words, spell_initials
from pellucid.golden.standardize.organization import is_organization

_ORDER = ("prefix", "given", "middle", "family", "suffix")


def standardize_name_parts(parts: Mapping[str, str], hints: Hints = NO_HINTS) -> Standardized:
    """Return one name from columns prefix, given, middle, family, suffix, nickname; missing ones may be left out.

    raw is the columns joined by spaces, in that order. A column that is a placeholder counts as empty; a column of
    given names that holds the whole name, or Last, First, is read as one. The value is None where nothing is left.
    """
    raw = " ".join(parts[name] for name in _ORDER if parts.get(name))
    if len(raw) == len(parts.get("given", "")) + len(parts.get("family", "")) + 1 and not parts.get("nickname"):
        plain = read_plain(raw, hints)
        if plain and plain.parts["given"].lower() == parts["given"].lower():
            return plain
    if any(len(squeeze(text)) > NAME_CHARACTERS_MAX for text in parts.values() if len(text) > NAME_CHARACTERS_MAX):
        return Standardized(raw=raw, value=None, display=squeeze(raw))
    cells = {name: take_apart(text) for name, text in parts.items() if text and not says_nothing(tidy(text)[0])}
    cells = {name: cell for name, cell in cells.items() if cell.text and "@" not in cell.text}
    lone = [name for name in ("given", "middle", "family") if name in cells]
    if not lone or is_organization(raw):
        return Standardized(raw=raw, value=None, display=" ".join(raw.split()))
    if len(lone) == 1 and _is_whole_name(lone[0], cells[lone[0]].text):
        return _read_whole(raw, cells[lone[0]], cells, hints)
    both = " ".join(cells[name].text for name in lone)
    if find_couple(both, hints.country, _culture(both, hints)):
        return _read_whole(raw, Cell(both), cells, hints)
    return finish(raw, _read_columns(cells, hints))


def _is_whole_name(column: str, text: str) -> bool:
    """Several words and nothing in the other columns; among family names, only where a given name is known to lead."""
    if column == "family":
        return " " in text and ("," in text or fold(text.split()[0]) in all_words("given") - all_words("family"))
    return " " in text or "," in text


def _read_whole(raw: str, cell: Cell, cells: Mapping[str, Cell], hints: Hints) -> Standardized:
    """Return the name read from one cell that holds all of it, with the titles of the other columns."""
    draft = read_name(cell.text, hints)
    draft.nickname, draft.birth = cell.nickname, cell.birth
    draft.changes = cell.changes + [rule for rule in draft.changes if rule not in cell.changes]
    draft.note("name_columns")
    _add_titles(draft, cells, hints)
    return finish(raw, draft)


def _read_columns(cells: Mapping[str, Cell], hints: Hints) -> Draft:
    given, middle, family = (cells[name].text if name in cells else "" for name in ("given", "middle", "family"))
    draft = Draft(_culture(f"{given} {middle} {family}", hints))
    for cell in cells.values():
        for rule in cell.changes:
            draft.note(rule)
        draft.nickname = draft.nickname or cell.nickname
        draft.birth = draft.birth or cell.birth
    given, family = _particles_to_family(_without_family(given, family, draft), family, draft)
    family_tokens = _column(family.replace(",", " "), draft, hints, is_family=True)
    given_tokens = _column(given, draft, hints, is_family=False)
    middle_tokens = _column(middle.replace(",", " "), draft, hints, is_family=False)
    words = place_words(given_tokens, family_tokens, draft.culture)
    if middle_tokens:
        keeps_all = draft.culture.compound or draft.culture.name == "filipino"
        names = words.given + (words.middle if draft.culture.name != "vietnamese" else ())
        given_words, further = (names, ()) if keeps_all else (names[:1], names[1:])
        words = Words(given_words, (*further, *middle_tokens), words.family)
    draft.words = words
    _add_titles(draft, cells, hints)
    return draft


def _culture(text: str, hints: Hints) -> Culture:
    """Columns say which is which, so only script and hints decide; the lists of names are not asked."""
    return culture_of(text, [], hints)


def _particles_to_family(given: str, family: str, draft: Draft) -> tuple[str, str]:
    """Return both with particles before the family name: from behind the given names, or from behind a comma."""
    small = word_list("particle", "small")
    head, comma, tail = family.partition(",")
    if comma and tail.split() and all(fold(word) in small for word in tail.split()):
        draft.note("name_columns")
        family = f"{tail.strip()} {head.strip()}"
    words = given.split()
    while len(words) > 1 and family and words[-1].islower() and words[-1] in small and words[-1] not in ("e", "y"):
        family = f"{words.pop()} {family}"
        draft.note("name_columns")
    return " ".join(words), family


def _without_family(given: str, family: str, draft: Draft) -> str:
    """Return the given names where their column repeats the family name: ``John Smith`` beside Smith."""
    head, comma, tail = given.partition(",")
    if comma:
        draft.note("name_columns")
        return tail.strip() if family and fold(head) == fold(family) else given.replace(",", " ")
    words = given.rsplit(" ", len(family.split()) or 1)
    if (
        family
        and len(words) > 1
        and fold(given).endswith(" " + fold(family))
        and fold(" ".join(words[1:])) == fold(family)
    ):
        draft.note("name_columns")
        return words[0]
    return given


def _column(text: str, draft: Draft, hints: Hints, *, is_family: bool) -> list[str]:
    """Return the words of one column with capitals restored, titles and suffixes moved where they belong."""
    if not text:
        return []
    titled = strip_titles(split_words(text), hints.country, is_mixed=case_of(text) == "mixed")
    if titled.prefix or titled.suffix:
        draft.note("name_columns")
        draft.prefix = " ".join(part for part in (draft.prefix, *titled.prefix) if part)
        draft.suffix = " ".join(part for part in (draft.suffix, *titled.suffix) if part)
    spelled = titled.tokens if is_family and is_latin(text) and len(text) > 1 else spell_initials(titled.tokens)
    draft.note("name_initials", when=spelled != titled.tokens)
    restored = (
        restore_words(["x", *spelled], draft.culture, hints.country)[1:]
        if is_family
        else restore_words(spelled, draft.culture, hints.country)
    )
    draft.note("name_case", when=restored != spelled)
    return restored


def _add_titles(draft: Draft, cells: Mapping[str, Cell], hints: Hints) -> None:
    """Add what stands in the columns of titles and suffixes, each in standard form; what is no known title stays."""
    if "prefix" in cells:
        words = cells["prefix"].text
        titled = strip_titles([*split_words(words), "x"], hints.country, is_mixed=True)
        text = " ".join([*titled.prefix, *titled.tokens[:-1]])
        draft.note("name_title", when=text != words)
        if draft.prefix != text:
            draft.prefix = " ".join(part for part in (text, draft.prefix) if part)
    if "suffix" in cells:
        words = cells["suffix"].text
        titled = strip_titles(["x", "x", *split_words(words.replace(",", " "))], hints.country, is_mixed=True)
        text = " ".join([*titled.tokens[2:], *titled.suffix])
        draft.note("name_suffix", when=text != words)
        if draft.suffix != text:
            draft.suffix = " ".join(part for part in (draft.suffix, text) if part)
    if "nickname" in cells:
        draft.nickname = " ".join(restore_words(cells["nickname"].text.split(), draft.culture, hints.country))
