"""Single words of a name: initials, capitals, and the block in capitals that marks a family name."""

import re
from collections.abc import Sequence

from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.name.culture import Culture
from pellucid.golden.standardize.name.letters import case_of, keeps_capitals, restore_token
from pellucid.golden.standardize.name.tables import all_words, word_list

_INITIAL_DOT = re.compile(r"(?<![^\W\d_])([^\W\d_])\.(?=[^\W\d_])")
_LINKS = frozenset(["y", "e", "i"])
_VOWELS = frozenset("AEIOUYÀÁÂÃÄÅÆÈÉÊËÌÍÎÏÒÓÔÕÖØÙÚÛÜÝАЕЁИОУЫЭЮЯΑΕΗΙΟΥΩ")


def spell_initials(tokens: Sequence[str]) -> list[str]:
    """Return words with every initial on its own, as a capital and a dot: ``J.P.`` becomes ``J.`` and ``P.``"""
    result: list[str] = []
    for place, token in enumerate(tokens):
        for word in _INITIAL_DOT.sub(r"\1. ", token).split():
            is_link = word in _LINKS and 0 < place < len(tokens) - 1
            is_initial = len(word.rstrip(".")) == 1 and word[0].lower() != word[0].upper() and not is_link
            result.append(word[0].upper() + "." if is_initial else word)
    return result


def restore_words(tokens: Sequence[str], culture: Culture, country: str | None) -> list[str]:
    """Return words with their capitals restored where all are capitals or all small; else as they are."""
    style = case_of("".join(token for token in tokens if len(token.rstrip(".")) > 1))
    if style not in ("upper", "lower"):
        return list(tokens)
    families = word_list("family", "yue")
    return [
        token
        if len(token.rstrip(".")) == 1 or (keeps_capitals(token) and token.lower() not in families)
        else restore_token(token, country=country, is_particle=_reads_as_particle(tokens, place, culture))
        for place, token in enumerate(tokens)
    ]


def _reads_as_particle(tokens: Sequence[str], place: int, culture: Culture) -> bool:
    """A particle never ends a name, and starts one only where another follows."""
    if culture.family_first or place == len(tokens) - 1:
        return False
    key = fold(tokens[place])
    particles = all_words("particle")
    if key not in particles or (key in ("ben", "abu", "abou", "san", "i", "e", "y") and place == 0):
        return False
    if key in ("e", "y", "i") and culture.name not in ("spanish", "portuguese", "filipino"):
        return False
    if place == 0:
        return ((key in word_list("particle", "small") and key != "al") and fold(tokens[1]) in particles) or len(
            tokens
        ) == 2
    return True


def capital_block(tokens: Sequence[str]) -> tuple[int, int] | None:
    """Return where the words all in capitals start and end, if they stand first or last among others that are not."""
    capital = [_is_capital(token) for token in tokens]
    if not any(capital):
        return None
    start = capital.index(True)
    end = len(capital) - capital[::-1].index(True)
    if not all(capital[start:end]):
        return None
    while start > 0 and tokens[start - 1].islower() and fold(tokens[start - 1]) in all_words("particle"):
        start -= 1
    others = [token for token in (*tokens[:start], *tokens[end:]) if len(token.rstrip(".")) > 1]
    if not others or (start > 0 and end < len(tokens)) or any(token.islower() for token in others):
        return None
    return start, end


def _is_capital(token: str) -> bool:
    letters = [char for char in token if char.isalpha()]
    if len(letters) < 2 or not token.isupper() or keeps_capitals(token):
        return False
    return len(letters) > 3 or not _VOWELS.isdisjoint(token)
