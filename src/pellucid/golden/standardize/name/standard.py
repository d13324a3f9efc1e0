"""A whole name in one cell to its standard form and its parts."""

import re
from dataclasses import dataclass, field, replace

from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.name.clean import (
    NAME_CHARACTERS_MAX,
    Cell,
    is_bare,
    is_nonsense,
    says_nothing,
    squeeze,
    take_apart,
    tidy,
)
from pellucid.golden.standardize.name.couple import Couple, find_couple
from pellucid.golden.standardize.name.culture import Culture, culture_of
from pellucid.golden.standardize.name.letters import case_of
from pellucid.golden.standardize.name.plain import read_plain
from pellucid.golden.standardize.name.structure import Words, arrange, join_units
from pellucid.golden.standardize.name.tables import word_list
from pellucid.golden.standardize.name.titles import is_lone_title, is_suffix_run, split_words, strip_titles
from pellucid.golden.standardize.name.words import capital_block, restore_words, spell_initials
from pellucid.golden.standardize.organization import is_organization

_PASSES_MAX = 4  # a reading settles on the first pass, or on the second where marks stand inside marks
_AROUND = ("prefix", "suffix", "nickname", "birth")
_COMMA = re.compile(r"\s*[,،、;]\s*")
_PATRONYMIC_ANYWHERE = re.compile(r".*(?:dóttir|dottir)", re.IGNORECASE)
_PATRONYMIC_IN_ICELAND = re.compile(r".*(?:son|sonur|dóttir|dottir|bur)", re.IGNORECASE)
_HONORIFIC = re.compile("[\u3040-\u9fff\uac00-\ud7a3]")


@dataclass(slots=True)
class Draft:
    """A name while it is read: its words sorted, what stood around them, the rules that changed something."""

    culture: Culture
    words: Words = field(default_factory=Words)
    prefix: str = ""
    suffix: str = ""
    nickname: str = ""
    birth: str = ""
    second: str = ""
    changes: list[str] = field(default_factory=list)

    def note(self, rule: str, *, when: bool = True) -> None:
        """Add a rule to the changes, once."""
        if when and rule not in self.changes:
            self.changes.append(rule)


def standardize_name(raw: str, hints: Hints = NO_HINTS) -> Standardized:
    """Return a person's full name in the order of its culture, with its parts.

    Parts, only those there: prefix, given, middle, family, suffix, nickname, and birth (a name before marriage). The
    value is the name without titles and nickname; display has the titles. None where the text is a placeholder, an
    address or number, or the name of an organization. Source: Unicode CLDR person name formats; W3C, Personal names
    around the world.
    """
    return read_plain(raw, hints) or read_carefully(raw, hints)


def read_carefully(raw: str, hints: Hints) -> Standardized:
    """Return what standardize_name does, without its cheap path."""
    found = _read_once(raw, hints)
    for _ in range(_PASSES_MAX):
        if found.value is None or found.value == raw:
            return found
        again = read_plain(found.value, hints) or _read_once(found.value, hints)
        if again.value == found.value:
            return found
        found = _settled(found, again)
    return replace(found, value=None, parts={}, display=squeeze(raw))


def _settled(found: Standardized, again: Standardized) -> Standardized:
    """Return a reading whose standard form still changed when read again, with what the second reading made of it."""
    if again.value is None:
        return replace(found, value=None, parts={}, display=again.display)
    around = {part: text for part, text in found.parts.items() if part in _AROUND}
    changes = found.changes + tuple(rule for rule in again.changes if rule not in found.changes)
    return replace(found, value=again.value, display=again.display, parts=around | dict(again.parts), changes=changes)


def _read_once(raw: str, hints: Hints) -> Standardized:
    text = squeeze(raw)
    if len(text) > NAME_CHARACTERS_MAX:
        return Standardized(raw=raw, value=None, display=text)
    if is_bare(raw):
        cell = Cell(raw)
    else:
        text, _ = tidy(text)
        if says_nothing(text):
            return Standardized(raw=raw, value=None, display=text)
        cell = take_apart(raw)
    if says_nothing(cell.text) or _is_no_person(cell.text) or is_lone_title(cell.text) or is_nonsense(cell.text):
        return Standardized(raw=raw, value=None, display=text)
    draft = read_name(cell.text, hints)
    draft.nickname, draft.birth = cell.nickname, cell.birth
    draft.changes = cell.changes + [rule for rule in draft.changes if rule not in cell.changes]
    return finish(raw, draft)


