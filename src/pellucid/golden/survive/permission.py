"""What a consent says, for the one rule that has no exception: a "no" wins."""

from pellucid.golden.standardize.fold import fold

YES, UNCLEAR, NO = 0, 1, 2  # how strict; the strictest wins

# Folded: case, accents and script are aside. English, German, French, Spanish, Icelandic, Filipino, Persian, Khmer, and
# what newsletter tools write.
YES_WORDS = frozenset(
    {
        "yes",
        "y",
        "true",
        "1",
        "x",
        "on",
        "ok",
        "ja",
        "j",
        "oui",
        "o",
        "si",
        "s",
        "sim",
        "opo",
        "oo",
        "blh",
        "ary",
        "bat",
        "chas",
    }
    | {"subscribed", "opted in", "opt in", "optin", "double opt in", "confirmed", "granted", "given", "skrad"}
    | {"angemeldet", "eingewilligt", "erteilt", "inscrit", "abonne", "suscrito"}
)
UNCLEAR_WORDS = frozenset({"unknown", "pending", "unconfirmed", "na", "n a", "unbekannt", "offen", "inconnu", "?"})


def strictness(consent: str) -> int:
    """Return YES, UNCLEAR or NO. What is plainly neither yes nor undecided counts as a no: it may be one."""
    text = fold(consent)
    if text in YES_WORDS:
        return YES
    return UNCLEAR if not text or text in UNCLEAR_WORDS else NO
