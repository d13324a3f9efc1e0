"""Titles before a name, degrees and generations behind it."""

import re
from dataclasses import dataclass, field

from pellucid.golden.standardize.name.tables import Title, is_latin, title_key, titles

_UNSURE = frozenset(["ma", "ba", "pe", "mp", "ret", "kc", "qc", "rn", "md"])  # names or words as well
_INITIAL_LIKE = re.compile(r"[^\W\d_]\.?")
_GLUED = re.compile(r"(?<=[^\W\d_]{2}\.)(?=[A-ZÀ-Þ][^\W\d_])|(?<=Dr\.)(?=[a-z])")  # Dr.Smith, Dr.med.
_HONORIFICS = ("小姐", "女士", "太太", "先生", "様", "さん", "殿", "님", "씨")
_NEVER_A_NAME = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "jr",
        "sr",
        "prof",
        "herr",
        "frau",
        "mme",
        "mlle",
        "ii",
        "iii",
        "iv",
        "phd",
        "md",
        "mba",
        "esq",
        "mevr",
        "dhr",
        "sra",
        "srta",
        "dra",
    ]
)


@dataclass(slots=True)
class Titled:
    """The words of a name with what stood around it in standard form; changed: whether a form differed."""

    tokens: list[str]
    prefix: list[str] = field(default_factory=list)
    suffix: list[str] = field(default_factory=list)
    prefix_changed: bool = False
    suffix_changed: bool = False


def find_title(token: str, kinds: tuple[str, ...], country: str | None) -> Title | None:
    """Return the title that a word is, of one of the kinds and valid in the country; None where it is none."""
    for title in titles().get(title_key(token), ()):
        if title.kind in kinds and (not title.countries or country in title.countries):
            return title
    return None


def split_words(text: str) -> list[str]:
    """Return the words of a name; a title written together with the name is parted from it."""
    return _GLUED.sub(" ", text).replace("\u3000", " ").split()


def is_suffix_run(text: str, country: str | None) -> bool:
    """Say whether every word of a text is a degree or a generation: ``Jr.``, ``M.D. Ph.D.``."""
    words = split_words(text)
    return bool(words) and all(find_title(word, ("suffix", "generation"), country) for word in words)


def strip_titles(tokens: list[str], country: str | None, *, is_mixed: bool) -> Titled:
    """Return the words of a name without its titles; at least one word is left where there was one."""
    result = Titled(list(tokens))
    _strip_prefix(result, country)
    _strip_suffix(result, country, is_mixed=is_mixed)
    _strip_honorific(result)
    return result


def _strip_prefix(result: Titled, country: str | None) -> None:
    tokens = result.tokens
    if len(tokens) > 2 and (tokens[0].lower(), tokens[-1].lower()) == ("the", "family"):
        tokens[:] = ["Family", *tokens[1:-1]]
        result.prefix_changed = True
    while len(tokens) > 1:
        kinds = ("prefix", "after") if result.prefix else ("prefix",)
        title = find_title(tokens[0], kinds, country)
        if title is None or _may_be_initial(tokens[0], title):
            return
        result.prefix_changed |= tokens[0] != title.form
        result.prefix.append(title.form)
        tokens.pop(0)


def _may_be_initial(token: str, title: Title) -> bool:
    """A single letter is a title only where its country says so, and never without its dot."""
    return bool(_INITIAL_LIKE.fullmatch(token)) and is_latin(token) and (not title.countries or not token.endswith("."))


def _strip_suffix(result: Titled, country: str | None, *, is_mixed: bool) -> None:
    tokens = result.tokens
    while len(tokens) > 1:
        title = find_title(tokens[-1], ("suffix", "generation"), country)
        if title is None or not _is_sure_suffix(tokens, title, bool(result.prefix), is_mixed=is_mixed):
            return
        result.suffix_changed |= tokens[-1] != title.form
        result.suffix.insert(0, title.form)
        tokens.pop()


def _is_sure_suffix(tokens: list[str], title: Title, has_prefix: bool, *, is_mixed: bool) -> bool:
    word = tokens[-1]
    if title.kind == "generation":
        return len(tokens) > 2 or has_prefix or word.lower().rstrip(".") in ("jr", "sr", "ii", "iii")
    if len(tokens) < 3 and "." not in word and not (is_mixed and sum(map(str.isupper, word)) > 1):
        return False
    return title_key(word) not in _UNSURE or (is_mixed and sum(map(str.isupper, word)) > 1)


def _strip_honorific(result: Titled) -> None:
    """East Asian honorifics stand behind the name, often written together with it."""
    last = result.tokens[-1] if result.tokens else ""
    for word in _HONORIFICS:
        if last.endswith(word) and (len(last) > len(word) + 1 or len(result.tokens) > 1):
            result.prefix.append(word)
            rest = last[: -len(word)]
            result.tokens[-1:] = [rest] if rest else []
            return


def is_lone_title(text: str) -> bool:
    """Say whether a text is nothing but one title or degree that is never a name."""
    return title_key(text) in _NEVER_A_NAME
