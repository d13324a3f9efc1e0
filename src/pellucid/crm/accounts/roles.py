"""What people may do, by their role. The one place that says so: pages, API, export and search ask it."""

from enum import StrEnum
from types import MappingProxyType


class Permission(StrEnum):
    """One thing a person may be allowed to do."""

    VIEW = "view"
    ENTER = "enter"
    EDIT = "edit"
    JUDGE = "judge"  # merge, split, say same or different
    IMPORT = "import"
    EXPORT = "export"
    UNDO_OWN = "undo_own"
    UNDO_ANY = "undo_any"
    MATCH = "match"  # train and choose match models
    ERASE = "erase"
    CONSENT = "consent"
    AUDIT = "audit"  # read history and runs of others
    ADMINISTER = "administer"


class Role(StrEnum):
    """The delivered roles."""

    ADMINISTRATOR = "administrator"
    STEWARD = "steward"
    MANAGER = "manager"
    SALES = "sales"
    MARKETING = "marketing"
    SERVICE = "service"
    READ_ONLY = "read-only"
    DATA_PROTECTION_OFFICER = "data-protection-officer"


_P = Permission
_WORKS = frozenset({_P.VIEW, _P.ENTER, _P.EDIT, _P.UNDO_OWN})
ALLOWED = MappingProxyType(
    {
        Role.ADMINISTRATOR: frozenset(Permission),
        Role.STEWARD: _WORKS | {_P.JUDGE, _P.IMPORT, _P.EXPORT, _P.UNDO_ANY, _P.MATCH, _P.AUDIT},
        Role.MANAGER: _WORKS | {_P.EXPORT, _P.AUDIT},
        Role.SALES: _WORKS,
        Role.MARKETING: _WORKS | {_P.EXPORT, _P.CONSENT},
        Role.SERVICE: _WORKS,
        Role.READ_ONLY: frozenset({_P.VIEW}),
        Role.DATA_PROTECTION_OFFICER: frozenset({_P.VIEW, _P.EXPORT, _P.AUDIT, _P.CONSENT, _P.ERASE}),
    }
)
