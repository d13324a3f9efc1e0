"""First, second, third: which slot each of several columns of one field takes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pellucid.golden.intake.guess import Guess
from pellucid.golden.model.catalog import FIELDS
from pellucid.golden.model.field import slot_name, split_slot

# Contexts that come before or behind the others; numbers come in their order; the rest as in the file.
_FIRST = ("primary", "")
_LAST = ("shipping", "other", "secondary")
_GROUPED = "address"


def assign_slots(guesses: Sequence[Guess | None], fixed: Mapping[int, str]) -> list[str]:
    """Return a target a column, each only once, "" where no field claims it.

    guesses: one a column. fixed: index of column to the target that a person gave it; never given to another. Columns
    of one address share a slot: those of the billing address are first, those of the shipping address second.
    """
    targets = [fixed.get(at, "") for at in range(len(guesses))]
    free = {at: guess for at, guess in enumerate(guesses) if guess is not None and at not in fixed}
    parts = {at: guess for at, guess in free.items() if FIELDS[guess.field].group == _GROUPED}
    taken = set(fixed.values())
    for at, target in (_address_slots(parts) | _single_slots(free, parts)).items():
        targets[at] = _untaken(target, taken)
        taken.add(targets[at])
    return targets


def _untaken(target: str, taken: set[str]) -> str:
    """Return target, or the next free slot of its field, or "" where there is none."""
    if target not in taken:
        return target
    name, slot = split_slot(target)
    spec = FIELDS[name]
    if not spec.many or spec.group == _GROUPED:
        return ""
    while slot_name(name, slot) in taken:
        slot += 1
    return slot_name(name, slot)


def _rank(context: str) -> tuple[int, int]:
    """Return what contexts are sorted by; equal ones stay as in the file."""
    number = int("".join(filter(str.isdigit, context)) or 0) if context.isascii() else 0
    word = "".join(filter(str.isalpha, context))
    if word in _FIRST:
        return (0 if word else 1, number)
    return (3 if word in _LAST else 2, number)


def _single_slots(free: Mapping[int, Guess], parts: Mapping[int, Guess]) -> dict[int, str]:
    """Return targets of the columns that share no slot with others, the first of each field first."""
    by_field: dict[str, list[int]] = defaultdict(list)
    for at in sorted(free, key=lambda at: (_rank(free[at].context), at)):
        if at not in parts:
            by_field[free[at].field].append(at)
    return {
        at: slot_name(name, slot)
        for name, columns in by_field.items()
        for slot, at in enumerate(columns, start=1)
        if slot == 1 or FIELDS[name].many
    }


def _address_slots(parts: Mapping[int, Guess]) -> dict[int, str]:
    groups = _address_groups(parts)
    return {
        at: slot_name(parts[at].field, slot) for slot, columns in enumerate(groups, start=1) for at in columns.values()
    }


def _address_groups(parts: Mapping[int, Guess]) -> list[dict[str, int]]:
    """Return the addresses, each as field to index of column, in the order of their slots."""
    groups: dict[tuple[str, int], dict[str, int]] = {}
    for at, guess in parts.items():
        copy = 1
        while guess.field in groups.get((guess.context, copy), {}):
            copy += 1
        groups.setdefault((guess.context, copy), {})[guess.field] = at
    plain = groups.get(("", 1))
    others = [key for key in groups if key != ("", 1)]
    if plain and others:
        # "Home address", then "city" and "country": one address whose parts are not all called home.
        partner = next(
            (key for key in sorted(others, key=lambda key: _rank(key[0])) if not plain.keys() & groups[key]), None
        )
        if partner:
            groups[partner] |= groups.pop(("", 1))
    return [groups[key] for key in sorted(groups, key=lambda key: (_rank(key[0]), key[1]))]