def _is_no_person(text: str) -> bool:
    return "@" in text or text.lower().startswith(("http:", "https:", "www.")) or is_organization(text)


def read_name(text: str, hints: Hints) -> Draft:
    """Return the words of a tidied name sorted by the customs of its culture."""
    culture = culture_of(text, text.replace(",", " ").split(), hints)
    segments = [segment for segment in _COMMA.split(text) if segment]
    behind: list[str] = []
    while len(segments) > 1 and is_suffix_run(segments[-1], hints.country):
        behind.insert(0, segments.pop())
    if len(segments) > 1:
        draft = _read_comma(segments[0], " ".join(segments[1:]), culture, hints)
    else:
        draft = _read_straight(segments[0] if segments else text, culture, hints)
    if behind:
        suffixes = strip_titles(["", *split_words(" ".join(behind))], hints.country, is_mixed=True)
        found = " ".join(suffixes.suffix) or " ".join(behind)
        draft.suffix = f"{draft.suffix} {found}".strip()
        draft.note("name_suffix")
    return draft


def _read_straight(text: str, culture: Culture, hints: Hints) -> Draft:
    couple = find_couple(text, hints.country, culture)
    if couple:
        return _read_couple(couple, culture, hints)
    draft = Draft(culture)
    tokens = _without_titles(split_words(text), draft, hints)
    block = capital_block(tokens)
    if block:
        start, end = block
        return _read_capital_block(tokens, start, end, draft, hints)
    tokens = _letters(tokens, draft, hints)
    draft.words = arrange(tokens, culture, family_only=bool(draft.prefix))
    written = [word for word in tokens if word]
    draft.note("name_order", when=_in_order(draft).split() != written and culture.glue == " ")
    return draft


def _without_titles(tokens: list[str], draft: Draft, hints: Hints) -> list[str]:
    titled = strip_titles(tokens, hints.country, is_mixed=case_of("".join(tokens)) == "mixed")
    draft.prefix = " ".join(part for part in (draft.prefix, *titled.prefix) if part)
    draft.suffix = " ".join(part for part in (*titled.suffix, draft.suffix) if part)
    draft.note("name_title", when=titled.prefix_changed)
    draft.note("name_suffix", when=titled.suffix_changed)
    return titled.tokens


def _letters(tokens: list[str], draft: Draft, hints: Hints) -> list[str]:
    spelled = spell_initials(tokens)
    draft.note("name_initials", when=spelled != tokens)
    restored = restore_words(spelled, draft.culture, hints.country)
    draft.note("name_case", when=restored != spelled)
    return restored


def _read_capital_block(tokens: list[str], start: int, end: int, draft: Draft, hints: Hints) -> Draft:
    """DUPONT Jean, Jean DUPONT: the capitals say which is the family name."""
    family = restore_words(tokens[start:end], draft.culture, hints.country)
    if any(word.islower() for word in tokens[start:end]):
        family = [w if w.islower() else restore_words([w], draft.culture, hints.country)[0] for w in tokens[start:end]]
    given = spell_initials([*tokens[:start], *tokens[end:]])
    draft.note("name_capital_family")
    draft.words = place_words(given, family, draft.culture)
    return draft


def place_words(given: list[str], family: list[str], culture: Culture) -> Words:
    """Return words whose family name is known from a comma or a column, given names parted by culture."""
    units = join_units(given, culture)
    names = tuple(family and [" ".join(family)])
    if culture.compound or len(units) < 2:
        return Words(given=tuple(units), family=names)
    if culture.name == "vietnamese":
        return Words(given=tuple(units[-1:]), middle=tuple(units[:-1]), family=names)
    if culture.name == "filipino":
        is_mothers = fold(units[-1]) not in word_list("given", "tl")
        cut = len(units) - 1 if is_mothers else len(units)
        return Words(given=tuple(units[:cut]), middle=tuple(units[cut:]), family=names)
    return Words(given=tuple(units[:1]), middle=tuple(units[1:]), family=names)


