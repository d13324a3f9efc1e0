"""The forms of an e-mail address that matching compares: the mailbox it reaches, and the name it spells."""

import re

from pellucid.golden.standardize.email_lists import NO_REPLY, ROLES

# Providers that deliver several spellings to one mailbox, each by its own published help pages.
_SAME_DOMAIN = {
    "googlemail.com": "gmail.com",  # Gmail Help: gmail.com and googlemail.com are one account
    "me.com": "icloud.com",  # Apple Support: @me.com and @mac.com reach the @icloud.com mailbox
    "mac.com": "icloud.com",
    "protonmail.com": "proton.me",  # Proton Support: same name on proton.me, protonmail.com, pm.me, protonmail.ch
    "protonmail.ch": "proton.me",
    "pm.me": "proton.me",
    "ya.ru": "yandex.ru",  # Yandex Help: aliases of one mailbox in all Yandex domains
    "yandex.com": "yandex.ru",
    "yandex.by": "yandex.ru",
    "yandex.kz": "yandex.ru",
    "yandex.ua": "yandex.ru",
}
_UNSEEN: dict[str, dict[int, int | None]] = {
    "gmail.com": {ord("."): None},  # Gmail Help: dots don't matter in Gmail addresses
    "proton.me": {
        ord("."): None,
        ord("-"): None,
        ord("_"): None,
    },  # Proton Support: dots, hyphens and underscores are ignored
    "yandex.ru": {ord("-"): ord(".")},  # Yandex Help: dots and hyphens are interchangeable
}
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_SHORTEST_NAME = 2  # letters; single ones are initials, which other forms compare


def email_key(value: str) -> str:
    """Return the match form of a standard address: the mailbox it reaches, as far as its provider says so.

    Lower-case, the sub-address after + removed (RFC 5233), and the rules of providers that ignore dots or have several
    domains. Never for sending: two addresses with one key may be two mailboxes elsewhere.
    """
    mailbox, _, domain = value.lower().rpartition("@")
    domain = _SAME_DOMAIN.get(domain, domain)
    mailbox = mailbox.partition("+")[0] or mailbox
    unseen = _UNSEEN.get(domain)
    if unseen is not None:
        mailbox = mailbox.translate(unseen) or mailbox
    return f"{mailbox}@{domain}"


def name_parts_of_mailbox(value: str) -> tuple[str, ...]:
    """Return the words of a mailbox that may be names: ``jan.novak80+x@example.com`` gives jan and novak.

    Lower-case, two letters or more; nothing for a shared mailbox such as info.
    """
    mailbox = value.lower().rpartition("@")[0].partition("+")[0]
    if mailbox in ROLES or mailbox in NO_REPLY:
        return ()
    return tuple(word for word in _NOT_LETTERS.split(mailbox) if len(word) >= _SHORTEST_NAME and word not in ROLES)
