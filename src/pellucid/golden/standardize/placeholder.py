"""Placeholders: what people write when they have nothing to write."""

import re

_WORDS = """
    n/a na n.a. n.a n\\a none null nil nan nothing empty blank missing void undefined unknown unkown unk tbd tba tbc
    todo test testing xxx xxxx xx x asdf qwerty dummy fake sample example default anonymous private withheld
    confidential later
    keine kein k.a. ka unbekannt ohne aucun aucune inconnu néant neant vide ninguno ninguna desconocido s/n sd s/d
    nessuno sconosciuto nenhum desconhecido geen onbekend ingen okänd okänt ukjent ukendt ekkert óþekkt
    wala walang brak nieznany neuvedeno neznámý nincs yok bilinmiyor нет неизвестно ندارد نامشخص គ្មាន មិនស្គាល់
    不明 なし 없음 无 無 #n/a #null! #value! #ref! #name? (null) <null> \\n
"""
_PHRASES = frozenset(
    {
        "not known", "not available", "not applicable", "not given", "not provided", "not specified", "no phone",
        "no email", "no e-mail", "no mail", "no number", "no data", "to be announced", "to follow", "keine angabe",
        "nicht bekannt", "sin datos", "no tiene", "hindi alam", "wala pa", "لا يوجد",
    }
)  # fmt: skip
PLACEHOLDERS = frozenset(_WORDS.split()) | _PHRASES
_NO_WORD = re.compile(r"[-\u2010-\u2015_.,:;/\\?!*#~=…'\"`()\[\]<>|\s]+")
_LONGEST = 20

RUNS = frozenset(
    {"123456", "1234567", "12345678", "123456789", "1234567890", "0123456789", "01234567890", "12345678910",
     "12345678901", "123456789012", "987654321", "0987654321", "09876543210", "123123123", "1231231234",
     "1212121212", "1234512345", "1234554321"}
)  # fmt: skip
_SHORTEST_JUNK = 4  # digits; a shorter run of one digit is no more telling than any other number


def is_placeholder(text: str) -> bool:
    """Say whether a text stands for nothing: ``n/a``, ``unknown``, ``---``, ``keine Angabe``, ``#N/A``.

    Blank text is missing, not a placeholder. Words of the languages the product speaks and of their neighbors.
    """
    if len(text) > _LONGEST:
        return False
    text = text.strip().casefold()
    return bool(text) and (text in PLACEHOLDERS or _NO_WORD.fullmatch(text) is not None)


def is_junk_digits(digits: str) -> bool:
    """Say whether digits were typed to fill a field: one digit over and over, or a run such as 1234567890."""
    return digits in RUNS or (len(digits) >= _SHORTEST_JUNK and digits == digits[0] * len(digits))