def _read_comma(left: str, right: str, culture: Culture, hints: Hints) -> Draft:
    draft = Draft(culture)
    draft.note("name_comma")
    family = _without_titles(split_words(left), draft, hints)
    couple = find_couple(f"{right} {left}", hints.country, culture)
    if couple and not couple.are_titles and len(couple.left) == 1:
        return _read_couple(couple, culture, hints, changes=draft.changes)
    given = _without_titles(split_words(right), draft, hints)
    trailing: list[str] = []
    while len(given) > 1 and given[-1].islower() and fold(given[-1]) in word_list("particle", "small"):
        trailing.insert(0, given.pop())
    both = _letters([*given, *trailing, *family], draft, hints)
    cut = len(both) - len(trailing) - len(spell_initials(family))
    draft.words = place_words(both[:cut], both[cut:], culture)
    return draft


def _read_couple(couple: Couple, culture: Culture, hints: Hints, changes: list[str] | None = None) -> Draft:
    if couple.are_titles:
        draft = _read_straight(" ".join(couple.right), culture, hints)
        ahead = strip_titles([*couple.left, "x"], hints.country, is_mixed=True)
        draft.prefix = f"{' '.join(ahead.prefix)} & {draft.prefix}"
        if not draft.words.family and len(draft.words.given) == 1:
            draft.words = Words(family=draft.words.given)
        draft.note("name_couple")
        return draft
    left = _read_straight(" ".join(couple.left), culture, hints)
    right = _read_straight(" ".join(couple.right), culture, hints)
    left.changes = [*(changes or []), "name_couple", *left.changes]
    names = left.words.given + left.words.middle + left.words.family
    if len(names) == 1 and right.words.given and not (right.words.middle and not right.words.family):
        given = " ".join(names) + " & " + " ".join(right.words.given)
        both = [prefix for prefix in (left.prefix, right.prefix) if prefix]
        right.words = right.words._replace(given=(given,))
        right.prefix, right.changes = " & ".join(both), left.changes
        return right
    left.second = _in_order(right)
    return left


def _in_order(draft: Draft) -> str:
    """Return the name in the order of its culture, without suffix."""
    words, culture = draft.words, draft.culture
    given, middle, family = " ".join(words.given), " ".join(words.middle), " ".join(words.family)
    own_script = culture.glue == "" and not any(char.isascii() for char in family + given if char.isalpha())
    if own_script:
        return family + middle.replace(" ", "") + given.replace(" ", "")
    order = (given, middle, family)
    if culture.family_first:
        order = (family, middle, given) if culture.name == "vietnamese" else (family, given, middle)
    return " ".join(part for part in order if part)


def finish(raw: str, draft: Draft) -> Standardized:
    """Return the draft as a standardized value."""
    words = draft.words
    value = " ".join(part for part in (_in_order(draft), draft.suffix) if part)
    if draft.second:
        value = f"{value} & {draft.second}"
    given = " ".join(words.given)
    if draft.culture.glue == "" and not any(char.isascii() and char.isalpha() for char in given):
        given = given.replace(" ", "")
    named = {
        "prefix": draft.prefix,
        "given": given,
        "middle": " ".join(words.middle),
        "family": " ".join(words.family),
        "suffix": draft.suffix,
        "nickname": draft.nickname,
        "birth": draft.birth,
    }
    pattern = _PATRONYMIC_IN_ICELAND if draft.culture.name == "icelandic" else _PATRONYMIC_ANYWHERE
    draft.note("name_patronymic", when=bool(pattern.fullmatch(named["family"])))
    parts = {name: text for name, text in named.items() if text}
    return Standardized(
        raw=raw, value=value or None, display=_display(value, draft), parts=parts, changes=tuple(draft.changes)
    )


def _display(value: str, draft: Draft) -> str:
    if not draft.prefix:
        return value
    if _HONORIFIC.search(draft.prefix):
        return f"{value}{draft.culture.glue}{draft.prefix}"
    return f"{draft.prefix} {value}"
