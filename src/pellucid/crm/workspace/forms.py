"""The form of a customer, driven by the field catalog."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _

from pellucid.crm.sources.models import PartyKind
from pellucid.golden.model.catalog import FIELDS
from pellucid.golden.model.field import FieldClass

LETTERS_MAX = 2_000
PERSON_FIELDS = ("given_name", "family_name", "email", "phone", "organization", "job_title", "address", "birth_date")
COMPANY_FIELDS = ("organization", "email", "phone", "website", "address", "tax_id", "registration_number", "industry")
KINDS = {"email": "email", "phone": "tel", "website": "url"}  # which keyboard a telephone shows; anything is taken
# What follows from other values, or is the source's own.
NOT_ENTERED = frozenset({"source_key", "created_date", "updated_date"})


class CustomerForm(forms.Form):
    """What is known of a customer, as raw text by field: standardizing and judging it is the pipeline's work."""

    def __init__(self, *args: object, fields: tuple[str, ...], **rest: object) -> None:
        super().__init__(*args, **rest)  # type: ignore[arg-type]
        for name in fields:
            self.fields[name] = forms.CharField(
                label=_(FIELDS[name].label),
                required=False,
                max_length=LETTERS_MAX,
                strip=False,
                widget=forms.TextInput(
                    attrs={"dir": "auto", "autocomplete": "off", "inputmode": KINDS.get(name, "text")}
                ),
            )

    def said(self) -> dict[str, str]:
        """Return what was filled in, as it was typed."""
        return {name: text for name, text in self.data.items() if name in self.fields and str(text).strip()}


def fields_for(kind: str) -> tuple[str, ...]:
    """Return the fields a new customer of a kind is asked for."""
    return COMPANY_FIELDS if kind == PartyKind.ORGANIZATION else PERSON_FIELDS


def fields_to_edit(kind: str, golden: Mapping[str, str]) -> tuple[str, ...]:
    """Return the fields of a customer that can be edited: those asked for, and those there are."""
    own = [
        name
        for name in golden
        if name in FIELDS
        and name not in NOT_ENTERED
        and FIELDS[name].kind != "address_part"
        and name != "country"
        and FIELDS[name].field_class != FieldClass.QUANTITATIVE
    ]
    return tuple(dict.fromkeys([*fields_for(kind), *own]))
